/** What came in: stored once, with who it is from and what is waited for. */
import type { Dialogue } from '../../conversation/dialogue-state.js';
import type { Locale } from '../../people/people.js';
import type { Inbound } from '../../platform/inbound.js';
import type { Reply } from '../../platform/reply.js';

/** Received once. */
export interface InboxStore {
  /**
   * Stores the inbound; says who it is from and what is waited for. Unknown senders become requesters. It outlives a
   * crash of the server from the next save on, or when `secure` was called.
   */
  receive(inbound: Inbound, now: number): Promise<Received>;
  /** Whatever was received before this resolves outlives a crash of the server. */
  secure(): Promise<void>;
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
  /** Whether somebody was asked something there since then that they have not answered. */
  awaits(address: string, person: string, since: number): Promise<boolean>;
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
