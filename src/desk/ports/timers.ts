/** Due rows. Agenda only rings; what fires is decided here. */
import type { Customer } from '../../people/customer.js';
import type { Requester } from '../../people/people.js';
import type { TimerSet } from '../../tickets/reactions.js';
import type { Change } from './change.js';
import type { TicketRead } from './tickets.js';

/** A customer, and the person they are spoken to by. */
export interface CustomerAndContact {
  readonly customer: Customer;
  readonly contact: Requester | null;
}

/** Due rows; Agenda only rings. */
export interface TimerStore {
  /**
   * Claims up to `limit` due timers whose tickets nobody holds, lets `decide` turn all of them into changes, and saves
   * them, in one transaction. A throw rolls everything back and is rethrown: the caller goes one by one with `limit` 1
   * and `skip`. Returns how many were claimed.
   */
  fireDue(
    options: { now: number; limit: number; skip: readonly string[] },
    decide: (due: readonly DueTimer[]) => readonly Change[],
  ): Promise<number>;
  /** Earliest pending due instant; null when none. */
  nextDue(): Promise<number | null>;
  /** Takes a timer out that can never be handled, with the reason; it is shown to operators. */
  poison(key: string, reason: string): Promise<void>;
  /** Pending timers of a ticket. */
  pending(ticketId: number): Promise<readonly (TimerSet & { readonly key: string })[]>;
  /** Writes a routine's next occurrence; one that still waits, or came to nothing because it was moved, is due then. */
  setRoutine(routine: string, occurrence: string, dueAt: number): Promise<void>;
}

export interface DueTimer {
  readonly key: string;
  readonly rule: string;
  readonly visit: number;
  readonly occurrence: number;
  readonly dueAt: number;
  /** Absent for a routine. */
  readonly read: TicketRead | null;
  /** Key of the routine, for a routine's timer. */
  readonly routine: string | null;
  /** The date it rests on, 'YYYY-MM-DD': the routine's own, or one of the customer's. */
  readonly date: string | null;
  /** Of a reminder: whose date it is; of a routine: the customer after whom it goes on. */
  readonly customerId: string | null;
  /** Of a reminder: the customer as they are now; null when they are gone. */
  readonly customer: CustomerAndContact | null;
}
