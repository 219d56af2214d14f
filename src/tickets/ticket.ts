/** A ticket as rules see it: one request for work, with one owner at a time. Written by `evolve` alone. */
import type { Priority } from '../sop/priority.js';
import type { StateCategory } from '../sop/sop.js';

/** A file as a field value; the bytes stay behind the files port. */
export interface FileValue {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Pixels of a picture, as it is looked at; absent where they could not be read. */
  readonly width?: number;
  readonly height?: number;
}

export type FieldValue = string | number | readonly FileValue[];
export type Fields = Readonly<Record<string, FieldValue>>;

export interface Ticket {
  readonly id: number;
  /** Grows by one with every saved command: a save fails when it has moved. */
  readonly version: number;
  /** Number of events so far; the next event's `seq`. */
  readonly events: number;
  /** Content version it was born with; never changes. */
  readonly content: string;
  readonly sop: string;
  readonly title: string;
  /** What it is about, as `fault.printer`; null for nothing the house has a category for. */
  readonly categoryPath: string | null;
  readonly state: string;
  readonly category: StateCategory;
  /** Counts stays: 1 for the first. A timer belongs to one visit. */
  readonly visit: number;
  readonly enteredAt: number;
  readonly queue: string;
  readonly assigneeId: string | null;
  readonly requesterId: string;
  /** The requester's customer when it was opened. */
  readonly customerId: string | null;
  readonly orderRef: string | null;
  readonly priority: Priority;
  readonly fields: Fields;
  /** Ticks of this visit. */
  readonly checklist: Readonly<Record<string, Tick>>;
  /** Proposed under the two-hands rule, waiting for another person. */
  readonly proposal: Proposal | null;
  /** The running limit of this visit. */
  readonly limit: RunningLimit | null;
  /** `once` texts already told in this ticket's life. */
  readonly told: readonly string[];
  /** States it has been in, each once: whoever enters one of them again does its work again. */
  readonly been: readonly string[];
  readonly facts: TicketFacts;
  readonly createdAt: number;
  /** The last one who changed it and what they did (an event's type): what a stale button is answered with. */
  readonly last: { readonly by: string; readonly what: string; readonly at: number } | null;
}

export interface Tick {
  /** Member id. */
  readonly by: string;
  readonly at: number;
}

export interface Proposal {
  readonly transition: string;
  readonly input: Fields;
  /** Member id of the maker, who may not be the checker. */
  readonly by: string;
  readonly at: number;
  readonly lateReason: string | null;
  readonly lateNote: string | null;
}

export interface RunningLimit {
  readonly dueAt: number;
  readonly warnAt: number | null;
  /** Set once the warning went out. */
  readonly warnedAt: number | null;
  /** Set once the limit passed. */
  readonly lateAt: number | null;
  readonly lateReason: boolean;
}

/** What reports read instead of walking the event log; kept by `evolve`. */
export interface TicketFacts {
  /** First claim, assignment, transition or reply by a member; epoch ms. */
  readonly firstResponseAt: number | null;
  readonly resolvedAt: number | null;
  readonly closedAt: number | null;
  readonly reopens: number;
  readonly reassignments: number;
  readonly breaches: number;
  /** Working minutes of all stays that have ended, each in its queue's business hours. */
  readonly stayedMinutes: number;
  /** The same from creation to resolution: of the stays that ended with it or before. */
  readonly workMinutes: number | null;
}
