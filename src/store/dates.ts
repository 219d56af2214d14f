/** Works off the notes of customers' dates that moved: what waits around them is written for many at once. */
import type { DateStore, MovedDate } from '../desk/ports/dates.js';
import type { Database } from './database.js';
import { iso } from './instants.js';
import { inTransaction } from './transaction.js';

/** Planned anew each time: what the planner thought of the table while it was empty would stay with a prepared statement. */
const TAKE = `
  DELETE FROM moved_date m
  USING (SELECT customer_id, date_key FROM moved_date ORDER BY customer_id, date_key LIMIT $1 FOR UPDATE SKIP LOCKED) AS t
  WHERE m.customer_id = t.customer_id AND m.date_key = t.date_key
  RETURNING m.customer_id, m.date_key, m.moved`;

/** By a later statement than the notes were taken: it sees whatever was committed before they were ours. */
const READ = `
  SELECT s.customer_id AS "customerId", s.date_key AS "dateKey", c.dates->>s.date_key AS date, (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'content', k.content, 'sop', k.sop, 'state', k.state)
        ORDER BY k.id), '[]')
      FROM ticket k WHERE s.moved AND k.customer_id = s.customer_id AND k.category <> 'closed') AS tickets
  FROM jsonb_to_recordset($1::jsonb) AS s(customer_id text, date_key text, moved boolean)
  LEFT JOIN customer c ON c.id = ANY ($2::text[]) AND c.id = s.customer_id
  ORDER BY s.customer_id, s.date_key`;

/**
 * One after the other by the index of the waiting reminders, whatever the planner thought of an empty table when it was
 * first asked: a lateral row lock leaves it no other way. It does not see by itself that the index may be used.
 */
const VOID = `
  UPDATE timer t SET status = 'void', reason = 'date_moved', settled_at = $2
  WHERE t.status NOT IN ('fired', 'void', 'poisoned') AND t.key = ANY (ARRAY(
    SELECT w.key FROM jsonb_to_recordset($1::jsonb) AS s(customer_id text, date_key text)
    CROSS JOIN LATERAL (
      SELECT r.key FROM timer r
      WHERE r.customer_id IS NOT NULL AND r.customer_id = s.customer_id AND r.date_key = s.date_key
        AND r.status = 'pending' AND r.key <> ALL ($3::text[])
      FOR UPDATE) AS w))`;

/** Once a date: what fired stays fired, and what came to nothing because of its condition had its turn. */
const SET = `
  INSERT INTO timer AS t (key, rule, customer_id, date_key, date, due_at)
  SELECT s.key, s.rule, s."customerId", s."dateKey", s.date, s."dueAt"
  FROM jsonb_to_recordset($1::jsonb) AS s(
    key text, rule text, "customerId" text, "dateKey" text, date text, "dueAt" timestamptz)
  ORDER BY s.key
  ON CONFLICT (key) DO UPDATE SET
    status = 'pending', due_at = excluded.due_at, generation = t.generation + 1, reason = NULL, settled_at = NULL
  WHERE (t.status = 'void' AND t.reason IS DISTINCT FROM 'condition_false')
    OR (t.status = 'pending' AND t.due_at <> excluded.due_at)`;

const QUEUE = `
  INSERT INTO command_queue (key, command, created_at)
  SELECT s.key, s.command, $2 FROM jsonb_to_recordset($1::jsonb) AS s(key text, command jsonb)`;

const NAME_REMINDERS = `
  UPDATE revision SET value = $1, version = version + 1 WHERE name = 'reminders' AND value IS DISTINCT FROM $1`;

const NOTE_ALL = `
  INSERT INTO moved_date AS m (customer_id, date_key, moved)
  SELECT c.id, d.key, false FROM customer c CROSS JOIN LATERAL jsonb_object_keys(c.dates) AS d(key)
  ORDER BY 1, 2
  ON CONFLICT (customer_id, date_key) DO UPDATE SET date_key = m.date_key`;

export function dateStore(database: Database): DateStore {
  return {
    settle: ({ now, limit }, decide) =>
      inTransaction(database, async (client) => {
        const { rows: notes } = await client.query<{ customer_id: string }>(TAKE, [limit]);
        if (notes.length === 0) return 0;
        const customers = [...new Set(notes.map(({ customer_id }) => customer_id))];
        const noted = JSON.stringify(notes);
        const { rows: moved } = await client.query<MovedDate>({
          name: 'read_moved_dates',
          text: READ,
          values: [noted, customers],
        });
        const { reminders, commands } = await decide(moved);
        const keys = reminders.map(({ key }) => key);
        await client.query({
          name: 'void_reminders',
          text: VOID,
          values: [noted, iso(now), keys],
        });
        const rows = reminders.map(({ dueAt, ...reminder }) => ({ ...reminder, dueAt: iso(dueAt) }));
        if (rows.length > 0)
          await client.query({ name: 'set_reminders', text: SET, values: [JSON.stringify(rows)] });
        if (commands.length > 0)
          await client.query({
            name: 'queue_commands',
            text: QUEUE,
            values: [JSON.stringify(commands), iso(now)],
          });
        return notes.length;
      }),

    follow: (reminders) =>
      inTransaction(database, async (client) => {
        const { rowCount } = await client.query(NAME_REMINDERS, [reminders]);
        if (rowCount === 1) await client.query(NOTE_ALL);
      }),
  };
}
