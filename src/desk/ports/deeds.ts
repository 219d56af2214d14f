/** What changes besides tickets: each deed is written, and kept as a fact of the desk's own history, in one save. */
import type { Locale, Preferences, QuietHours, Role } from '../../people/people.js';
import type { Change, Saved } from './change.js';

/** In the past tense, like the events of a ticket: the record keeps them as they are. */
export type Deed = MemberChanged | MemberPreferred | RequesterPreferred;

interface MemberChanged {
  readonly deed: 'memberChanged';
  readonly member: string;
  readonly change: {
    readonly name?: string;
    readonly teams?: readonly string[];
    readonly roles?: readonly Role[];
    readonly active?: boolean;
  };
}

/** From `hearsFrom` on they can be told what their quiet hours held until now. */
interface MemberPreferred {
  readonly deed: 'memberPreferred';
  readonly member: string;
  readonly preferences: Preferences;
  readonly hearsFrom: number;
}

interface RequesterPreferred {
  readonly deed: 'requesterPreferred';
  readonly requester: string;
  readonly locale: Locale;
  readonly quiet: QuietHours | null;
  readonly hearsFrom: number;
}

export interface DeedStore {
  /** All deeds and the change, or nothing. `by` is an actor's name. */
  save(deeds: readonly Deed[], by: string, change: Change, now: number): Promise<Saved>;
  /** What was done, newest first. */
  history(limit: number): Promise<readonly Remembered[]>;
}

export interface Remembered {
  readonly at: number;
  readonly by: string;
  readonly deed: Deed;
}
