/** Taking a step of the SOP, with one hand or with others who agree. The buttons ask `blocked`, so that they never promise too much. */
import { addDuration } from '../calendar/duration.js';
import { actorName } from '../people/actor.js';
import { teamOf } from '../people/staff.js';
import { anotherOf } from '../sop/approval.js';
import { transitionsFrom } from '../sop/machine.js';
import type { Approval, Transition } from '../sop/sop.js';
import type { Outcome } from './action.js';
import { isAsking } from './action.js';
import { type Asked, askedOf, isAgreed, nobodyFor, voiceOf } from './approval.js';
import { agreedBefore, stillApproved } from './approved.js';
import { approverParam, askedNow } from './approvers-said.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import { given } from './given.js';
import { unmet } from './guards.js';
import { moved } from './move.js';
import { mergedInto } from './other.js';
import { approvalOf } from './red-line.js';
import { isRefusal, type Refusal, refuse } from './refusal.js';
import { responsible } from './rules.js';
import type { Fields, Proposal, Ticket } from './ticket.js';
import { stepLabel } from './transitions.js';

/** Why this actor cannot take this step now, whatever they would give with it; null when they can. */
export function blocked(ticket: Ticket, transition: Transition, facts: Facts): Refusal | null {
  const into = mergedInto(ticket);
  return (
    // Its way goes on in another ticket.
    (into === null ? null : refuse('merged', { ticket: into })) ??
    responsible(transition)(ticket, facts) ??
    unmet(ticket, transition, facts) ??
    unproposable(ticket, transition, ticket.fields, facts)
  );
}

/** Moves the ticket, or proposes the move to a second pair of hands. */
export function takeStep(
  ticket: Ticket,
  transition: Transition,
  raw: Readonly<Record<string, unknown>>,
  facts: Facts,
): Outcome {
  const refusal = blocked(ticket, transition, facts);
  if (refusal) return refusal;
  const got = given(ticket, transition, raw, facts);
  if (isRefusal(got) || isAsking(got)) return got;
  const fields = { ...ticket.fields, ...got.fields };
  const asked = askedWhenTaken(ticket, transition, fields, facts);
  if (asked === null) return moved(ticket, transition, got, facts, null);
  // What was given with the step may be what asks for a second hand.
  const alone = unproposable(ticket, transition, fields, facts);
  if (alone) return alone;
  const { agreed, approval } = asked;
  if (isAgreed(asked, facts))
    return moved(ticket, transition, got, facts, { proposedBy: null, approval, agreed });
  const happened = { at: facts.now, by: actorName(facts.actor) };
  const { input, lateReason, lateNote } = got;
  const filled: TicketEvent[] =
    Object.keys(got.fields).length > 0 ? [{ ...happened, type: 'fieldsFilled', fields: got.fields }] : [];
  return [
    ...filled,
    {
      ...{ ...happened, type: 'transitionProposed', transition: transition.key, input, lateReason, lateNote },
      ...(agreed.length > 0 ? { agreed } : {}),
      ...untilWhen(approval, facts),
    },
  ];
}

/** One more agrees; the last one takes the step. Conditions are looked at again: the ticket may have changed since. */
export function confirmStep(
  ticket: Ticket,
  proposal: Proposal,
  transition: Transition,
  raw: Readonly<Record<string, unknown>>,
  facts: Facts,
): Outcome {
  const refusal = unmet(ticket, transition, facts);
  if (refusal) return refusal;
  const { actor, now } = facts;
  const asked = askedOf(ticket, facts);
  const voice = asked && actor.kind === 'member' ? voiceOf(actor.id, asked, facts) : null;
  // A value that was mended since may have taken what asked for a second hand away.
  const agreed = [...(asked?.agreed ?? []), ...(voice ? [{ ...voice, at: now }] : [])];
  if (asked && voice && !isAgreed({ ...asked, agreed }, facts)) {
    const { standsFor } = voice;
    const instead = standsFor === undefined ? {} : { standsFor };
    return [{ type: 'stepAgreed', at: now, by: actorName(actor), transition: transition.key, ...instead }];
  }
  const { lateReason, lateNote } = proposal;
  const reason =
    lateReason === null ? {} : { late_reason: lateReason, ...(lateNote ? { late_note: lateNote } : {}) };
  // What was proposed is what is confirmed: a checker may add what is missing, never exchange it.
  const got = given(ticket, transition, { ...raw, ...reason }, facts, proposal.input);
  if (isRefusal(got) || isAsking(got)) return got;
  const proposedBy = `member:${proposal.by}`;
  const approval = asked?.approval ?? anotherOf([]);
  return moved(ticket, transition, got, facts, { proposedBy, approval, agreed });
}

/** A no that leads back takes a step of the SOP like any other; null: the ticket stays where it is. */
export function rejectStep(
  ticket: Ticket,
  transition: Transition,
  raw: Readonly<Record<string, unknown>>,
  facts: Facts,
): Outcome | null {
  const { sop } = facts;
  const to = transition.approval?.onReject ?? null;
  const back = transitionsFrom(sop, ticket.state).find(
    ({ key, to: there }) => there === to && key !== transition.key,
  );
  if (!back) return null;
  const reason = back.input.some(({ key }) => key === 'reason') ? { reason: raw.reason } : {};
  const late = Object.fromEntries(Object.entries(raw).filter(([key]) => key !== 'reason'));
  const got = given(ticket, back, { ...late, ...reason }, facts);
  return isRefusal(got) || isAsking(got) ? got : moved(ticket, back, got, facts, null);
}

/** What the step waits for if this actor begins it with these values: who has agreed already is not asked again. */
export function askedWhenTaken(
  ticket: Ticket,
  transition: Transition,
  fields: Fields,
  facts: Facts,
): Asked | null {
  const approval = approvalOf(transition, fields, facts.sop);
  if (approval === null) return null;
  const { actor } = facts;
  const maker = actor.kind === 'member' ? actor.id : '';
  const asked = { approval, maker, agreed: [], queue: ticket.queue };
  const approvals = stillApproved(ticket, fields);
  return { ...asked, agreed: agreedBefore(transition.key, asked, approvals, facts) };
}

function untilWhen({ within, expires }: Approval, { now, business }: Facts) {
  return {
    ...(within === null ? {} : { dueAt: addDuration(business, now, within) }),
    ...(expires === null ? {} : { endsAt: addDuration(business, now, expires) }),
  };
}

function unproposable(ticket: Ticket, transition: Transition, fields: Fields, facts: Facts): Refusal | null {
  const asked = askedWhenTaken(ticket, transition, fields, facts);
  if (asked === null) return null;
  const { proposal } = ticket;
  if (proposal) {
    const pending = facts.sop.transitions[proposal.transition] ?? transition;
    return refuse('already_proposed', {
      step: stepLabel(pending),
      maker: { person: `member:${proposal.by}` },
      holder: askedNow(ticket, facts),
    });
  }
  const { actor, directory } = facts;
  const missing = nobodyFor(asked, facts);
  if (actor.kind === 'member' && missing.length === 0) return null;
  const team = teamOf(directory, ticket.queue);
  return refuse('no_checker', {
    step: stepLabel(transition),
    roles: (missing.length > 0 ? missing : asked.approval.by).map(approverParam),
    team: team ? { text: team.name } : ticket.queue,
  });
}
