/** Why a line of a list is not taken, beside what the answers' own readers say; the texts are `refusal.<code>`. */
import type { Param, Refusal } from '../../tickets/refusal.js';

export const importRefusals = [
  'line_too_short', // expected, got: how many cells
  'spoiled_number', // field, got: a long number in the notation of a spreadsheet
  'line_repeated', // id, line: the earlier one
  'account_of_member', // account
  'account_repeated', // account
] as const;

export type ImportRefusal = (typeof importRefusals)[number];

export type LineRefused =
  | Refusal
  | { readonly refused: ImportRefusal; readonly params: Readonly<Record<string, Param>> };

export function refuseLine(refused: ImportRefusal, params: Readonly<Record<string, Param>>): LineRefused {
  return { refused, params };
}
