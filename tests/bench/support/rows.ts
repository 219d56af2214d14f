/** What a database was really asked to write, table by table, as PostgreSQL itself counted it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from './server.js';

/** `table: inserted/updated/deleted` since the database was made. Its connections must be closed: they report at the end. */
export type Written = Readonly<Record<string, string>>;

const REPORT_TIMEOUT_MS = 5_000;

export async function written(url: string): Promise<Written> {
  return withClient(url, async (client) => {
    const deadline = Date.now() + REPORT_TIMEOUT_MS;
    for (;;) {
      const { rows: others } = await client.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
      );
      if (others.length === 0) break;
      if (Date.now() > deadline)
        throw new Error(`expected no connection while rows are counted, got ${others.length}`);
      await sleep(20);
    }
    const { rows } = await client.query<{ table: string; tally: string }>(
      `SELECT relname AS table, concat_ws('/', n_tup_ins, n_tup_upd, n_tup_del) AS tally FROM pg_stat_user_tables
       WHERE schemaname = 'public' AND n_tup_ins + n_tup_upd + n_tup_del > 0 ORDER BY 1`,
    );
    return Object.fromEntries(rows.map(({ table, tally }) => [table, tally]));
  });
}
