/** Taking a step of the SOP, with one hand or two. The buttons ask `blocked`, so that they never promise too much. */
import { actorName } from '../people/actor.js';
import { isThere } from '../people/leave.js';
import type { Member, Role } from '../people/people.js';
import { membersWith, teamOf } from '../people/staff.js';
import type { Transition } from '../sop/sop.js';
import type { Outcome } from './action.js';
import { isAsking } from './action.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import { given } from './given.js';
import { unmet } from './guards.js';
import { personOf } from './holders.js';
import { moved } from './move.js';
import { mergedInto } from './other.js';
import { secondHands } from './red-line.js';
import { isRefusal, type Refusal, refuse } from './refusal.js';
import { responsible } from './rules.js';
import type { Proposal, Ticket } from './ticket.js';
import { stepLabel } from './transitions.js';

/** Why this actor cannot take this step now, whatever they would give with it; null when they can. */
export function blocked(ticket: Ticket, transition: Transition, facts: Facts): Refusal | null {
  const into = mergedInto(ticket);
  return (
    // Its way goes on in another ticket.
    (into === null ? null : refuse('merged', { ticket: into })) ??
    responsible(transition)(ticket, facts) ??
    unmet(ticket, transition, facts) ??
    unproposable(ticket, transition, secondHands(transition, ticket.fields, facts.sop), facts)
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
  const hands = secondHands(transition, { ...ticket.fields, ...got.fields }, facts.sop);
  if (hands === null) return moved(ticket, transition, got, facts, null);
  // What was given with the step may be what asks for a second hand.
  const alone = unproposable(ticket, transition, hands, facts);
  if (alone) return alone;
  const happened = { at: facts.now, by: actorName(facts.actor) };
  const { fields, input, lateReason, lateNote } = got;
  const filled: TicketEvent[] =
    Object.keys(fields).length > 0 ? [{ ...happened, type: 'fieldsFilled', fields }] : [];
  return [
    ...filled,
    { ...happened, type: 'transitionProposed', transition: transition.key, input, lateReason, lateNote },
  ];
}

/** The second hand: conditions are looked at again, for the ticket may have changed since the proposal. */
export function confirmStep(
  ticket: Ticket,
  proposal: Proposal,
  transition: Transition,
  raw: Readonly<Record<string, unknown>>,
  facts: Facts,
): Outcome {
  const refusal = unmet(ticket, transition, facts);
  if (refusal) return refusal;
  const { lateReason, lateNote } = proposal;
  const reason =
    lateReason === null ? {} : { late_reason: lateReason, ...(lateNote ? { late_note: lateNote } : {}) };
  // What was proposed is what is confirmed: a checker may add what is missing, never exchange it.
  const got = given(ticket, transition, { ...raw, ...reason }, facts, proposal.input);
  if (isRefusal(got) || isAsking(got)) return got;
  return moved(ticket, transition, got, facts, `member:${proposal.by}`);
}

/** Everybody who is there and may confirm what this person proposes. */
export function checkersOf(
  ticket: Ticket,
  transition: Transition,
  maker: string,
  facts: Facts,
): readonly Member[] {
  return checkersWith(secondHands(transition, ticket.fields, facts.sop) ?? [], ticket, maker, facts);
}

function checkersWith(
  hands: readonly Role[],
  { queue }: Ticket,
  maker: string,
  { directory, today }: Facts,
): readonly Member[] {
  const team = teamOf(directory, queue);
  const eligible = team ? membersWith(directory, hands, team.id) : [];
  return eligible.filter((member) => member.id !== maker && isThere(member, today));
}

function unproposable(
  ticket: Ticket,
  transition: Transition,
  hands: readonly Role[] | null,
  facts: Facts,
): Refusal | null {
  if (hands === null) return null;
  const { proposal } = ticket;
  const step = stepLabel(transition);
  if (proposal) {
    const pending = facts.sop.transitions[proposal.transition] ?? transition;
    const holder = checkersOf(ticket, pending, proposal.by, facts).map(personOf);
    return refuse('already_proposed', {
      step: stepLabel(pending),
      maker: { person: `member:${proposal.by}` },
      holder,
    });
  }
  const { actor, directory } = facts;
  if (actor.kind === 'member' && checkersWith(hands, ticket, actor.id, facts).length > 0) return null;
  const team = teamOf(directory, ticket.queue);
  return refuse('no_checker', {
    step,
    roles: hands.map((role) => ({ message: `role.${role}` })),
    team: team ? { text: team.name } : ticket.queue,
  });
}
