/** Who plays under an SOP, what they answer, and what would bring a ticket on: without it chance alone hardly ever gets to the end. */
import type { Actor, Directory } from '../../src/people/people.js';
import { rolesOf } from '../../src/sop/approval.js';
import { transitionsFrom } from '../../src/sop/machine.js';
import type { Field, Responsible, Sop, Transition } from '../../src/sop/sop.js';
import { childrenMissing } from '../../src/tickets/children.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import { shippedContent } from '../sop/shipped.js';
import { by, directoryOf, member, scan } from '../support/given.js';

/** What each may be, the house's own roles among them; who is named first is asked first. */
const ROLES: Readonly<Record<'lin' | 'zhou' | 'wang' | 'chen', readonly string[]>> = {
  lin: ['agent', 'operator', 'submitter'],
  zhou: ['agent', 'designer'],
  wang: ['lead', 'reviewer'],
  chen: ['manager'],
};

/** 林晓 and 周明 work, 王芳 leads, 陈静 manages, in every team the SOP's queues belong to; one has left; 李强 is of another. */
export function castOf(sop: Sop): Directory {
  const { queues } = directoryOf();
  const owners = Object.values(sop.states).flatMap(({ owner }) =>
    owner?.startsWith('queue:') ? owner.slice('queue:'.length) : [],
  );
  const teams = [...new Set([sop.queue, ...owners].flatMap((queue) => queues.get(queue)?.team ?? []))];
  const [team = ''] = teams;
  return directoryOf([
    ...Object.entries(ROLES).map(([id, roles]) => member(id, teams, roles)),
    member('old', [team], ['agent'], false),
    member('li', ['elsewhere'], ['agent']),
    member('root', [], ['admin']),
    member('audrey', [], ['auditor']),
  ]);
}

/** An answer that a field takes. */
export function answerFor({ type, choices, table, min, max }: Field): unknown {
  switch (type) {
    case 'phone':
      return '13800138000';
    case 'date':
      return '2026-03-10';
    case 'choice':
      return choices?.[0]?.value;
    case 'member':
      return 'zhou';
    case 'file':
      return [{ ...scan('s'), width: 1200, height: 1200 }];
    case 'lookup':
      return table?.rows[0]?.[0];
    case 'impact':
    case 'urgency':
      return shippedContent().grading[type][0]?.value;
    case 'number':
    case 'money':
      return min ?? Math.min(1, max ?? 1);
    default:
      return '甲';
  }
}

/** Everything a step waits for and asks; nothing for what is no step. */
export function stepGiven(sop: Sop, key: string): Readonly<Record<string, unknown>> {
  const step = Object.hasOwn(sop.transitions, key) ? sop.transitions[key] : undefined;
  if (!step) return {};
  const waited = step.when.flatMap((guard) => (guard.guard === 'has' ? guard.fields : []));
  const fields = [...waited.flatMap((one) => sop.fields[one] ?? []), ...step.input];
  return Object.fromEntries(fields.map((field) => [field.key, answerFor(field)]));
}

interface Help {
  readonly type: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
}

/** The next thing to do on one of the ways from here. */
export function helpful(sop: Sop, ticket: Ticket, which: number): Help {
  const late = { late_reason: '人手不足' };
  if (ticket.hold && which < 3) return { type: 'resume', input: {}, actor: by.lin };
  if (ticket.proposal) {
    const { by: maker, agreed = [], transition } = ticket.proposal;
    const named = rolesOf(sop.transitions[transition]?.approval ?? null);
    const roles = named.length > 0 ? named : ['lead', 'agent', 'reviewer'];
    // Where one has to follow on the other, whoever is asked last is found by those before them.
    const next = roles.length > 1 && agreed.length > 0 ? roles.slice(agreed.length) : roles;
    const actor = whoIs(next.length > 0 ? next : roles, maker, ...agreed.map((one) => one.by)) ?? by.wang;
    return { type: 'confirm', input: late, actor };
  }
  const open = (sop.states[ticket.state]?.checklist ?? []).find(({ key }) => !(key in ticket.checklist));
  if (open) return { type: 'tick', input: { item: open.key }, actor: by.zhou };
  const ways = transitionsFrom(sop, ticket.state);
  const step = ways[which % Math.max(1, ways.length)];
  if (!step) return { type: 'undo', input: {}, actor: by.lin };
  if (step.when.some(({ guard }) => guard === 'children_done')) {
    const [missing] = childrenMissing(ticket, sop);
    if (missing) return ends(missing.ticket ?? 20 + ticket.links.length);
  }
  if (step.when.some(({ guard }) => guard === 'division')) {
    const part = partWanted(ticket);
    if (part) return part;
  }
  const actor = whoTakes(step, ticket);
  if (actor === null) return { type: 'claim', input: {}, actor: by.lin };
  const reason = actor.kind === 'member' ? late : {};
  return { type: 'advance', input: { transition: step.key, ...stepGiven(sop, step.key), ...reason }, actor };
}

/** A part with all it must have, and done; null when every one is. */
function partWanted({ division }: Ticket): Help | null {
  const whole = { owner: 'lin', collaborators: '周明', standard: '齐了', due: '2026-03-10' };
  const part = division.find(
    ({ owner, collaborators, standard, due }) => !owner || !collaborators || !standard || !due,
  );
  if (part || division.length === 0)
    return { type: 'divide', input: { part: part ? String(part.no) : '主图', ...whole }, actor: by.lin };
  const open = division.find(({ doneAt }) => doneAt === null);
  if (!open) return null;
  return {
    type: 'part_done',
    input: { part: String(open.no) },
    actor: { kind: 'member', id: open.owner ?? '' },
  };
}

/** A ticket that was opened and is waited for says that it is over. */
function ends(ticket: number): Help {
  const label = { 'zh-CN': '已办完', en: 'Done' };
  const stands = { title: '另一张', label, publicLabel: label, over: true };
  return { type: 'relate', input: { ticket, kind: 'opened', wait: 'all', stands }, actor: by.system };
}

/** Null when nobody has it whose step it is. */
function whoTakes({ by: responsible }: Transition, { assigneeId }: Ticket): Actor | null {
  const takes = (who: Responsible): Actor | null => {
    if (who === 'requester') return by.customer;
    if (who === 'system') return by.system;
    if (who === 'assignee') return assigneeId === null ? null : { kind: 'member', id: assigneeId };
    if (who.startsWith('source:')) return { kind: 'source', name: who.slice('source:'.length) };
    return whoIs([who]);
  };
  return responsible.map(takes).find((actor) => actor !== null) ?? null;
}

/** Somebody who is one of these, and none of those. */
function whoIs(roles: readonly string[], ...not: readonly string[]): Actor | null {
  const found = Object.entries(ROLES).find(
    ([id, own]) => !not.includes(id) && own.some((role) => roles.includes(role)),
  );
  return found ? { kind: 'member', id: found[0] } : null;
}
