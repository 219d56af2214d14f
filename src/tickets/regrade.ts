/** 定级: what changes when a ticket comes to another priority, and with it the limit of the present step. */
import { addWorking } from '../calendar/business-hours.js';
import { actorName } from '../people/actor.js';
import { gradeOf, type Priority } from '../sop/priority.js';
import type { Sop } from '../sop/sop.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import { clockOf, startLimit } from './limit.js';
import { stateOf } from './move.js';
import type { Fields, Ticket } from './ticket.js';

/** Keys of the fields that hold impact and urgency; an SOP need have neither. */
export function gradingFields({ fields }: Pick<Sop, 'fields'>): {
  readonly impact?: string;
  readonly urgency?: string;
} {
  const keys = Object.values(fields).map(({ type, key }) => [type, key] as const);
  return Object.fromEntries(keys.filter(([type]) => type === 'impact' || type === 'urgency'));
}

/** What the matrix makes of what is known; undefined where not both are. */
export function gradeOfFields(fields: Fields, { sop, grading }: Facts): Priority | undefined {
  const { impact = '', urgency = '' } = gradingFields(sop);
  return grading && gradeOf(grading, fields[impact], fields[urgency]);
}

/** Nothing where it stays as it is. `reason` is why it is not what the matrix says. */
export function regraded(ticket: Ticket, to: Priority, reason: string | null, facts: Facts): TicketEvent[] {
  if (to === ticket.priority) return [];
  return [
    {
      type: 'priorityChanged',
      at: facts.now,
      by: actorName(facts.actor),
      from: ticket.priority,
      to,
      reason,
      limit: limitAt(ticket, to, facts),
    },
  ];
}

/** What has passed stays passed. */
function limitAt(ticket: Ticket, priority: Priority, facts: Facts): Ticket['limit'] {
  const state = stateOf(facts.sop, ticket.state);
  if (ticket.limit?.lateAt !== null || state.limit?.byPriority === undefined) return ticket.limit;
  return countedAnew(ticket, priority, facts);
}

/** The limit counted from the entry of the step, as if it had always been so, but for the time it was held or that was added. */
export function countedAnew(ticket: Ticket, priority: Priority, facts: Facts): Ticket['limit'] {
  const state = stateOf(facts.sop, ticket.state);
  if (ticket.limit === null || state.limit === null) return ticket.limit;
  const limit = startLimit(state, priority, { ...facts, now: ticket.enteredAt });
  const heldMs = ticket.shift[state.limit.clock];
  const clock = clockOf(state.limit.clock, facts);
  const moreMs = heldMs + (ticket.limit.extendedMs ?? 0);
  const later = (at: number) => (moreMs === 0 ? at : addWorking(clock, at, moreMs));
  return (
    limit && {
      ...limit,
      dueAt: later(limit.dueAt),
      warnAt: limit.warnAt === null ? null : later(limit.warnAt),
      warnedAt: ticket.limit.warnedAt,
      ...(ticket.limit.extendedMs === undefined ? {} : { extendedMs: ticket.limit.extendedMs }),
    }
  );
}
