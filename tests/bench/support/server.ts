/** A PostgreSQL of the bench's own: the product's launcher with the product's settings, fsync on, in a folder that goes afterwards. */
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../../src/store/embedded.js';
import { migrate } from '../../../src/store/migrate.js';
import { scratchFolder } from '../../support/scratch-server.js';
import { databaseUrl } from '../../support/test-server.js';

const MIGRATIONS = path.join(import.meta.dirname, '..', '..', '..', 'prisma', 'migrations');

export interface BenchServer {
  /** A database with today's schema and no rows. */
  empty(name: string): Promise<string>;
  /** A copy of one nobody is connected to. */
  copy(name: string, of: string): Promise<string>;
  /** Writes everything to disk and counts the rows for the planner, so that neither happens inside a round. */
  settle(url: string): Promise<void>;
}

/** Runs `work` with a server and takes it away, however the work ends. */
export async function withServer<T>(work: (server: BenchServer) => Promise<T>): Promise<T> {
  const dataRoot = scratchFolder();
  const server = await startEmbedded({ dataRoot });
  const stop = async () => {
    await server.stop();
    fs.rmSync(dataRoot, { recursive: true, force: true });
  };
  const interrupted = () => void stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const create = async (name: string, how: string) => {
    await withClient(server.url, (admin) => admin.query(`CREATE DATABASE ${name} ${how}`));
    return databaseUrl(server.url, name);
  };
  try {
    return await work({
      async empty(name) {
        const url = await create(name, '');
        await migrate({ url, directory: MIGRATIONS });
        return url;
      },
      // Copying files is quicker than logging every page, and nobody needs this database after a crash.
      copy: (name, of) => create(name, `TEMPLATE ${of} STRATEGY FILE_COPY`),
      settle: (url) =>
        withClient(url, async (client) => {
          await client.query('VACUUM (ANALYZE)');
          await client.query('CHECKPOINT');
        }),
    });
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await stop();
  }
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'bench' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
