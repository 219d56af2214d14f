/** One ticket for each of many customers: what a routine and a reminder ask the queue to open. */
import type { Selection } from '../../sop/selection.js';
import type { Command } from '../../tickets/command.js';

/** Queued under the keys `<prefix>/<customer>`, each for the person the customer is spoken to by: each happens once. */
export interface Openings {
  readonly prefix: string;
  /** Told of as one when all are settled; null: each by itself. */
  readonly batch: string | null;
  /** Field of the ticket -> what of the customer goes into it. */
  readonly copy: Readonly<Record<string, string>>;
  /** The same for all. */
  readonly command: Omit<Command, 'cause'>;
  readonly customers: readonly string[] | SelectionPage;
}

/** Some of all who are meant, in the order of their ids; what is left follows by a timer of the same routine. */
export interface SelectionPage {
  readonly meant: Selection;
  readonly after: string | null;
  readonly limit: number;
  readonly next: { readonly routine: string; readonly date: string; readonly dueAt: number };
}
