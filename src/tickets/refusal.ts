/** An expected no: a value with a translatable code, never thrown. Its text is `refusal.<code>` in the messages. */
import type { RefusalCode } from './refusal-codes.js';

export interface Refusal {
  readonly refused: RefusalCode;
  readonly params: Readonly<Record<string, Param>>;
  /** Input key -> refusal, when single inputs are wrong: a form stays open on these. */
  readonly fields?: Readonly<Record<string, Refusal>>;
}

/**
 * A value put into the text: a plain word, or something the message layer words itself:
 * a bilingual text, a person (`member:<id>`…), an instant (epoch ms), a date, a list of any of these.
 */
export type Param =
  | string
  | number
  | { readonly text: { readonly 'zh-CN': string; readonly en: string } }
  | { readonly person: string }
  | { readonly at: number }
  /** A local date, 'YYYY-MM-DD'. */
  | { readonly date: string }
  | { readonly message: string; readonly params?: Readonly<Record<string, Param>> }
  | readonly Param[];

/** Says no: what is missing and who holds it go into `params`. */
export function refuse(refused: RefusalCode, params: Refusal['params'] = {}): Refusal {
  return { refused, params };
}

/** Tells a refusal from whatever else a rule may answer. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
