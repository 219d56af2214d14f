/** Expected noes before any ticket is touched; the texts are `refusal.<code>`, beside those of the tickets. */
import type { Param, Refusal } from '../tickets/refusal.js';

export const conversationRefusals = [
  'text_too_long', // max, got: characters
  'menu_over', // minutes: how long a menu can be answered
  'menu_range', // max, got
  'digit_unclear', // digit: it may answer the question or the menu that came after it
  'question_over', // (none): the press answers a question that is not asked any more
  'button_unreadable', // (none)
  'which_ticket', // word: what was asked of no ticket
  'no_ticket_for_files', // (none)
  'file_not_kept', // name, why: the file and what was wrong with it
  'no_dialogue', // (none): nothing to go on with
] as const;

export type ConversationRefusal = (typeof conversationRefusals)[number];

/** What a rule or the conversation answers with; both are worded alike. */
export type Said =
  | Refusal
  | { readonly refused: ConversationRefusal; readonly params: Readonly<Record<string, Param>> };

/** Any expected no, whoever's it is: a question that is asked again says why. */
export interface ExpectedNo {
  readonly refused: string;
  readonly params: Readonly<Record<string, Param>>;
  readonly fields?: Readonly<Record<string, ExpectedNo>>;
}

export function refuseHere(refused: ConversationRefusal, params: Said['params'] = {}): Said {
  return { refused, params };
}
