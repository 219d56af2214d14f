/** What the shell needs from the outside world. `store`, `scheduler` and `adapters` implement these; main wires them. */
import type { Dialogue } from '../conversation/dialogue-state.js';
import type { Directory, Locale, Requester } from '../people/people.js';
import type { Adapter } from '../platform/adapter.js';
import type { Address } from '../platform/address.js';
import type { Card } from '../platform/card.js';
import type { FileRef } from '../platform/file.js';
import type { Inbound } from '../platform/inbound.js';
import type { Reply } from '../platform/reply.js';
import type { Command } from '../tickets/command.js';
import type { TimerSet } from '../tickets/reactions.js';
import type { Param } from '../tickets/refusal.js';
import type { Ticket } from '../tickets/ticket.js';

/** The desk's clock: the database's, plus the demo's and the tests' offset. Epoch ms. */
export interface Clock {
  now(): number;
}

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The alarm clock (Agenda): it only ever rings; what is due is decided by the database. */
export interface Alarm {
  /** Rings at or after `dueAt` (desk time). Cheap to call: only an earlier instant than the last one sets anything. */
  set(dueAt: number): Promise<void>;
}

/** Tells all instances; at most once. */
export interface Bus {
  publish(topic: string, payload: unknown): Promise<void>;
  subscribe(topic: string, listener: (payload: unknown) => void): () => void;
}

/** Read–decide–save on tickets, and nothing else. */
export interface TicketStore {
  /** The ticket with its personal values put back, and its requester; null when there is none. */
  ticket(id: number): Promise<TicketRead | null>;
  nextTicketId(): Promise<number>;
  /** One statement; all or nothing. */
  save(change: Change): Promise<Saved>;
  /** The ticket of an order, by the order's external reference; null when none. */
  ticketOfOrder(orderRef: string): Promise<number | null>;
  /** The events of a ticket in order, sealed as stored (personal values as digests), for the audit and the timeline. */
  events(ticketId: number): Promise<readonly SealedEvent[]>;
  /** Tickets a person may be shown, newest first: the requester's own, or those of the teams. */
  list(filter: TicketFilter): Promise<readonly TicketSummary[]>;
}

export interface TicketRead {
  readonly ticket: Ticket;
  readonly requester: Requester;
  /** Hash of the newest event: the next one is chained to it. */
  readonly head: string;
}

export interface TicketFilter {
  readonly requesterId?: string;
  readonly queues?: readonly string[];
  readonly assigneeId?: string;
  /** Only tickets not in category closed. */
  readonly open?: boolean;
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
  readonly createdAt: number;
}

/** Everything one command changes. Arrays may be empty; instants are epoch ms. */
export interface Change {
  /** The inbox row this settles; a row already settled makes the save a `duplicate`. */
  readonly inbox?: { readonly platform: string; readonly eventId: string; readonly reply: Reply | null };
  /** The queued command this settles. */
  readonly command?: string;
  /** The timer this fires, with the generation that was claimed. */
  readonly timer?: { readonly key: string };
  /** Rows the decision rested on, besides the ticket: `directory`, `content`. */
  readonly expect: readonly { readonly table: 'directory' | 'content'; readonly version: number }[];
  readonly ticket?: TicketChange;
  readonly outbox: readonly OutboxItem[];
  readonly commands: readonly QueuedCommand[];
  /** Null forgets what we were waiting for. */
  readonly dialogue?: {
    readonly address: Address;
    /** `member:<id>` or `requester:<id>`. */
    readonly person: string;
    readonly state: Dialogue | null;
    readonly now: number;
  };
}

export interface TicketChange {
  /** The version that was read; 0 inserts. */
  readonly readVersion: number;
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
  readonly entered?: { readonly visit: number; readonly state: string; readonly enteredAt: number };
  readonly order?: { readonly ref: string; readonly amount: number | null; readonly paidAt: number };
  readonly timers: readonly (TimerSet & { readonly key: string })[];
  readonly voidVisits: readonly number[];
  readonly voidRules: readonly string[];
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

/** An event as the record keeps it: chained by hash, personal values as salted digests. */
export interface SealedEvent {
  readonly ticketId: number;
  readonly seq: number;
  readonly type: string;
  readonly at: number;
  readonly by: string;
  readonly cause: string;
  readonly data: Readonly<Record<string, unknown>>;
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

/** What goes out, in order, per address. */
export interface OutboxItem {
  /** Unique for ever; what the platform gets as its idempotency key. */
  readonly key: string;
  readonly address: Address;
  readonly locale: Locale;
  readonly ticketId: number | null;
  readonly body: OutboxBody;
}

export type OutboxBody =
  /** A text of the messages with its parameters; worded when it is sent. */
  | {
      readonly kind: 'say';
      readonly say: string;
      readonly params: Readonly<Record<string, Param>>;
      readonly tone: Card['tone'];
      /** Transitions it leads to, as buttons. */
      readonly links: readonly string[];
      /** Other actions it leads to: `confirm`, `decline`, `claim`, `reply`. */
      readonly actions: readonly string[];
    }
  /** A finished card: an answer, a question. */
  | { readonly kind: 'card'; readonly card: Card }
  /** The live card of the ticket, newest state, for this audience; later changes refresh it. */
  | { readonly kind: 'ticket'; readonly audience: CardAudience }
  /** Bring a posted live card up to date. Written by the store when a change asks for `refresh`. */
  | { readonly kind: 'refresh'; readonly post: string };

/** Whose eyes a live card is for: `group` shows no personal field and what anybody there may do. */
export type CardAudience =
  | { readonly kind: 'requester'; readonly id: string }
  | { readonly kind: 'member'; readonly id: string }
  | { readonly kind: 'group'; readonly team: string };

/** Received once. */
export interface InboxStore {
  /** Stores the inbound; says who it is from and what is waited for. Unknown senders become requesters. */
  receive(inbound: Inbound, now: number): Promise<Received>;
  /** Stores a signed hook's event once per (source, id); no person stands behind it. Its inbox key is (`hook:<source>`, id). */
  receiveHook(
    hook: HookEvent,
    now: number,
  ): Promise<{ readonly status: Received['status']; readonly reply: Reply | null }>;
  /** Rows received before `before` and not settled, oldest first: to be worked off after a crash. */
  unsettled(
    before: number,
    limit: number,
  ): Promise<readonly ({ readonly inbound: Inbound } | { readonly hook: HookEvent })[]>;
  /** Reads again what `receive` gave, for a row that exists. */
  context(inbound: Inbound): Promise<Received>;
}

/** What a signed inbound hook said, already verified and bounded. */
export interface HookEvent {
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly ticketId: number | null;
  readonly orderRef: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Received {
  /** `settled`: had its effect before; `reply` is what was answered then. `working`: stored, not yet settled. */
  readonly status: 'new' | 'working' | 'settled';
  readonly reply: Reply | null;
  readonly person: PersonRef;
  readonly dialogue: Dialogue | null;
  /** The ticket of the newest live card or notice in this place that belongs to this person, for texts without a number. */
  readonly place: PlaceRef | null;
}

export type PersonRef =
  | { readonly kind: 'member'; readonly id: string }
  | { readonly kind: 'requester'; readonly id: string; readonly name: string; readonly locale: Locale };

/** What a conversation is: a team's group, or one ticket's thread. */
export interface PlaceRef {
  readonly team: string | null;
  readonly ticketId: number | null;
}

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
  /** Gives a lane back with what became of its items, in one statement. */
  settle(lane: Lane, outcomes: readonly Outcome[], left: LaneTokens): Promise<void>;
  /** Earliest instant at which something waits to be sent; null when nothing does. */
  nextDue(): Promise<number | null>;
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
  /** Puts a dead or uncertain item back; false when there is no such item. */
  resend(key: string, now: number): Promise<boolean>;
  /** Age of the oldest unsent item in ms, and counts by status, for health and metrics. */
  health(now: number): Promise<{
    readonly oldestMs: number;
    readonly pending: number;
    readonly dead: number;
    readonly uncertain: number;
  }>;
  /** Reads the ref and state of a posted card. */
  post(id: string): Promise<CardPost | null>;
}

export interface Lane {
  readonly address: Address;
  readonly by: string;
  /** Sends the address bears now and how it refills; the pacing rule is desk's, the row is shared. */
  readonly tokens: number;
  readonly tokensAt: number;
  readonly items: readonly OutboxRow[];
}

export interface OutboxRow extends OutboxItem {
  readonly id: number;
  /** Earlier tries, those of a sender that died included. */
  readonly attempts: number;
  /** Somebody took it before and never said what became of it: it may have been sent. */
  readonly interrupted: boolean;
  readonly createdAt: number;
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
  /** Nothing to do any more: a refresh of a card that is gone or already newer. */
  | { readonly id: number; readonly kind: 'dropped'; readonly reason: string }
  | { readonly id: number; readonly kind: 'retry'; readonly at: number; readonly reason: string }
  | { readonly id: number; readonly kind: 'dead' | 'uncertain'; readonly reason: string };

/** What pacing left in the bucket, kept with the lane. Items without an outcome stay pending; `dueAt` says when to look again. */
export interface LaneTokens {
  readonly now: number;
  readonly dueAt: number | null;
  readonly tokens: number;
  readonly tokensAt: number;
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
  /** Writes a routine's next occurrence unless it is there. */
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
}

/** Commands that follow from events, to be run through `handle`. */
export interface CommandStore {
  /** Takes up to `limit` waiting commands for `leaseMs`. */
  claim(options: {
    now: number;
    limit: number;
    leaseMs: number;
  }): Promise<readonly { readonly key: string; readonly command: Command }[]>;
  /** Settles one that changed nothing. */
  drop(key: string, reason: string): Promise<void>;
}

/** People and what is published. */
export interface PeopleStore {
  directory(): Promise<Directory>;
  /** Person behind an account; null when unknown. */
  person(platform: string, account: string): Promise<PersonRef | null>;
  requester(id: string): Promise<Requester | null>;
}

/** The files a content folder holds, as text. */
export type ContentFiles = readonly { readonly path: string; readonly text: string }[];

export interface ContentStore {
  /** The live version's id, null before the first publish, and a number that grows with each publish. */
  live(): Promise<{ readonly id: string; readonly revision: number } | null>;
  files(id: string): Promise<ContentFiles | null>;
  /** Stores the version (its id is its hash) and makes it live; seeds the people the directory does not hold yet. */
  publish(version: {
    readonly id: string;
    readonly files: ContentFiles;
    readonly seed: DirectorySeed;
    readonly by: string;
    readonly now: number;
  }): Promise<void>;
}

/** Who and what a published content folder brings along: written where absent, never overwriting what people changed. */
export interface DirectorySeed {
  readonly members: readonly {
    readonly id: string;
    readonly name: string;
    readonly teams: readonly string[];
    readonly roles: readonly string[];
    readonly locale: Locale;
    readonly identities: readonly {
      readonly platform: string;
      readonly account: string;
      readonly address: Address;
    }[];
  }[];
  readonly teams: readonly {
    readonly id: string;
    readonly name: { readonly 'zh-CN': string; readonly en: string };
    readonly chats: readonly string[];
  }[];
  readonly queues: readonly {
    readonly id: string;
    readonly name: { readonly 'zh-CN': string; readonly en: string };
    readonly team: string;
    readonly calendar: string;
  }[];
}

export interface FileStore {
  put(file: {
    readonly name: string;
    readonly type: string;
    readonly bytes: Uint8Array;
    readonly personal: boolean;
    readonly now: number;
  }): Promise<FileRef>;
  get(
    id: string,
  ): Promise<{ readonly file: FileRef; readonly bytes: Uint8Array; readonly ticketId: number | null } | null>;
  /** Notes who looked at what. */
  viewed(view: { readonly file: string; readonly by: string; readonly now: number }): Promise<void>;
}

/** A row of a report, as its SQL gives it: numbers, texts, null. */
export type ReportRow = Readonly<Record<string, string | number | null>>;

export interface ReportStore {
  /** Runs `prisma/sql/<name>.sql` with its named parameters. */
  run(
    name: string,
    params: Readonly<Record<string, string | number | readonly string[] | null>>,
  ): Promise<readonly ReportRow[]>;
}

export interface Store {
  readonly people: PeopleStore;
  readonly clock: Clock & {
    /** Moves the desk's clock for everybody (demo and tests). */ advance(ms: number): Promise<void>;
    offset(): number;
  };
  readonly bus: Bus;
  readonly tickets: TicketStore;
  readonly inbox: InboxStore;
  readonly outbox: OutboxStore;
  readonly timers: TimerStore;
  readonly commands: CommandStore;
  readonly content: ContentStore;
  readonly files: FileStore;
  readonly reports: ReportStore;
}

export type Adapters = ReadonlyMap<string, Adapter>;
