/** Closed is final: what is done is neither changed nor handed on. */
import type { Facts } from './facts.js';
import { stateLabel } from './labels.js';
import { mergedInto } from './other.js';
import { type Refusal, refuse } from './refusal.js';
import type { Ticket } from './ticket.js';
import { readerOf } from './transitions.js';

export function closedRefusal(ticket: Ticket, facts: Facts): Refusal | null {
  if (ticket.category !== 'closed') return null;
  const into = mergedInto(ticket);
  if (into !== null) return refuse('merged', { ticket: into });
  return refuse('ticket_closed', {
    state: stateLabel(facts.sop, ticket.state, readerOf(facts)),
    ticket: ticket.id,
  });
}
