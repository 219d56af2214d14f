/** What every form of a holiday list comes down to: dates, off or worked, each with its place in the file. */
import type { Problem } from './problem.js';

/** One date as a file names it; a range is as many of these. */
export interface NamedDate {
  readonly date: unknown;
  readonly off: boolean;
  /** A problem where the file says so. */
  problem(message: string, mend: string): Problem;
}

export type DatesRead = { readonly dates: readonly NamedDate[] } | { readonly problems: readonly Problem[] };
