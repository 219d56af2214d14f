/** Sets alarms: rows of Agenda's table, one for each instant somebody waits for. */
import type pg from 'pg';
import { CHANNEL } from './listen.js';

/** Alarms are set on marks this far apart, so that many due instants share a row. */
export const MARK_MS = 100;

/**
 * Our own insert, where agenda.schedule() would do two statements and publish always: insert and NOTIFY are one
 * statement, a second row for the same instant is not made, and only an alarm that the next poll would come too late
 * for is announced ($3): every NOTIFY takes a lock that all committing transactions of the server share
 * (https://www.postgresql.org/docs/current/sql-notify.html). Never an UPDATE: Agenda writes a row back from memory
 * when its job ends, and would erase the change.
 */
const INSERT = `WITH alarm AS (
    INSERT INTO agenda_jobs (name, next_run_at, last_modified_by) VALUES ('alarm', $1, $2)
    ON CONFLICT (next_run_at) WHERE name = 'alarm' DO NOTHING RETURNING id)
  SELECT pg_notify('${CHANNEL}', json_build_object('jobId', id, 'jobName', 'alarm', 'nextRunAt', $4::text,
    'priority', 0, 'timestamp', $4::text, 'source', $2)::text) FROM alarm WHERE $3`;

export interface Arming {
  readonly pool: pg.Pool;
  readonly name: string;
  readonly pollMs: number;
}

/** Sees to it that something rings at the first mark at or after `at` (this machine's epoch ms). */
export function arming({ pool, name, pollMs }: Arming): (at: number) => Promise<void> {
  let armed = { at: 0, done: Promise.resolve() };

  async function insert(at: number): Promise<void> {
    const soon = at - Date.now() < 2 * pollMs;
    const instant = new Date(at).toISOString();
    await pool.query({ name: 'set alarm', text: INSERT, values: [instant, name, soon, instant] });
  }

  return async (wanted) => {
    const at = Math.ceil(wanted / MARK_MS) * MARK_MS;
    const covered = armed.at > Date.now() && armed.at <= at;
    if (covered) return armed.done;
    const own = { at, done: insert(at) };
    armed = own;
    try {
      await own.done;
    } catch (error) {
      if (armed === own) armed = { at: 0, done: Promise.resolve() }; // the next call tries again
      throw error;
    }
  };
}
