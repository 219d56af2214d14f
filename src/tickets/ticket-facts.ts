/** What reports read of a ticket, kept up to date event by event. */
import { memberNamed } from '../people/actor.js';
import type { TicketEvent } from './events.js';
import type { Ticket, TicketFacts } from './ticket.js';

export const NO_FACTS: TicketFacts = {
  firstResponseAt: null,
  resolvedAt: null,
  closedAt: null,
  reopens: 0,
  reassignments: 0,
  breaches: 0,
  stayedMinutes: 0,
  workMinutes: null,
};

export function factsAfter(ticket: Ticket, event: TicketEvent): TicketFacts {
  const facts = { ...ticket.facts, firstResponseAt: ticket.facts.firstResponseAt ?? responseAt(event) };
  switch (event.type) {
    case 'ticketAssigned': {
      const reassigned = ticket.assigneeId !== null && ticket.assigneeId !== event.to;
      return { ...facts, reassignments: facts.reassignments + Number(reassigned) };
    }
    case 'limitPassed':
      // What becomes of a target stands on the target itself.
      return event.target === undefined ? { ...facts, breaches: facts.breaches + 1 } : facts;
    case 'ticketMoved':
      return movedTo(ticket, event.category, event.at, {
        ...facts,
        stayedMinutes: facts.stayedMinutes + event.minutes,
      });
    case 'actUndone':
      return { ...facts, stayedMinutes: facts.stayedMinutes + event.minutes };
    case 'ticketMerged':
    case 'ticketCalledOff':
      return { ...facts, closedAt: event.at, stayedMinutes: facts.stayedMinutes + event.minutes };
    default:
      return facts;
  }
}

function movedTo(ticket: Ticket, category: Ticket['category'], at: number, facts: TicketFacts): TicketFacts {
  if (category === 'resolved')
    return facts.resolvedAt === null ? { ...facts, resolvedAt: at, workMinutes: facts.stayedMinutes } : facts;
  if (category === 'closed') return { ...facts, closedAt: at };
  const reopened = ticket.category === 'resolved';
  return reopened ? { ...facts, reopens: facts.reopens + 1, resolvedAt: null, workMinutes: null } : facts;
}

/** The first thing a member does that the requester gets to see. */
function responseAt({ type, by, at }: TicketEvent): number | null {
  const seen = type === 'ticketAssigned' || type === 'ticketMoved' || type === 'replied';
  return seen && memberNamed(by) !== null ? at : null;
}
