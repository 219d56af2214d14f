/** What was said with and about a customer that is erased: what waits to be sent or done, and the memory of conversations. */
import type { Erase, Erased, Traces } from './erasure-traces.js';

/** `text` names one of the people, or the number of one of the tickets. */
const names = (text: string, people: string, tickets: string) => `(
  EXISTS (SELECT FROM unnest(${people}::text[]) AS n WHERE position(n IN ${text}) > 0)
  OR EXISTS (SELECT FROM regexp_matches(${text}, '#([0-9]{1,9})', 'g') AS m WHERE m[1]::integer = ANY (${tickets}::integer[])))`;

/** Nobody else's own conversation is touched over a name alone: a namesake's is theirs. */
const notOthers = (table: string, people: string) =>
  `NOT EXISTS (SELECT FROM requester r WHERE r.address = ${table}.address AND r.id <> ALL (${people}::text[]))`;

/** A colleague looked for them by a part of the name: it stands in the line as a word of its own. */
const PART_OF_NAME = `EXISTS (SELECT FROM regexp_split_to_table(body->>'text', '[[:space:]]+') AS w
  JOIN unnest($3::text[]) AS n ON position(w IN n) > 0
  WHERE length(w) >= CASE WHEN w ~ '^[[:ascii:]]*$' THEN 4 ELSE 2 END)`;

const found = ({ tickets }: Erased, { addresses, names: people }: Traces) => [tickets, addresses, people];
const toPeople = ({ people }: Erased) => people.map((id) => `requester:${id}`);

/** What nobody may be sent and nothing may do any more. */
export const WAITING: readonly Erase[] = [
  {
    // Rows stay: their keys are unique for ever. A refresh holds nothing, and shows what is there when it goes out.
    sql: `UPDATE outbox SET body = '{}', address = CASE WHEN address = ANY ($2) THEN 'erased' ELSE address END,
        reason = CASE WHEN status = 'sent' THEN reason ELSE 'erased' END,
        settled_at = coalesce(settled_at, $4::timestamptz),
        status = CASE WHEN status = 'sent' THEN status ELSE 'dropped' END
      WHERE (ticket_id = ANY ($1) AND post_id IS NULL) OR address = ANY ($2)
        OR (post_id IS NULL AND ticket_id IS NULL AND ${notOthers('outbox', '$5')} AND ${names('body::text', '$3', '$1')})`,
    values: (erased, traces) => [...found(erased, traces), erased.now, erased.people],
  },
  {
    sql: `UPDATE batch SET text = '', meant = '{}' WHERE ${names('concat(text, meant::text)', '$1', '$2')}`,
    values: ({ tickets }, { names: people }) => [people, tickets],
  },
  { sql: 'DELETE FROM allowance WHERE address = ANY ($1)', values: (_, { addresses }) => [addresses] },
  {
    sql: 'DELETE FROM consent_ask WHERE ticket_id = ANY ($1) OR address = ANY ($2)',
    values: ({ tickets }, { addresses }) => [tickets, addresses],
  },
  { sql: 'DELETE FROM lane WHERE address = ANY ($1)', values: (_, { addresses }) => [addresses] },
  { sql: 'DELETE FROM place WHERE address = ANY ($1)', values: (_, { addresses }) => [addresses] },
  {
    sql: `DELETE FROM card_post WHERE address = ANY ($2) OR (audience_kind = 'requester' AND audience_id = ANY ($1))`,
    values: ({ people }, { addresses }) => [people, addresses],
  },
  {
    sql: `UPDATE command_queue SET command = NULL, refusal = NULL,
        reason = CASE status WHEN 'waiting' THEN 'erased' ELSE reason END,
        status = CASE status WHEN 'waiting' THEN 'dropped' ELSE status END
      WHERE coalesce(command, refusal) IS NOT NULL AND ((command->>'ticketId')::integer = ANY ($1)
        OR substring(key FROM '^([0-9]{1,9})/')::integer = ANY ($1)
        OR ${names('concat(command::text, refusal::text)', '$2', '$1')})`,
    values: ({ tickets }, { names: people }) => [tickets, people],
  },
];

/** What both sides said, on our page and in answers kept for a second delivery. */
export const CONVERSATIONS: readonly Erase[] = [
  {
    // A file that was sent and is on no ticket is known by the form or the line it was sent with.
    sql: `DELETE FROM file WHERE ticket_id IS NULL AND id IN (
      SELECT m[1] FROM (
        SELECT state::text AS held FROM dialogue WHERE person = ANY ($1)
        UNION ALL SELECT body::text FROM feed_item WHERE address = ANY ($2)) AS kept
      CROSS JOIN LATERAL regexp_matches(held, '"id": ?"([0-9a-f-]{36})"', 'g') AS m)`,
    values: (erased, { addresses }) => [toPeople(erased), addresses],
  },
  {
    sql: `DELETE FROM dialogue WHERE person = ANY ($1) OR address = ANY ($3)
      OR ${names('state::text', '$4', '$2')}
      OR EXISTS (SELECT FROM regexp_matches(state::text, '"[a-z_]{1,40}:([0-9]{1,9}):[0-9]', 'g') AS m
        WHERE m[1]::integer = ANY ($2::integer[]))`,
    values: (erased, { addresses, names: people }) => [toPeople(erased), erased.tickets, addresses, people],
  },
  { sql: 'DELETE FROM feed_item WHERE address = ANY ($1)', values: (_, { addresses }) => [addresses] },
  { sql: 'SELECT feed_turn()', values: () => [] },
  {
    // Lines of colleagues and in groups: of one of the tickets, by one of the people, or naming one of either.
    sql: `UPDATE feed_item SET revision = nextval('feed_revision'), author = CASE WHEN author = ANY ($6) THEN 'bot' ELSE author END,
        body = CASE WHEN body->>'kind' = 'card'
          THEN jsonb_build_object('kind', 'card', 'drawnAt', body->'drawnAt', 'card',
            jsonb_build_object('title', $7::text, 'tone', 'info', 'blocks', '[]'::jsonb, 'buttons', '[]'::jsonb))
          ELSE jsonb_build_object('kind', 'text', 'eventId', body->'eventId', 'text', $7::text,
            'name', CASE WHEN author = ANY ($6) THEN to_jsonb($7::text) ELSE body->'name' END) END
      WHERE author = ANY ($6) OR key = ANY ($4) OR body->>'text' = ANY ($5)
        OR (body->'card'->>'ticketId')::integer = ANY ($1)
        OR ((body->'card'->>'ticketId' IS NULL OR (body->'card'->>'ticketId')::integer = ANY ($2)) AND ${notOthers('feed_item', '$8')}
          AND (${names('body::text', '$3', '$1')} OR ${PART_OF_NAME}))`,
    values: ({ tickets, called, people: ids }, { linked, names: people, inbox, answers, accounts }) => [
      ...[tickets, linked, people],
      inbox.map((key) => `said:${key.slice(key.indexOf('/') + 1)}`),
      ...[answers, accounts.map((account) => account.slice(account.indexOf('/') + 1)), called, ids],
    ],
  },
  {
    // A message that is being worked off comes to nothing: its save finds it settled.
    sql: `UPDATE inbox SET reply = NULL, body = NULL, settled_at = coalesce(settled_at, $5::timestamptz)
      WHERE (settled_at IS NOT NULL AND reply IS NOT NULL AND (
          platform || '/' || event_id = ANY ($4) OR ${names('reply::text', '$2', '$1')}))
        OR (settled_at IS NULL AND platform || '/' || (body->'sender'->>'account') = ANY ($3))`,
    values: ({ tickets, now }, { names: people, accounts, inbox }) => [tickets, people, accounts, inbox, now],
  },
];
