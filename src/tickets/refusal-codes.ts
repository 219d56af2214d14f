/**
 * Every code a refusal may carry; the messages hold a text `refusal.<code>` for each, in every language.
 * Behind each code stand its params. A `person` is a Param naming somebody, `holder` a list of whoever could do it
 * (persons, or `holder.role` …), `label`s are bilingual texts, `got` is what came, cut short.
 */
export const refusalCodes = [
  // Who may
  'not_allowed', // holder
  'inactive_member', // person
  'unknown_member', // person
  'other_team', // team: label, holder
  'not_yours', // (none): opened for another requester
  'maker_not_checker', // step: label, holder
  'auditor_only_reads', // person: an auditor, whatever else they are

  // What was asked
  'unknown_action', // action
  'unknown_ticket', // ticket: also what a requester is told of somebody else's
  'unknown_sop', // sop
  'unknown_category', // category, near: the nearest label
  'unknown_requester', // (none)
  'invalid_input', // (none): the refusal's `fields` hold a refusal for each wrong input
  'unknown_input', // input
  'wrong_type', // input, expected: `expected.<type>`, got: `expected.<type>`
  'nothing_to_do', // (none)
  'stale', // by: person, what: `event.<type>`, at, state: label
  'stale_to_requester', // state: label
  'try_again', // (none): others were faster, time and again

  // A value: `field` is the label of what was asked
  'value_missing', // field
  'too_long', // field, max, got: number of characters
  'wrong_phone', // field, got
  'wrong_number', // field, got
  'too_small', // field, min, got
  'too_large', // field, max, got
  'wrong_money', // field, got
  'wrong_date', // field, got
  'wrong_choice', // field, choices: labels, got
  'unknown_person', // field, got, team: label
  'ambiguous_person', // field, got, people: persons
  'inactive_person', // field, person
  'not_in_team', // field, person, team: label
  'absent_person', // field, person
  'wrong_file', // field, got
  'file_type_refused', // field, expected: list of kinds, got: the file's name
  'file_too_large', // field, expected: MB, got: MB
  'too_many_files', // field, max, got
  'image_unreadable', // field, got: the file's name
  'image_too_narrow', // field, got: the file's name, width, height, min
  'image_too_low', // field, got: the file's name, width, height, min
  'image_wrong_ratio', // field, got: the file's name, width, height, expected
  'no_such_row', // field, got, rows: some there are
  'several_rows', // field, got, rows: those meant
  'below_red_line', // field, line, got
  'override_unexplained', // priority, graded: what the matrix says

  // The way through the SOP
  'unknown_step', // said, state: label, possible: labels
  'ambiguous_step', // said, steps: labels
  'not_from_here', // step: label, state: label, from: labels, possible: labels
  'checklist_open', // step: label, items: labels, holder
  'children_open', // step: label, children: those missing, holder
  'not_its_check', // item: label: another outside system answers it, or none
  'fields_missing', // step: label, fields: labels, holder
  'step_expired', // step: label, until: at
  'reopen_expired', // step: label, until: at, ticket: a new one that follows on it can be opened
  'already_proposed', // step: label, maker: person, holder: who may confirm
  'no_checker', // step: label, roles: those nobody can speak for, team: label
  'already_agreed', // step: label, holder: who is still asked
  'not_your_turn', // step: label, holder: who is asked before
  'nothing_proposed', // state: label
  'ticket_closed', // state: label, ticket

  // The division list
  'not_divided', // sop: label
  'division_ours', // step: label, holder: to a requester, whatever is missing
  'division_empty', // step: label, holder
  'division_lacks', // step: label, parts: `division.lacks` each, holder
  'division_open', // step: label, parts, holder: their owners
  'unknown_part', // said, parts
  'too_many_parts', // max
  'not_part_owner', // part, holder
  'part_done_already', // part, at

  // Hold, watchers, nudges
  'already_held', // person, reason
  'not_holdable', // state: label
  'not_held', // state: label
  'wrong_until', // got
  'until_past', // got
  'already_watching', // person
  'not_watching', // (none)
  'nudged_lately', // at, count, next: at
  'nothing_to_hurry', // state: label, holder
  'human_asked_lately', // at, assignee: a person or a team
  'no_human_here', // (none): no colleague has the conversation
  'nothing_to_rate', // (none): it is not over, or nobody asks
  'rating_over', // until
  'wrong_score', // got, from, to
  'not_escalated', // (none): no ladder goes up for it now
  'already_acknowledged', // person, at

  // Time that was spent
  'no_effort_kinds', // (none): the house names none
  'effort_ahead', // got: a date
  'effort_too_long', // day, hours: of them all that day
  'too_many_efforts', // max
  'no_effort', // (none): nothing the actor may mend
  'unknown_effort', // said
  'not_your_effort', // no, holder

  // More time
  'wrong_span', // got
  'nothing_runs', // (none): no clock runs that is not late already
  'extension_pending', // person, holder: who may agree
  'no_extension_asked', // (none)
  'own_extension', // holder: who may agree

  // Two tickets
  'same_ticket', // ticket
  'already_linked', // ticket
  'not_linked', // ticket
  'merged', // ticket: the one it lives on in
  'survivor_closed', // ticket, state: label
  'other_kind', // ticket, sop: label
  'other_customer', // ticket
  'not_over', // ticket

  // Undo
  'not_undoable', // what: `event.<type>`
  'nothing_to_undo', // (none)
  'undo_late', // at
  'undo_rested', // by: person, what: `event.<type>`

  // The checklist
  'unknown_item', // said, state: label, items: labels
  'already_ticked', // item: label, person, at
  'not_ticked', // item: label

  // Canned replies
  'no_canned_reply', // state: label
  'reply_unfilled', // reply: label, fields: labels or the word itself, holder: who could fill them

  // The assignee
  'already_claimed', // person
  'already_yours', // (none)
  'already_assigned', // person
  'not_claimable', // state: label, holder
  'on_leave', // until: date

  // Fields and files
  'not_fillable', // field: label, holder
  'no_file_wanted', // state: label
  'which_file', // fields: labels
  'file_attached', // field: label
  'no_documents', // (none): this kind of ticket asks for no files
  'which_document', // fields: labels
  'document_passed', // field, state: labels; holder: who could give it back

  // Timers: seen by operators only
  'timer_over', // rule
  'not_due', // rule, due: at
  'date_moved', // rule: the date it was set for is another one by now
  'condition_false', // rule
] as const;

export type RefusalCode = (typeof refusalCodes)[number];
