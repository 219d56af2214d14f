/** By what a customer that is erased can be found where no key leads: gathered before anything is gone. */
import type pg from 'pg';

export interface Erased {
  readonly customer: string;
  /** Ids of requesters. */
  readonly people: readonly string[];
  readonly tickets: readonly number[];
  /** What stands in place of every name and title. */
  readonly called: string;
  readonly now: string;
}

export interface Traces {
  /** Where its people were written to. */
  readonly addresses: readonly string[];
  /** `platform/account` of its people. */
  readonly accounts: readonly string[];
  /** Tickets of others that are linked to one of theirs. */
  readonly linked: readonly number[];
  /** Causes of their tickets' events, as inbox keys: `platform/event`. */
  readonly inbox: readonly string[];
  /** Names, phones, addresses and personal values, as they stand inside JSON. */
  readonly names: readonly string[];
  /** Whole answers and remarks: a line that says just this is one of them. */
  readonly answers: readonly string[];
}

/** One statement of an erasure. */
export interface Erase {
  readonly sql: string;
  values(erased: Erased, traces: Traces): unknown[];
}

/** Shorter ones stand in too many lines by chance. */
const LEAST_NAME = 2;
const LEAST_ANSWER = 4;

const TRACES = `
  WITH account AS (SELECT platform, account FROM identity WHERE requester_id = ANY ($2)),
  event AS MATERIALIZED (SELECT cause, said FROM ticket_event WHERE ticket_id = ANY ($3)),
  words AS (SELECT w #>> '{}' AS word FROM event CROSS JOIN LATERAL jsonb_path_query(said->'words', 'strict $.**') AS w
    WHERE jsonb_typeof(w) = 'string')
  SELECT
    ARRAY(SELECT address FROM requester WHERE id = ANY ($2) AND address IS NOT NULL
      -- Another way than the first, and where they let us write: both hold an account.
      UNION SELECT address FROM outbox WHERE ticket_id = ANY ($3) AND followed AND body->'way'->>'requester' = ANY ($2)
      UNION SELECT a.address FROM allowance a JOIN account i
        ON a.address LIKE i.platform || ':%' AND position(i.account IN a.address) > 0) AS addresses,
    ARRAY(SELECT platform || '/' || account FROM account) AS accounts,
    ARRAY(SELECT DISTINCT (l->>'ticket')::integer FROM ticket k
      CROSS JOIN LATERAL jsonb_array_elements(k.beside->'links') AS l
      WHERE k.id = ANY ($3) AND (l->>'ticket')::integer <> ALL ($3) ORDER BY 1) AS linked,
    ARRAY(SELECT DISTINCT regexp_replace(cause, '^inbound:([^:]+):', '\\1/') FROM event
      WHERE cause LIKE 'inbound:%') AS inbox,
    ARRAY(SELECT name FROM customer WHERE id = $1
      UNION SELECT unnest(ARRAY[name, phone, address]) FROM requester WHERE id = ANY ($2)
      UNION SELECT v #>> '{}' FROM customer c CROSS JOIN LATERAL jsonb_path_query(c.fields, 'strict $.**') AS v
        WHERE c.id = $1 AND jsonb_typeof(v) = 'string' AND length(v #>> '{}') > 5
      UNION SELECT v #>> '{}' FROM personal_value p CROSS JOIN LATERAL jsonb_path_query(p.value, 'strict $.**') AS v
        WHERE p.ticket_id = ANY ($3) AND jsonb_typeof(v) = 'string' AND length(v #>> '{}') > 5
      UNION SELECT name FROM file WHERE ticket_id = ANY ($3)) AS names,
    ARRAY(SELECT DISTINCT word FROM words) AS answers`;

export async function gathered(
  client: pg.ClientBase,
  { customer, people, tickets, called }: Erased,
): Promise<Traces> {
  const { rows } = await client.query<Traces>(TRACES, [customer, people, tickets]);
  const [traces] = rows;
  if (!traces) throw new Error('erasure: expected one row of traces, got none');
  const names = traces.names.filter((name) => name !== null && name.length >= LEAST_NAME && name !== called);
  return {
    ...traces,
    names: names.map((name) => JSON.stringify(name).slice(1, -1)),
    answers: traces.answers.filter(({ length }) => length >= LEAST_ANSWER),
  };
}
