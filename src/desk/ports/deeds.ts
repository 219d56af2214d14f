/** What changes besides tickets: each deed is written, and kept as a fact of the desk's own history, in one save. */
import type { Role } from '../../people/people.js';
import type { Change, Saved } from './change.js';

/** In the past tense, like the events of a ticket: the record keeps them as they are. */
export type Deed = {
  readonly deed: 'memberChanged';
  readonly member: string;
  readonly change: {
    readonly name?: string;
    readonly teams?: readonly string[];
    readonly roles?: readonly Role[];
    readonly active?: boolean;
  };
};

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
