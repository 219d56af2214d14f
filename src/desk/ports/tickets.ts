/** Reading tickets, and the one save that changes them. */
import type { CustomerOfTicket } from '../../people/customer.js';
import type { Requester } from '../../people/people.js';
import type { Stay } from '../../tickets/progress.js';
import type { Ticket } from '../../tickets/ticket.js';
import type { Change, Saved, SealedEvent } from './change.js';

/** Read–decide–save on tickets, and nothing else. */
export interface TicketStore {
  /** The ticket with its personal values put back, and its requester; null when there is none. */
  ticket(id: number): Promise<TicketRead | null>;
  /** Its stays in states so far, oldest first, the present one last. */
  stays(id: number): Promise<readonly Stay[]>;
  nextTicketId(): Promise<number>;
  nextTicketIds(count: number): Promise<readonly number[]>;
  /** One statement; all or nothing. */
  save(change: Change): Promise<Saved>;
  /** Many at once, all or nothing. */
  saveAll(changes: readonly Change[]): Promise<Saved>;
  /** The ticket of an order, by the order's external reference; null when none. */
  ticketOfOrder(orderRef: string): Promise<number | null>;
  /** The events of a ticket in order, sealed as stored: personal values as digests, words beside them until they are erased. */
  events(ticketId: number): Promise<readonly SealedEvent[]>;
  /** Every open ticket these members hold, oldest first. */
  assignedTo(
    memberIds: readonly string[],
  ): Promise<readonly { readonly id: number; readonly assigneeId: string }[]>;
  /** What these members hold of open tickets: themselves, or parts of their work that are not done; one line each. */
  heldBy(memberIds: readonly string[]): Promise<readonly HeldTicket[]>;
  /** Open tickets on which somebody proposed a step, oldest first. */
  proposed(): Promise<readonly number[]>;
  /** The member a routing rule gave a ticket to last; null: nobody yet. */
  lastRouted(rule: string): Promise<string | null>;
  /** When this requester, or whoever else of their customer, was last asked whether they recommend us; null: never. */
  recommendationAskedAt(of: Pick<Ticket, 'requesterId' | 'customerId'>): Promise<number | null>;
  /** Tickets a person may be shown, newest first: the requester's own, or those of the teams. */
  list(filter: TicketFilter): Promise<readonly TicketSummary[]>;
}

export interface HeldTicket {
  readonly id: number;
  readonly title: string;
  readonly queue: string;
  /** Whose hands are meant. */
  readonly memberId: string;
  /** They are its assignee. */
  readonly own: boolean;
  /** Names of their parts that are not done. */
  readonly parts: readonly string[];
}

export interface TicketRead {
  readonly ticket: Ticket;
  readonly requester: Requester;
  readonly customer: CustomerOfTicket | null;
  /** Other requesters who are told of it. */
  readonly watching: readonly Requester[];
  /** Hash of the newest event: the next one is chained to it. */
  readonly head: string;
}

export interface TicketFilter {
  readonly requesterId?: string;
  /** A customer's, with those of no customer that its people asked for. */
  readonly customer?: { readonly id: string; readonly people: readonly string[] };
  readonly queues?: readonly string[];
  readonly assigneeId?: string;
  /** Only tickets not in category closed. */
  readonly open?: boolean;
  /** Only those of this kind of matter, or whose title has the words in it; the likest first. */
  readonly like?: {
    readonly sop: string;
    readonly categoryPath: string | null;
    readonly words: string;
  };
  readonly limit: number;
}

export interface TicketSummary {
  readonly id: number;
  readonly version: number;
  readonly title: string;
  readonly sop: string;
  readonly content: string;
  readonly state: string;
  readonly category: Ticket['category'];
  readonly queue: string;
  readonly assigneeId: string | null;
  readonly requesterName: string;
  readonly enteredAt: number;
  readonly dueAt: number | null;
  readonly lateAt: number | null;
  readonly held: boolean;
  readonly targets: Ticket['targets'];
  readonly createdAt: number;
}
