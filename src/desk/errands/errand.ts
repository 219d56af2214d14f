/**
 * One thing that is asked of the desk itself and not of a ticket (事务): settings, binding, leaving, publishing.
 * Described once: its words, help, buttons, questions and permission derive from it, as an action's do.
 */
import type { SayableErrand } from '../../conversation/context.js';
import type { Card } from '../../platform/card.js';
import type { Inbound } from '../../platform/inbound.js';
import type { Field } from '../../sop/sop.js';
import type { Asking } from '../../tickets/action.js';
import { isBlank, readAnswers } from '../../tickets/input.js';
import type { Fields } from '../../tickets/ticket.js';
import type { House } from '../house.js';
import type { Change, QueuedCommand } from '../ports/change.js';
import type { Deed } from '../ports/deeds.js';
import type { OutboxItem } from '../ports/outbox.js';
import type { Reader } from '../speak.js';
import type { ErrandRefused } from './refusals.js';

export interface Errand extends SayableErrand {
  /** Asked for in a group, it goes on in private: what it shows or asks is nobody else's business. */
  readonly alone: boolean;
  /** Whether this person may; the refusal says who could. */
  may(reader: Reader): ErrandRefused | null;
  /**
   * Reads what it needs and decides; writes nothing by itself, so that it may run again when others were faster.
   * `input` holds the answers to what it asked, and as `said` what its button carried or followed its word.
   */
  run(input: Readonly<Record<string, unknown>>, errand: Running): Promise<Outcome>;
}

/** One errand under way: who runs it, through what, and the key under which its effect happens once. */
export interface Running {
  readonly house: House;
  readonly reader: Reader;
  readonly inbound: Inbound;
  readonly now: number;
  /** Every errand there is, by its type. */
  readonly errands: Readonly<Record<string, Errand>>;
  /** `<platform>:<event>`: keys of notices and follow-ups begin with it. */
  readonly key: string;
}

/** Questions, begun where things stand. */
export interface Questions extends Asking {
  readonly standing?: Readonly<Record<string, unknown>>;
  /** Whom a `member` question offers, by id; absent: everybody. */
  readonly offers?: readonly string[];
  /** What the form is called, where the errand's own name does not say it all. */
  readonly title?: string;
}

export type Outcome = ErrandRefused | Questions | Shown | Done;

/** A page: what there is, with buttons for what can be done. */
export interface Shown {
  readonly card: Card;
}

export interface Done {
  /** What changes, all or nothing; a wrong guess that counts is a change too. */
  readonly deeds: readonly Deed[];
  /** What it rests on besides the directory. */
  readonly expect?: Change['expect'];
  /** One line for whoever asked; absent: the page says it. */
  readonly says?: string;
  /** Absent: it went well. */
  readonly tone?: 'good' | 'warning';
  /** What is asked next, below the line. */
  readonly asks?: Asking;
  /** The question that was answered stays open: the answer was wrong and may be given again. */
  readonly again?: true;
  /** The page as it is now, below the line. */
  readonly card?: Card;
  readonly outbox?: readonly OutboxItem[];
  /** Commands on tickets that follow. */
  readonly commands?: readonly QueuedCommand[];
}

/** Keeps the shape of an errand while its own literal types stay. */
export function defineErrand(errand: Errand): Errand {
  return errand;
}

/** The answers to an errand's questions: read, asked for where a required one is missing, refused where one is wrong. */
export function answersTo(
  fields: readonly Field[],
  input: Readonly<Record<string, unknown>>,
  { reader }: Pick<Running, 'reader'>,
): { readonly values: Fields } | Asking | ErrandRefused {
  const missing = fields.filter(({ key, required }) => required && isBlank(input[key]));
  if (missing.length > 0) return { asks: fields, late: false };
  return readAnswers(fields, input, { directory: reader.directory, team: null, today: null });
}
