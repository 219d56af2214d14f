/** Agenda's jobs in PostgreSQL, alarms announced by NOTIFY. */
import pg from 'pg';
import type { AlarmStore, Hearing } from './alarm-store.js';
import { CHANNEL, ListenChannel } from './listen.js';
import { openBackend, sweepState } from './table.js';

/**
 * Two polls at a time, one LISTEN, and a few alarms being set. A machine that has much to do takes its time to let
 * somebody in, and a desk does not fail to start for that; one that nobody answers is given up in the end.
 */
const OWN_POOL = {
  max: 6,
  connectionTimeoutMillis: 30_000,
  keepAlive: true,
  application_name: 'troika scheduler',
};

/**
 * Our own insert, where agenda.schedule() would do two statements and publish always: insert and NOTIFY are one
 * statement, a second row for the same instant is not made, and only an alarm that the next poll would come too late
 * for is announced ($3): every NOTIFY takes a lock that all committing transactions of the server share
 * (https://www.postgresql.org/docs/current/sql-notify.html).
 */
const INSERT = `WITH alarm AS (
    INSERT INTO agenda_jobs (name, next_run_at, last_modified_by) VALUES ('alarm', $1, $2)
    ON CONFLICT (next_run_at) WHERE name = 'alarm' DO NOTHING RETURNING id)
  SELECT pg_notify('${CHANNEL}', json_build_object('jobId', id, 'jobName', 'alarm', 'nextRunAt', $4::text,
    'priority', 0, 'timestamp', $4::text, 'source', $2)::text) FROM alarm WHERE $3`;

/** A pool that is given is somebody else's to end. */
export async function openPostgres(
  from: { readonly url: string } | { readonly pool: pg.Pool },
  { complain }: Hearing,
): Promise<AlarmStore> {
  const pool = 'pool' in from ? from.pool : new pg.Pool({ connectionString: from.url, ...OWN_POOL });
  // A lost connection says so on the pool or, in use, on itself; unheard, either would end the process, even after close.
  pool.on('error', complain('lost an idle connection'));
  pool.on('connect', (client) => client.on('error', complain('lost a connection')));
  const end = async () => {
    if (!('pool' in from)) await pool.end();
  };
  try {
    return {
      kind: 'PostgreSQL',
      backend: await openBackend(pool),
      channel: new ListenChannel(pool),
      async insertAlarm(at, by, soon) {
        const instant = at.toISOString();
        await pool.query({ name: 'set alarm', text: INSERT, values: [instant, by, soon, instant] });
      },
      sweepState: (intervalMs) => sweepState(pool, intervalMs),
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}
