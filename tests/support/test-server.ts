/** The server of a test run, with the template that freshDatabase copies. */
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

async function makeTemplate(serverUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${TEMPLATE}`);
    await migrate({ url: databaseUrl(serverUrl, TEMPLATE), directory: MIGRATIONS });
    // A database that anybody is connected to cannot be copied.
    await admin.query(`ALTER DATABASE ${TEMPLATE} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  } finally {
    await admin.end();
  }
}

export async function startTestServer(): Promise<ScratchServer> {
  const server = await startScratchServer();
  try {
    await makeTemplate(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}
