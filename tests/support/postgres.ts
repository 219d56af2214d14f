/** Databases of a test's own: real PostgreSQL, migrated, empty, and checked for leaked connections at the end. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import { databaseUrl, TEMPLATE } from './test-server.js';

/** A closed connection is gone from pg_stat_activity a moment later. */
const GRACE_MS = 2000;
const POLL_MS = 20;
/** Copying takes 0.1 s alone, but several workers may queue for two processors. */
const COPY_TIMEOUT_MS = 60_000;

export interface FreshDatabase {
  readonly name: string;
  readonly url: string;
  /** Drops it, and throws when somebody was still connected: a test must close what it opens. */
  drop(): Promise<void>;
}

function serverUrl(): string {
  const url = process.env.TROIKA_TEST_SERVER_URL;
  if (url) return url;
  throw new Error(
    'tests: expected the database server of this run, got none; start specs with "npm test", and name a folder that is not one of the pure ones',
  );
}

async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: serverUrl(), application_name: 'tests admin' });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

async function stillConnected(admin: pg.Client, name: string): Promise<string[]> {
  const deadline = Date.now() + GRACE_MS;
  for (;;) {
    const { rows } = await admin.query<{ who: string }>(
      `SELECT concat_ws(' ', nullif(application_name, ''), state, '"' || left(query, 120) || '"') AS who
       FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
      [name],
    );
    if (rows.length === 0 || Date.now() > deadline) return rows.map(({ who }) => who);
    await sleep(POLL_MS);
  }
}

async function dropGuarded(name: string): Promise<void> {
  const leaks = await asAdmin(async (admin) => {
    const connected = await stillConnected(admin, name);
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    return connected;
  });
  if (leaks.length === 0) return;
  throw new Error(
    `tests: expected no connection to ${name} when it is dropped, got ${leaks.length}; close the pool or client that last ran: ${leaks.join('; ')}`,
  );
}

async function createDatabase(label: string, how: string): Promise<FreshDatabase> {
  const safe = label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 30);
  const name = `t${process.env.JEST_WORKER_ID ?? 0}_${safe}_${randomUUID().slice(0, 8)}`;
  await asAdmin((admin) => admin.query(`CREATE DATABASE ${name} ${how}`));
  return { name, url: databaseUrl(serverUrl(), name), drop: () => dropGuarded(name) };
}

/** A database of the caller's own with the schema of today and no rows. */
export function freshDatabase(label = 'db'): Promise<FreshDatabase> {
  return createDatabase(label, `TEMPLATE ${TEMPLATE}`);
}

/** A database without any schema, for what happens before or instead of our migrations. */
export function emptyDatabase(label: string, characterType = 'C.UTF-8'): Promise<FreshDatabase> {
  return createDatabase(
    label,
    `TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE '${characterType}'`,
  );
}

/** One database for all tests of a file or describe block: `const database = useDatabase('outbox')`, then `database().url`. */
export function useDatabase(label = 'db'): () => FreshDatabase {
  let database: FreshDatabase | undefined;
  beforeAll(async () => {
    database = await freshDatabase(label);
  }, COPY_TIMEOUT_MS);
  afterAll(() => database?.drop(), COPY_TIMEOUT_MS);
  return () => {
    if (!database) throw new Error('tests: expected the database inside a test, got a call before beforeAll');
    return database;
  };
}
