/** Everything one command changes, as it is saved in one statement. */
import type { Dialogue } from '../../conversation/dialogue-state.js';
import type { Address } from '../../platform/address.js';
import type { Reply } from '../../platform/reply.js';
import type { Command } from '../../tickets/command.js';
import type { StageMove, TimerSet } from '../../tickets/reactions.js';
import type { Ticket } from '../../tickets/ticket.js';
import type { Openings } from './openings.js';
import type { OutboxItem } from './outbox.js';

/** Everything one command changes. Arrays may be empty; instants are epoch ms. */
export interface Change {
  /** The inbox row this settles; a row already settled makes the save a `duplicate`. */
  readonly inbox?: { readonly platform: string; readonly eventId: string; readonly reply: Reply | null };
  /** The queued command this settles. */
  readonly command?: string;
  /** The timer this settles; `over` is why it came to nothing. */
  readonly timer?: { readonly key: string; readonly over?: string };
  /** Rows the decision rested on, besides the ticket: `directory`, `content`, another ticket. */
  readonly expect: readonly Expected[];
  readonly ticket?: TicketChange;
  readonly outbox: readonly OutboxItem[];
  readonly commands: readonly QueuedCommand[];
  /** Tickets to be opened for customers; only for what a timer fires. */
  readonly openings?: Openings;
  /** Null forgets what we were waiting for. */
  readonly dialogue?: {
    readonly address: Address;
    /** `member:<id>` or `requester:<id>`. */
    readonly person: string;
    readonly state: Dialogue | null;
    readonly now: number;
  };
}

export type Expected =
  | { readonly table: 'directory' | 'content' | 'holidays'; readonly version: number }
  | { readonly table: 'ticket'; readonly id: number; readonly version: number };

export interface TicketChange {
  /** The ticket as it was read, of which nothing else may have been written since; null inserts. */
  readonly read: Ticket | null;
  /** Next state. Personal fields are already taken out of `fields` and stand in `personal`. */
  readonly ticket: Ticket;
  readonly head: string;
  readonly events: readonly SealedEvent[];
  readonly personal: readonly PersonalValue[];
  /** The stay that ended and the one that began; both absent when the state did not change. */
  readonly left?: {
    readonly visit: number;
    readonly leftAt: number;
    readonly minutes: number;
    readonly memberId: string | null;
  };
  readonly entered?: {
    readonly visit: number;
    readonly state: string;
    readonly enteredAt: number;
    /** The ticket was in this state before. */
    readonly again: boolean;
  };
  readonly order?: { readonly ref: string; readonly amount: number | null; readonly paidAt: number };
  readonly timers: readonly (TimerSet & { readonly key: string })[];
  readonly voidVisits: readonly number[];
  readonly voidRules: readonly string[];
  /** Dates of the customer the timers rest on, as they were read; the save fails when one has moved. */
  readonly rests?: {
    readonly customerId: string;
    readonly dates: Readonly<Record<string, string | null>>;
  };
  readonly stages?: readonly StageMove[];
  /** Heads of the keys of notices that are not to be said, as far as they are held. */
  readonly unsaid?: readonly string[];
  /** Refresh every place where this ticket's card is shown, once each. */
  readonly refresh: boolean;
  readonly now: number;
  /** Local dates of the desk's zone, stored so that reports need not compute them: 'YYYY-MM-DD'. */
  readonly dates: { readonly created: string; readonly resolved: string | null; readonly now: string };
}

export interface PersonalValue {
  readonly field: string;
  readonly value: unknown;
  readonly salt: string;
}

/** What was said in one event; `salt` is that of the digest the event holds of it. */
export interface Said {
  readonly salt: string;
  readonly words: Readonly<Record<string, unknown>>;
}

/** An event as the record keeps it: chained by hash, personal values and words as salted digests. */
export interface SealedEvent {
  readonly ticketId: number;
  readonly seq: number;
  readonly type: string;
  readonly at: number;
  readonly by: string;
  readonly cause: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The words `data` holds the digest of: beside the chain, so that they can be erased. */
  readonly said?: Said;
  readonly hash: string;
}

export type Saved =
  | { readonly saved: true }
  /** A row the decision rested on has moved: read and decide again. */
  | { readonly saved: false; readonly why: 'conflict' }
  /** This cause had its effect already. */
  | { readonly saved: false; readonly why: 'duplicate' };

export interface QueuedCommand {
  /** `<ticket>/<seq>/<n>`: unique. */
  readonly key: string;
  readonly command: Omit<Command, 'cause'>;
}
