/** Agenda's table: created by Agenda at start, by one instance at a time, and one index of ours. */
import { PostgresBackend } from '@agendajs/postgres-backend';
import type pg from 'pg';

/** Any number will do, as long as nobody else in this database uses it: 'troika' on a telephone keypad, and 'agenda'. */
const SCHEMA_LOCK = 876452243632;

/**
 * Two instances that get their alarms from the same timers would each insert a row for the same instant. The index
 * lets the second insert do nothing. It cannot hold an alarm back: a row that has begun to ring has no `next_run_at`
 * any more, so a conflict means that a ring is still to come.
 */
const ONE_ALARM_AN_INSTANT = `CREATE UNIQUE INDEX IF NOT EXISTS agenda_jobs_alarm_idx
  ON agenda_jobs (next_run_at) WHERE name = 'alarm'`;

/**
 * A connected backend whose table exists. Agenda creates it without a lock, and two instances starting at once would
 * fail on `CREATE OR REPLACE FUNCTION` ("tuple concurrently updated"); the advisory lock lets them take turns.
 */
export async function openBackend(pool: pg.Pool): Promise<PostgresBackend> {
  const backend = new PostgresBackend({ pool, disableNotifications: true });
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [SCHEMA_LOCK]);
    await backend.connect();
    await client.query(ONE_ALARM_AN_INSTANT);
    await client.query('SELECT pg_advisory_unlock($1)', [SCHEMA_LOCK]);
    client.release();
  } catch (error) {
    client.release(true); // closing the connection frees the lock
    throw error;
  }
  // Agenda connects its backend in its constructor and does not catch: a database lost just then would end the process.
  backend.connect = async () => {};
  return backend;
}

/** See `AlarmStore.sweepState`. */
export async function sweepState(
  pool: pg.Pool,
  intervalMs: number,
): Promise<{ readonly overdue: boolean } | null> {
  const { rows } = await pool.query<{ overdue: boolean }>(
    `SELECT next_run_at <= now() AND locked_at IS NULL AS overdue FROM agenda_jobs
     WHERE name = 'sweep' AND type = 'single' AND repeat_interval = $1 AND next_run_at IS NOT NULL AND NOT disabled`,
    [String(intervalMs)],
  );
  return rows[0] ?? null;
}
