/** What we are waiting for an answer to, as it is stored: kept if the person leaves and comes back. */
import type { Field } from '../sop/sop.js';

/** How an intake begins. */
export interface Beginning {
  readonly sop: string;
  /** What was said of it; may be empty. */
  readonly said: string;
  readonly categoryPath?: string;
  readonly requesterId?: string;
}

export type Dialogue =
  /** The intake of a new ticket, one question at a time. */
  | {
      readonly kind: 'intake';
      readonly sop: string;
      /** The category that led to it. */
      readonly categoryPath?: string;
      /** Whom a member opens it for. */
      readonly requesterId?: string;
      /** Content version it began with. */
      readonly content: string;
      /** By field key; null where an optional question was skipped. */
      readonly answers: Readonly<Record<string, unknown>>;
      readonly asking: string;
      readonly startedAt: number;
      /** When the present question was asked. */
      readonly askedAt: number;
      /** They were asked whether they mean to begin anew. */
      readonly restarting?: true;
      /** Everything was asked at once, in a form; `asking` is what a text answers all the same. */
      readonly atOnce?: true;
    }
  /** The input of an action, asked one by one where the platform has no form. */
  | {
      readonly kind: 'input';
      /** The press it completes. */
      readonly button: string;
      /** What is asked, as the rules asked it: a dialogue must not change under the one who answers. */
      readonly asks: readonly Field[];
      readonly answers: Readonly<Record<string, unknown>>;
      readonly asking: string;
      readonly startedAt: number;
      readonly askedAt: number;
      readonly restarting?: true;
    }
  /** Words that may become a ticket, until it is said what kind of one. */
  | {
      readonly kind: 'draft';
      readonly text: string;
      /** The requester a member opens it for. */
      readonly for?: string;
      readonly startedAt: number;
    }
  /** Open tickets like the one that is to be opened were shown: is it one of these? */
  | {
      readonly kind: 'similar';
      readonly begins: Beginning;
      readonly tickets: readonly number[];
      readonly startedAt: number;
    };

/** What the last message with choices offered, where there are no buttons: '1' presses the first. */
export interface Menu {
  readonly values: readonly string[];
  readonly shownAt: number;
}
