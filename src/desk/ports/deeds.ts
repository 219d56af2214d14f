/** What changes besides tickets: each deed is written, and kept as a fact of the desk's own history, in one save. */
import type { Role } from '../../people/people.js';
import type { Change, Saved } from './change.js';

/** In the past tense, like the events of a ticket: the record keeps them as they are. */
export type Deed =
  | {
      readonly deed: 'memberChanged';
      readonly member: string;
      readonly change: {
        readonly name?: string;
        readonly teams?: readonly string[];
        readonly roles?: readonly Role[];
        readonly active?: boolean;
      };
    }
  /** A kept content version went live in place of another: a new one, or by a rollback one that was live before. */
  | {
      readonly deed: 'contentPublished';
      readonly content: string;
      readonly replaced: string | null;
      readonly rollback: boolean;
    };

export interface DeedStore {
  /** All deeds and the change, or nothing. `by` is an actor's name. */
  save(deeds: readonly Deed[], by: string, change: Change, now: number): Promise<Saved>;
  /** What was done, newest first; of one kind where it is named. */
  history(limit: number, deed?: Deed['deed']): Promise<readonly Remembered[]>;
}

export interface Remembered {
  readonly at: number;
  readonly by: string;
  readonly deed: Deed;
}
