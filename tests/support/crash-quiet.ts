/** When the killing is over: the desk is given the time to finish, before anything is judged. */
import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';

/** A follow-up command of a dead process waits for its lease of 30 s, and then for the sweep. */
const QUIET_MS = 90_000;

/** Until nothing is left to be done, seen three times in a row. */
export async function quiet(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'crash quiet' });
  await client.connect();
  try {
    const deadline = Date.now() + QUIET_MS;
    for (let calm = 0; calm < 3; ) {
      const left = await unfinished(client);
      calm = Object.values(left).every((count) => count === 0) ? calm + 1 : 0;
      // What is left after so long is lost: the verdict says what.
      if (Date.now() > deadline) return;
      await after(300);
    }
  } finally {
    await client.end();
  }
}

/** What is still to be done: nothing, once it is quiet. */
async function unfinished(client: pg.Client): Promise<Readonly<Record<string, number>>> {
  const { rows } = await client.query<Record<string, number>>(
    `SELECT (SELECT count(*)::integer FROM timer WHERE status = 'pending' AND routine IS NULL) AS timers,
       (SELECT count(*)::integer FROM outbox WHERE status IN ('pending', 'sending')) AS outbox,
       (SELECT count(*)::integer FROM inbox WHERE settled_at IS NULL) AS inbox,
       (SELECT count(*)::integer FROM command_queue WHERE status = 'waiting') AS commands`,
  );
  return rows[0] ?? {};
}
