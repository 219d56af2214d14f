/** What goes out: in order per address, across instances. */
import type { Locale } from '../../people/people.js';
import type { Address } from '../../platform/address.js';
import type { Card } from '../../platform/card.js';
import type { ConversationMove } from '../../tickets/reactions.js';
import type { Param } from '../../tickets/refusal.js';

/** What goes out, in order, per address. */
export interface OutboxItem {
  /** Unique for ever; what the platform gets as its idempotency key. */
  readonly key: string;
  readonly address: Address;
  readonly locale: Locale;
  readonly ticketId: number | null;
  readonly body: OutboxBody;
  /** Its reader's quiet hours end then; it waits beside the lane, and holds up nothing. Absent: now. */
  readonly heldUntil?: number;
}

export type OutboxBody =
  | Say
  /** What quiet hours held and is too much to be told one by one. Written by the store when it releases them. */
  | {
      readonly kind: 'gathered';
      readonly notices: readonly (Say & { readonly ticketId: number | null })[];
      readonly digest?: true;
      /** One message where there is room for few, and not what waited for a morning. */
      readonly together?: true;
      readonly way?: Way;
    }
  /** A finished card: an answer, a question. */
  | { readonly kind: 'card'; readonly card: Card }
  /** The live card of the ticket, newest state, for this audience; later changes refresh it. */
  | { readonly kind: 'ticket'; readonly audience: CardAudience; readonly way?: Way }
  /** Sees to it that these members are in the ticket's own group; it is opened where there is none. */
  | { readonly kind: 'gather'; readonly members: readonly string[] }
  /** The conversation there goes to a colleague, or comes back from one. */
  | { readonly kind: 'conversation'; readonly goes: ConversationMove }
  | Asked
  /** Bring a posted live card up to date. Written by the store when a change asks for `refresh`. */
  | { readonly kind: 'refresh'; readonly post: string };

/** A requester is told by another way than the first. */
export interface Way {
  /** Id of the requester. */
  readonly requester: string;
  /** Where it could not be said. */
  readonly tried: readonly Address[];
}

/** A question to an outside system about a point of this stay's checklist. */
export interface Asked {
  readonly kind: 'ask';
  readonly source: string;
  readonly item: string;
  readonly visit: number;
}

/** A text of the messages with its parameters; worded when it is sent. */
export interface Say {
  readonly kind: 'say';
  readonly say: string;
  readonly params: Readonly<Record<string, Param>>;
  /** What the same act says besides, below it: one act is one message. */
  readonly also?: readonly Pick<Say, 'say' | 'params'>[];
  readonly tone: Card['tone'];
  /** Transitions it leads to, as buttons. */
  readonly links: readonly string[];
  /** Other actions it leads to: `confirm`, `decline`, `claim`, `reply`. */
  readonly actions: readonly string[];
  /** A bare number answers it: nothing else is offered beside what it leads to. */
  readonly question?: true;
  /** Id of the member who is away, where whoever stands in for them is told. */
  readonly insteadOf?: string;
  /** It waits only because its act may be undone; then it is told by itself. */
  readonly recallable?: true;
  /** Told at once, whatever somebody prefers, and where the platform can, by paging them. */
  readonly urgent?: true;
  /** It waits for a digest: told with whatever else waits for it. */
  readonly digest?: true;
  /** So many were held by quiet hours; this is the first of them. */
  readonly overnight?: number;
  readonly way?: Way;
}

/** Whose eyes a live card is for: `group` shows no personal field and what anybody there may do. */
export type CardAudience =
  | { readonly kind: 'requester'; readonly id: string }
  | { readonly kind: 'member'; readonly id: string }
  | { readonly kind: 'group'; readonly team: string };

/** Sending, in order per address, across instances. */
export interface OutboxStore {
  /**
   * Takes up to `lanes` addresses that have something due and nobody sending to them, and up to `perLane` items of each,
   * in order. The addresses are ours until settled or `leaseMs` from now passes.
   */
  claim(options: {
    now: number;
    by: string;
    lanes: number;
    perLane: number;
    leaseMs: number;
  }): Promise<readonly Lane[]>;
  /** Gives lanes back with what became of their items, in one statement: all of them or, when it throws, none. */
  settle(settlements: readonly Settlement[], now: number): Promise<void>;
  /**
   * Puts what was held and whose time has come into the lanes, in its old order; more than three notices of one
   * address, or a digest, as one. Says how many, and when the next ones are due; null when nothing is held.
   */
  release(now: number): Promise<{ readonly released: number; readonly nextAt: number | null }>;
  /** Earliest instant at which something waits to be sent; null when nothing does. */
  nextDue(): Promise<number | null>;
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
  /** Which of these keys went out before, or wait to. */
  known(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Puts a dead or uncertain item back; false when there is no such item. */
  resend(key: string, now: number): Promise<boolean>;
  /** A platform says what became of a message it had taken. Answers its row; null when none that is followed is called so. */
  receipt(said: {
    readonly platform: string;
    readonly ref: string;
    readonly kind: 'arrived' | 'lost';
    readonly reason: string | null;
    readonly now: number;
  }): Promise<OutboxRow | null>;
  /** What was given up goes another way after all. */
  moved(id: number): Promise<void>;
  /** What became of the notices of a ticket, as far as that is followed: oldest first, of the newest `limit`. */
  fates(ticketId: number, limit: number): Promise<readonly NoticeFate[]>;
  /** Age of the oldest unsent item in ms (of what is held: since its time came), and counts by status, for health and metrics. */
  health(now: number): Promise<{
    readonly oldestMs: number;
    readonly pending: number;
    readonly held: number;
    readonly dead: number;
    readonly uncertain: number;
  }>;
  /** Reads the ref and state of a posted card. */
  post(id: string): Promise<CardPost | null>;
}

export interface Lane {
  readonly address: Address;
  readonly by: string;
  /** The end of the lease; from then on somebody else may send here. */
  readonly until: number;
  /** Sends the address bears now and how it refills; the pacing rule is desk's, the row is shared. */
  readonly tokens: number;
  readonly tokensAt: number;
  readonly items: readonly OutboxRow[];
}

export interface OutboxRow extends OutboxItem {
  readonly id: number;
  /** Earlier tries that failed. */
  readonly attempts: number;
  /** Somebody took it before and never said what became of it: it may have been sent. */
  readonly interrupted: boolean;
}

export type Outcome =
  | {
      readonly id: number;
      readonly kind: 'sent';
      readonly ref: string;
      readonly editableUntil: number | null;
      /** For a live card: the place it now stands in, and the version shown. */
      readonly post: {
        readonly audience: CardAudience;
        readonly ticketId: number;
        readonly version: number;
      } | null;
    }
  /** Nothing to do any more: a refresh of a card that is gone or already newer, what was told together with another. */
  | { readonly id: number; readonly kind: 'dropped'; readonly reason: string }
  | { readonly id: number; readonly kind: 'retry'; readonly at: number; readonly reason: string }
  /** There is no room for it before `until`, unless the other side allows more than it had at `seen`. */
  | { readonly id: number; readonly kind: 'waits'; readonly until: number; readonly seen: number }
  /** `moved`: it goes another way. */
  | { readonly id: number; readonly kind: 'dead' | 'uncertain' | 'moved'; readonly reason: string };

/** What became of a lane. Items without an outcome stay as they were before they were taken. */
export interface Settlement {
  readonly lane: Lane;
  readonly outcomes: readonly Outcome[];
  /** When to look at what is left; null: at once. */
  readonly dueAt: number | null;
  /** What pacing left in the bucket, kept with the lane. */
  readonly tokens: number;
  readonly tokensAt: number;
  /** What becomes of them is told on their tickets. */
  readonly followed?: true;
}

/** One way that a notice took, and how far it came. */
export interface NoticeFate {
  readonly key: string;
  readonly address: Address;
  readonly status: 'pending' | 'held' | 'sent' | 'arrived' | 'moved' | 'dropped' | 'dead' | 'uncertain';
  readonly reason: string | null;
  readonly body: OutboxBody;
  readonly at: number;
}

export interface DeadLetter {
  readonly key: string;
  readonly address: Address;
  readonly ticketId: number | null;
  readonly status: 'dead' | 'uncertain';
  readonly reason: string;
  readonly at: number;
}

export interface CardPost {
  readonly id: string;
  readonly ticketId: number;
  readonly address: Address;
  readonly audience: CardAudience;
  readonly locale: Locale;
  readonly ref: string;
  readonly version: number;
  readonly editableUntil: number | null;
}
