/** Expected noes of errands; the texts are `refusal.<code>`, beside those of the tickets. */
import type { Param, Refusal } from '../../tickets/refusal.js';

export const errandRefusals = [
  'not_in_charge', // person, holder: who runs their teams
  'own_account', // (none): nobody takes themselves out
  'only_admins_make_admins', // (none)
  'wrong_member', // what: lines
  'wrong_member_id', // got
  'bound_already', // person: whom the account belongs to
  'wrong_code_form', // got
  'too_many_codes', // at: when there may be another one
  'no_code_open', // (none): nothing waits for a code here
  'not_bound', // platform, account
  'last_account', // (none)
] as const;

export type ErrandRefusal = (typeof errandRefusals)[number];

/** What a rule of the tickets or of an errand answers with; both are worded alike. */
export type ErrandRefused =
  | Refusal
  | {
      readonly refused: ErrandRefusal;
      readonly params: Readonly<Record<string, Param>>;
      readonly fields?: Readonly<Record<string, Refusal>>;
    };

export function refuseErrand(
  refused: ErrandRefusal,
  params: Readonly<Record<string, Param>> = {},
): ErrandRefused {
  return { refused, params };
}
