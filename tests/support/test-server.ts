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

/** Our own, or the ordinary server that TROIKA_TEST_POSTGRES names: a role that may create databases. */
async function server(): Promise<ScratchServer> {
  const url = process.env.TROIKA_TEST_POSTGRES;
  if (!url) return startScratchServer();
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(`ALTER DATABASE ${TEMPLATE} WITH IS_TEMPLATE false`).catch(() => undefined);
    await admin.query(`DROP DATABASE IF EXISTS ${TEMPLATE}`);
  } finally {
    await admin.end();
  }
  return { url, stop: async () => undefined } as ScratchServer;
}

export async function startTestServer(): Promise<ScratchServer> {
  const started = await server();
  try {
    await makeTemplate(started.url);
  } catch (error) {
    await started.stop();
    throw error;
  }
  return started;
}
