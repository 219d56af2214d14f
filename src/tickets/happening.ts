/** What a reaction to one event may look at, and what it may lead to. */
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import type { Reactions } from './reactions.js';
import type { Ticket } from './ticket.js';

export interface Happening {
  readonly before: Ticket | null;
  readonly after: Ticket;
  /** All events of the command. */
  readonly events: readonly TicketEvent[];
  readonly facts: Facts;
}

/** Everything one event leads to; `react` puts those of a command together. */
export type Reaction = Partial<Reactions>;
