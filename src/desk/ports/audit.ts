/** What vouches for the record, and what is noted of people: roots over the chains, refused acts, personal values that were looked at. */
import type { SealedEvent } from './change.js';

export interface AuditStore {
  /** Counts the same of the same person on the same day; beyond a bound of different ones a day the subject is left out. */
  note(noted: Noted): Promise<void>;
  /** Newest first; of one kind where it is named. */
  entries(filter: {
    readonly kind?: AuditEntry['kind'];
    readonly limit: number;
  }): Promise<readonly AuditEntry[]>;
  /** When the newest root was made; null before the first. */
  rootedAt(): Promise<number | null>;
  /** Makes the next root over all tickets that moved since the last one; `hashing` says how its hash is made. */
  root(at: number, hashing: Hashing): Promise<void>;
  /** The roots of a window with their heads, and then every event they vouch for, ticket by ticket. */
  record(window: AuditWindow): AsyncIterable<RootLine | HeadLine | EventLine>;
}

/** An act that was refused, or personal values that were opened in full: who, what, from where. */
export interface Noted {
  readonly kind: 'refused' | 'viewed';
  /** An actor's name. */
  readonly by: string;
  /** An action, an errand, a question. */
  readonly act: string;
  /** `ticket:<id>`, `customer:<id>`; empty where it is about neither. */
  readonly subject: string;
  /** Of a refusal; else empty. */
  readonly code: string;
  /** A platform, `hook:<source>`, `timer`, `follow_up`, `api`. */
  readonly door: string;
  readonly at: number;
  /** The local date of `at`: 'YYYY-MM-DD'. */
  readonly on: string;
}

export interface AuditEntry extends Omit<Noted, 'at'> {
  readonly times: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** From an instant on and before another one; null: from the beginning, to the end. */
export interface AuditWindow {
  readonly from: number | null;
  readonly to: number | null;
}

export type Hashing = (root: Pick<RootLine, 'n' | 'at' | 'previous'>) => {
  /** In the order of the tickets. */
  add(head: Omit<HeadLine, 'kind' | 'root'>): void;
  hash(): string;
};

export interface RootLine {
  readonly kind: 'root';
  /** From 1 on, without a gap. */
  readonly n: number;
  readonly at: number;
  /** The hash of the root before. */
  readonly previous: string;
  readonly hash: string;
  readonly heads: number;
}

export interface HeadLine {
  readonly kind: 'head';
  readonly root: number;
  readonly ticketId: number;
  /** So many events the root that knew it before had known. */
  readonly after: number;
  readonly events: number;
  readonly head: string;
}

export type EventLine = SealedEvent & {
  readonly kind: 'event';
  /** Of the first event of a ticket in a window that begins in its midst: the hash it is chained to. */
  readonly previous?: string;
};
