/** Approvals: those who agree exist and are enough, a no leads where the graph leads, and what is served comes later. */
import { memberOf, roleOf } from '../approval.js';
import type { Known } from '../known.js';
import { reachable, transitionsFrom } from '../machine.js';
import { suggest } from '../nearest.js';
import { own } from '../record.js';
import type { Check, Report } from '../report.js';
import type { Approval, Sop, Transition } from '../sop.js';
import type { Path } from '../yaml-source.js';
import { ONLY_READS } from './responsible.js';

export const checkApproval: Check = (sop, known, report) => {
  for (const transition of Object.values(sop.transitions)) {
    const { key, approval } = transition;
    if (approval === null) continue;
    const at = ['transitions', key, approval.written];
    checkApprovers(approval, known, at, report);
    checkNumber(approval, at, report);
    checkReject(transition, approval, sop, [...at, 'on_reject'], report);
    checkServed(transition, approval, sop, at, report);
    approval.watch?.forEach((field, index) => {
      if (!Object.hasOwn(sop.fields, field))
        report(
          [...at, 'watch', index],
          `expected a field, got ${JSON.stringify(field)}`,
          suggest(field, Object.keys(sop.fields), 'add it under "fields"'),
        );
    });
  }
};

function checkApprovers(
  { by, written }: Approval,
  { roles, members }: Known,
  at: Path,
  report: Report,
): void {
  by.forEach((who, index) => {
    const path = written === 'two_hands' ? [...at, index] : [...at, 'by', index];
    const role = roleOf(who);
    const member = memberOf(who);
    if (role !== null && !roles.includes(role))
      report(
        path,
        `expected a role that may act, got ${JSON.stringify(role)}`,
        role === 'auditor' ? ONLY_READS : suggest(role, roles, 'add it under "roles" in desk.yaml'),
      );
    if (member !== null && !members.includes(member))
      report(
        path,
        `expected a member, got ${JSON.stringify(member)}`,
        suggest(member, members, 'add them under "members" in desk.yaml'),
      );
  });
}

function checkNumber({ by, quorum, inTurn }: Approval, at: Path, report: Report): void {
  const persons = by.every((who) => roleOf(who) === null);
  if (quorum !== 'all' && inTurn)
    report(
      [...at, 'order'],
      `expected all of them to agree where they are asked in turn, got quorum: ${quorum}`,
      'write "quorum: all", or remove "order"',
    );
  if (quorum !== 'all' && persons && quorum > new Set(by).size)
    report(
      [...at, 'quorum'],
      `expected at most the ${new Set(by).size} who are named, got ${quorum}`,
      'name more under "by", or ask for fewer',
    );
}

/** A no takes a step of the graph like any other, and there is nobody left to ask for anything but why. */
function checkReject(
  { key, from }: Transition,
  { onReject }: Approval,
  sop: Sop,
  at: Path,
  report: Report,
): void {
  if (onReject === null) return;
  if (!Object.hasOwn(sop.states, onReject)) {
    report(
      at,
      `expected a state, got ${JSON.stringify(onReject)}`,
      suggest(onReject, Object.keys(sop.states), 'add it under "states"'),
    );
    return;
  }
  for (const state of from) {
    const step = transitionsFrom(sop, state).find((one) => one.to === onReject && one.key !== key);
    if (!step) {
      report(
        at,
        `expected a state that a transition from ${JSON.stringify(state)} leads to, got ${JSON.stringify(onReject)}`,
        `add a transition from ${state} to ${onReject}, or name another state`,
      );
      continue;
    }
    const asked = step.input.filter((field) => field.required && !isReason(field));
    if (step.approval !== null || step.when.length > 0 || asked.length > 0)
      report(
        at,
        `expected a transition that is taken at once, got ${step.key}, which waits for more`,
        `give ${step.key} "when: always", no approval, and no required input but a text "reason"`,
      );
  }
}

/** What a no says goes into this input of the step it takes. */
const isReason = ({ key, type }: Transition['input'][number]): boolean =>
  key === 'reason' && (type === 'text' || type === 'long_text');

function checkServed(
  { key, to }: Transition,
  { serves }: Approval,
  sop: Sop,
  at: Path,
  report: Report,
): void {
  serves.forEach((later, index) => {
    const path = [...at, 'serves', index];
    const step = own(sop.transitions, later);
    if (step === undefined)
      report(
        path,
        `expected a transition, got ${JSON.stringify(later)}`,
        suggest(later, Object.keys(sop.transitions), 'add it under "transitions"'),
      );
    else if (step.approval === null)
      report(
        path,
        `expected a transition that others have to agree to, got ${later}`,
        `give ${later} an approval, or remove it here`,
      );
    else if (later === key || !step.from.some((state) => reachable(sop, to).has(state)))
      report(
        path,
        `expected a step that comes after ${key}, got ${later}`,
        'name a later step, or remove it here',
      );
  });
}
