/**
 * graphile-worker with a job for each timer, tuned as its own documentation does for its record: a local queue of 500
 * and batched completions (https://worker.graphile.org/docs/performance). There it runs 24 jobs at once and batches with
 * a delay of 0; here 12 and 50 ms were faster, since all contenders fire through one pool of 10. Polled every 100 ms
 * instead of 2 s: a job whose time has come is found by polling alone.
 */
import { Logger, run, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { withClient } from '../support/server.js';
import { type Contender, PEER_POOL, type PeerOptions } from './contender.js';

const JOBS = 'graphile_worker._private_jobs';
const complaints = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') process.stderr.write(`graphile-worker: ${message}\n`);
});

export async function startGraphile({ url, tickets, fire }: PeerOptions): Promise<Contender> {
  await runMigrations({ connectionString: url, logger: complaints });
  await withClient(url, async (client) => {
    await client.query(
      `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
         SELECT ('fire', json_build_object('timer', key), NULL, due_at, NULL, NULL, NULL, NULL)::graphile_worker.job_spec
         FROM timer WHERE status = 'pending' AND ticket_id <= ${tickets}))`,
    );
    // What is due is looked up by ticket below; the peer's own queries do not use this.
    await client.query(`CREATE INDEX ON ${JOBS} ((split_part(payload->>'timer', '/', 1)::int))`);
    await client.query(`ANALYZE ${JOBS}`);
  });
  const pool = new pg.Pool({ connectionString: url, max: PEER_POOL });
  pool.on('error', (error) => process.stderr.write(`graphile-worker: ${error.message}\n`));
  pool.on('connect', (each) => each.on('error', () => {}));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const runner = await run({
    pgPool: pool,
    noHandleSignals: true,
    logger: complaints,
    taskList: { fire: (payload) => fire((payload as { timer: string }).timer) },
    preset: {
      worker: {
        concurrentJobs: PEER_POOL - 2,
        maxPoolSize: PEER_POOL,
        pollInterval: 100,
        localQueue: { size: 500 },
        completeJobBatchDelay: 50,
        failJobBatchDelay: 50,
      },
    },
  });
  return {
    async makeDue(from, to) {
      await client.query(
        `UPDATE ${JOBS} SET run_at = now()
         WHERE split_part(payload->>'timer', '/', 1)::int BETWEEN $1 AND $2`,
        [from, to],
      );
    },
    async stop() {
      await runner.stop();
      await client.end();
      await pool.end();
    },
  };
}
