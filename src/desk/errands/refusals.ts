/** Expected noes of errands; the texts are `refusal.<code>`, beside those of the tickets. */
import type { Param, Refusal } from '../../tickets/refusal.js';

export const errandRefusals = [
  'not_in_charge', // person, holder: who runs their teams
  'own_account', // (none): nobody takes themselves out
  'invalid_answers', // (none): the refusal's `fields` hold a refusal for each wrong answer
  'wrong_hours', // got
  'wrong_language', // got
  'wrong_notice', // got
  'always_told', // (none): what is urgent can not be switched off
  'wrong_channel', // got, channels
  'one_channel', // (none): there is nothing to put in order
  'leave_ends_early', // from: date, got: date
  'leave_over', // got: date
  'no_leave', // person
  'delegate_self', // person
  'delegate_other_team', // person, of: person
  'delegate_away', // person
  'only_admins_make_admins', // (none)
  'wrong_member', // what: lines
  'wrong_member_id', // got
  'no_content_folder', // (none): the installation has nothing to publish from
  'no_earlier_version', // (none): the live one replaced nothing
  'unknown_version', // id
  'content_elsewhere', // (none): whoever runs the desk named a folder that is theirs to write
  'no_team', // (none)
  'wrong_week', // got
  'not_in_library', // got, known: titles of the SOPs that are shipped
  'not_a_team_named', // got, known: the teams that were named
  'bound_already', // person: whom the account belongs to
  'wrong_code_form', // got
  'too_many_codes', // at: when there may be another one
  'no_code_open', // (none): nothing waits for a code here
  'not_bound', // platform, account
  'last_account', // (none)
  'too_many_links', // at: when there may be another one
  'directory_unreadable', // platform, reason
  'not_for_agents', // holder
  'only_auditors', // holder
  'only_admins', // holder: the administrators
  'customer_tickets_open', // tickets: their numbers
  'second_admin_only', // holder: the other administrators
  'no_second_admin', // (none): one administrator is not enough for it
  'nothing_imported', // (none): no import of holidays that could be undone
  'nothing_to_resend', // (none): it is settled by now, or was never in doubt
  'no_private_chat', // (none): nowhere to send what is for one person
  'wrong_selection', // got, known: what customers can be chosen by
  'unknown_word', // got, known: what a text to many may put in braces
  'personal_word', // got
  'unfilled_words', // n, who: whom what is missing for
  'too_many_recipients', // most
  'batch_gone', // (none): it was never sent, and is forgotten
  'batch_sent', // at
  'batch_out', // (none): nothing of it waits
  'no_batch', // (none)
] as const;

export type ErrandRefusal = (typeof errandRefusals)[number];

/** What a rule of the tickets or of an errand answers with; both are worded alike. */
export type ErrandRefused =
  | Refusal
  | {
      readonly refused: ErrandRefusal;
      readonly params: Readonly<Record<string, Param>>;
      readonly fields?: Readonly<Record<string, ErrandRefused>>;
    };

export function refuseErrand(
  refused: ErrandRefusal,
  params: Readonly<Record<string, Param>> = {},
): ErrandRefused {
  return { refused, params };
}

/** Single answers are wrong: the form stays open on these, and a row of questions asks the first of them again. */
export function wrongAnswers(fields: Readonly<Record<string, ErrandRefused>>): ErrandRefused {
  return { refused: 'invalid_answers', params: {}, fields };
}
