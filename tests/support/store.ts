/** A store on a database of the test's own. */
import pg from 'pg';
import type { Log } from '../../src/desk/ports/outside.js';
import { createStore, type OpenStore, type StoreOptions } from '../../src/store/store.js';

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

export function openStore(url: string, over: Partial<StoreOptions> = {}): Promise<OpenStore> {
  return createStore({ url, log: SILENT, ...over });
}

/** Runs SQL beside the store: to look at rows, to plant them, to disturb. */
export async function inDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'test' });
  client.on('error', () => {}); // a connection that a test cuts fails its query
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Empties every table but the clock, the revisions and the record of migrations. */
export async function emptyTables(url: string): Promise<void> {
  await inDatabase(url, async (client) => {
    const { rows } = await client.query<{ names: string }>(
      `SELECT string_agg(format('%I', tablename), ', ') AS names FROM pg_tables WHERE schemaname = 'public'
       AND tablename NOT IN ('_prisma_migrations', 'clock_offset', 'revision')`,
    );
    await client.query(`TRUNCATE ${rows[0]?.names}`);
  });
}

/** The requester every built ticket belongs to. */
export async function plantRequester(url: string, id = 'r1', name = '韩梅梅'): Promise<void> {
  await inDatabase(url, (client) =>
    client.query(
      `INSERT INTO requester (id, name, locale, address, created_at) VALUES ($1, $2, 'zh-CN', $3, now())`,
      [id, name, `web:desk:${id}`],
    ),
  );
}
