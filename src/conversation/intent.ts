/** What an inbound means, before anything is done about it. `interpret` makes these; the desk carries them out. */
import type { FileRef } from '../platform/file.js';
import type { Rating } from '../platform/inbound.js';
import type { Field } from '../sop/sop.js';
import type { Beginning, Dialogue } from './dialogue-state.js';
import type { ExpectedNo, Said } from './refusals.js';

export type Intent =
  /** Something is asked of a ticket. */
  | {
      readonly kind: 'command';
      readonly type: string;
      readonly ticketId?: number;
      readonly seen?: number;
      readonly input: Readonly<Record<string, unknown>> /** The dialogue is over. */;
      readonly endsDialogue: boolean;
      readonly begins?: Beginning;
    }
  /** Something is asked of the desk itself; `said` in the input is what a button carried or followed the word. */
  | {
      readonly kind: 'errand';
      readonly type: string;
      readonly input: Readonly<Record<string, unknown>>;
      readonly endsDialogue: boolean;
    }
  /** `draft`: words of a requester that wait for what they are to become. */
  | {
      readonly kind: 'query';
      readonly query: Query;
      readonly draft?: string;
      readonly endsDialogue?: true;
    }
  /**
   * Ask the next question (again, when `error` says what was wrong with the answer). `begins`, also of a command: a
   * ticket is about to be opened, unless one like it is open already.
   */
  | {
      readonly kind: 'ask';
      readonly dialogue: Dialogue;
      readonly question: Question;
      readonly begins?: Beginning;
    }
  /** Ask what is left of an intake at once, in a form; again when `wrong` says what was wrong with it, by field. */
  | {
      readonly kind: 'ask_at_once';
      readonly dialogue: Extract<Dialogue, { kind: 'intake' }>;
      readonly fields: readonly Field[];
      /** What a text answers, all the same. */
      readonly next: Field;
      readonly wrong: Readonly<Record<string, ExpectedNo>>;
      readonly resumed?: true;
      readonly begins?: Beginning;
    }
  /** A member opens a ticket for somebody who asked for it elsewhere. */
  | { readonly kind: 'open_for'; readonly who: Whom }
  /** Said while a colleague has the conversation: `by` their account, null: the requester; `ends`: it is to be over. */
  | {
      readonly kind: 'aside';
      readonly by: string | null;
      readonly text: string;
      readonly files: readonly FileRef[];
      readonly ends: boolean;
    }
  /** A colleague has the conversation, by their account; null: nobody any more. */
  | { readonly kind: 'handed'; readonly to: string | null }
  /** What somebody thinks of an answer: kept, and nothing is said. */
  | { readonly kind: 'rate'; readonly rating: Rating }
  /** The person gave up a dialogue. */
  | { readonly kind: 'cancelled' }
  /** We did not understand: the nearest words, if any. */
  | {
      readonly kind: 'unknown';
      readonly said: string;
      readonly suggestions: readonly string[];
      readonly draft?: string;
    }
  /** An expected no before any ticket is touched: a text too long, an outdated digit. */
  | { readonly kind: 'refused'; readonly refusal: Said }
  | { readonly kind: 'nothing' };

/** Whom a ticket is opened for, and what was said of it. */
export type Whom =
  /** Where a name ends may be open: the first one that somebody has is meant. */
  | { readonly kind: 'named'; readonly splits: readonly { readonly who: string; readonly said: string }[] }
  | { readonly kind: 'chosen'; readonly requesterId: string; readonly said: string }
  /** Whoever said what is quoted, by their account. */
  | { readonly kind: 'speaker'; readonly account: string; readonly said: string }
  | { readonly kind: 'unnamed'; readonly said: string };

export interface Question {
  /** Key of the SOP whose intake this is; absent for an action's input. */
  readonly sop?: string;
  /** The press an action's input completes; absent for an intake. */
  readonly button?: string;
  readonly field: Field;
  /** 1-based place in the row of questions, and how many there are. */
  readonly step: number;
  readonly of: number;
  /** Questions answered so far: they can be thrown away. */
  readonly answered: number;
  readonly error?: ExpectedNo;
  /** The person left and came back: the question is asked again before an answer is taken. */
  readonly resumed?: boolean;
  /** They want to begin anew, and this many answers would be lost: it is asked once whether that is meant. */
  readonly restarts?: number;
}

export type Period = 'today' | 'yesterday' | 'this_week' | 'last_week' | 'this_month' | 'last_month';

export type Query =
  | { readonly kind: 'help' }
  | { readonly kind: 'welcome' }
  /** The levels below a category; null: those at the top. */
  | { readonly kind: 'categories'; readonly path: string | null }
  /** One ticket: its card, or for a requester its progress. Without a number: the newest of theirs. */
  | { readonly kind: 'ticket'; readonly ticketId: number | null }
  /** Why a ticket stands where it stands: its deadlines, and what each step waits for. Null: which one is not known. */
  | { readonly kind: 'why'; readonly ticketId: number | null }
  /** What a ticket asks to be sent, and what of it came. Null: which one is not known. */
  | { readonly kind: 'materials'; readonly ticketId: number | null }
  | { readonly kind: 'mine' }
  | { readonly kind: 'queue' }
  /** Who is on shift in one's teams now, and who comes next. */
  | { readonly kind: 'roster' }
  /** The steps of an SOP in order. */
  | { readonly kind: 'sop'; readonly sop: string | null }
  /** What the teams of a member look at first. */
  | { readonly kind: 'board' }
  | { readonly kind: 'report'; readonly report: string; readonly period: Period }
  /** A customer by its name or number, as it was said. */
  | { readonly kind: 'customers'; readonly said: string }
  | { readonly kind: 'customer'; readonly id: string }
  /** How many customers stand in each stage, and who stands in one; null: in none. */
  | { readonly kind: 'journey' }
  | { readonly kind: 'stage'; readonly stage: string | null };
