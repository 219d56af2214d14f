/** Closed is final: what is done is neither changed nor handed on. */
import type { Facts } from './facts.js';
import { stateLabel } from './labels.js';
import { type Refusal, refuse } from './refusal.js';
import type { Ticket } from './ticket.js';
import { readerOf } from './transitions.js';

export function closedRefusal(ticket: Ticket, facts: Facts): Refusal | null {
  if (ticket.category !== 'closed') return null;
  return refuse('ticket_closed', { state: stateLabel(facts.sop, ticket.state, readerOf(facts)) });
}
