/** The records of a customer that is erased: it itself, its people, its tickets and what lies beside them. */
import type { Erase, Erased } from './erasure-traces.js';

const ofTickets = ({ tickets }: Erased) => [tickets];
const ofPeople = ({ people }: Erased) => [people];

/** Titles of tickets stand on those they are linked to. `$2`: tickets whose titles go, `$3`: what they are called now. */
const LINKS = `CASE WHEN beside ? 'links' THEN jsonb_build_object('links', (
  SELECT jsonb_agg(CASE WHEN l ? 'stands' AND (l->>'ticket')::integer = ANY ($2)
    THEN jsonb_set(l, '{stands,title}', to_jsonb($3::text)) ELSE l END)
  FROM jsonb_array_elements(beside->'links') AS l)) ELSE '{}' END`;

/** Of what they thought of it the number stays, and not the words. */
const SCORE = `CASE WHEN beside ? 'rating' THEN jsonb_build_object('rating', beside->'rating' || '{"reason": null}') ELSE '{}' END`;

/** The version moves: whoever read them before decides again, and their cards are drawn anew. */
export const RECORDS: readonly Erase[] = [
  {
    sql: `UPDATE ticket SET version = version + 1, title = $3, fields = '{}', proposal = NULL,
        checklist = coalesce((SELECT jsonb_object_agg(t.key, CASE WHEN t.value ? 'no' AND t.value->'no' <> 'null'
          THEN t.value || '{"no": ""}' ELSE t.value END) FROM jsonb_each(checklist) AS t), '{}'),
        beside = nullif((beside - '{undoable,extensionAsked,extensions,hold,division,documents}'::text[]) || ${LINKS} || ${SCORE}, '{}')
      WHERE id = ANY ($1) AND id = ANY ($2)`,
    values: ({ tickets, called }) => [tickets, tickets, called],
  },
  {
    sql: `UPDATE ticket SET version = version + 1, beside = beside || ${LINKS} WHERE id = ANY ($1)`,
    values: ({ tickets, called }, { linked }) => [linked, tickets, called],
  },
  {
    sql: `UPDATE ticket_event SET said = NULL WHERE ticket_id = ANY ($1) AND said IS NOT NULL`,
    values: ofTickets,
  },
  {
    sql: `UPDATE ticket_event SET said = NULL WHERE ticket_id = ANY ($1) AND type = 'openedTicketMoved'
        AND (data->>'ticket')::integer = ANY ($2)`,
    values: ({ tickets }, { linked }) => [linked, tickets],
  },
  {
    sql: "UPDATE rating SET words = '' WHERE ticket_id = ANY ($1) OR person = ANY ($2)",
    values: ({ tickets, people }) => [tickets, people.map((id) => `requester:${id}`)],
  },
  { sql: 'DELETE FROM personal_value WHERE ticket_id = ANY ($1)', values: ofTickets },
  { sql: 'DELETE FROM file WHERE ticket_id = ANY ($1)', values: ofTickets },
  {
    sql: `DELETE FROM binding b WHERE b.target_kind = 'requester' AND b.target_id = ANY ($1)
        OR b.platform || '/' || b.account = ANY ($2)`,
    values: ({ people }, { accounts }) => [people, accounts],
  },
  {
    // Who bound what stays told, but for the account and where it is written to.
    sql: `UPDATE desk_event SET data = data - '{account,address}'::text[]
      WHERE data ? 'account' AND (data->>'platform' || '/' || (data->>'account') = ANY ($2)
        OR ARRAY[data->'target'->>'id', data->'to'->>'id', data->>'from', data->'from'->>'id'] && $1::text[])`,
    values: ({ people }, { accounts }) => [people, accounts],
  },
  { sql: 'DELETE FROM identity WHERE requester_id = ANY ($1)', values: ofPeople },
  {
    sql: 'UPDATE requester SET name = $2, address = NULL, quiet = NULL, phone = NULL WHERE id = ANY ($1)',
    values: ({ people, called }) => [people, called],
  },
  {
    sql: `UPDATE customer SET name = $2, tier = NULL, fields = '{}', dates = '{}', stage = NULL, stage_at = NULL
      WHERE id = $1`,
    values: ({ customer, called }) => [customer, called],
  },
];
