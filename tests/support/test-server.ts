/** The server of a test run, with the template that freshDatabase copies. */
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '../../src/store/migrate.js';
import { type ScratchServer, startScratchServer } from './scratch-server.js';

export const TEMPLATE = 'tmpl';
const MIGRATIONS = path.join(import.meta.dirname, '..', '..', 'prisma', 'migrations');

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function startTestServer(): Promise<ScratchServer> {
  const server = await startScratchServer();
  const admin = new pg.Client({ connectionString: server.url });
  try {
    await admin.connect();
    await admin.query(`CREATE DATABASE ${TEMPLATE}`);
    if (fs.existsSync(MIGRATIONS))
      await migrate({ url: databaseUrl(server.url, TEMPLATE), directory: MIGRATIONS });
    // A database that anybody is connected to cannot be copied.
    await admin.query(`ALTER DATABASE ${TEMPLATE} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    await admin.end();
  }
}
