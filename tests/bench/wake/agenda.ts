/**
 * Plain Agenda with a job for each timer. It refills its queue only when it polls, so its rate is at most lock limit by
 * polling interval, and a limit of 0 locks the whole backlog, one round trip each, before it runs anything. Of what was
 * tried in shared/storage.md §3 (250 ms, 200 at once locked, 50 running) and beside it, this was the fastest.
 */
import { PostgresBackend } from '@agendajs/postgres-backend';
import { Agenda } from 'agenda';
import pg from 'pg';
import { withClient } from '../support/server.js';
import { type Contender, PEER_POOL, type PeerOptions } from './contender.js';

const SETTINGS = {
  processEvery: 100,
  defaultLockLimit: 500,
  defaultConcurrency: 20,
  maxConcurrency: 20,
  // Instead of ten minutes: Agenda keeps a live timer of half of it for every job that has run.
  defaultLockLifetime: 20_000,
};

export async function startAgenda({ url, tickets, fire }: PeerOptions): Promise<Contender> {
  const pool = new pg.Pool({ connectionString: url, max: PEER_POOL });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const agenda = new Agenda({
    backend: new PostgresBackend({ pool, disableNotifications: true }),
    removeOnComplete: true,
    ...SETTINGS,
  });
  agenda.on('error', (error: unknown) => process.stderr.write(`agenda: ${String(error)}\n`));
  await agenda.ready;
  await withClient(url, async (filler) => {
    await filler.query(
      `INSERT INTO agenda_jobs (name, next_run_at, data)
       SELECT 'fire', due_at, jsonb_build_object('timer', key) FROM timer WHERE status = 'pending' AND ticket_id <= ${tickets}`,
    );
    // What is due is looked up by ticket below; Agenda's own queries do not use this.
    await filler.query(`CREATE INDEX ON agenda_jobs ((split_part(data->>'timer', '/', 1)::int))`);
    await filler.query('ANALYZE agenda_jobs');
  });
  agenda.define<{ timer: string }>('fire', (job) => fire(job.attrs.data.timer));
  await agenda.start();
  return {
    async makeDue(from, to) {
      await client.query(
        `UPDATE agenda_jobs SET next_run_at = now() WHERE split_part(data->>'timer', '/', 1)::int BETWEEN $1 AND $2`,
        [from, to],
      );
    },
    async stop() {
      await agenda.stop();
      await client.end();
      await pool.end();
    },
  };
}
