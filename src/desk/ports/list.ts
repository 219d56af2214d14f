/** A list that somebody brings as a file: its rows as they come, and where those go that cannot be taken. */

/** The first row is the header. */
export type ListRow =
  | { readonly line: number; readonly cells: readonly string[] }
  /** A quote that is opened here and never closed: what follows cannot be told apart. The last row there is. */
  | { readonly line: number; readonly unclosed: true };

export interface RejectedRows {
  write(cells: readonly string[]): Promise<void>;
}

/** Whoever brought it can mend it: what was expected of the file, in a sentence. */
export class UnreadableList extends Error {}
