/**
 * Brings the database to the schema this program was built for, once per start. The bookkeeping is Prisma's own
 * (`_prisma_migrations`), so `prisma migrate status` and `deploy` agree with what happened here.
 */
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { assertChineseTrigrams } from './trigrams.js';

/** The key Prisma Migrate locks, so that the two never run at the same time. */
const ADVISORY_LOCK = 72707369;
const LOCK_TIMEOUT_MS = 60_000;
const LOCK_NOT_AVAILABLE = '55P03';

const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
  migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

function readMigrations(directory: string): Migration[] {
  if (!fs.existsSync(directory)) {
    throw new Error(
      `migrations: expected the folder ${directory}, got none; reinstall this release of Troika`,
    );
  }
  const folders = fs.readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      // A checkout that turned line ends into CRLF must not look like an edit.
      const sql = fs
        .readFileSync(path.join(directory, name, 'migration.sql'), 'utf8')
        .replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/** Compares all before changing anything: a database we do not understand is left exactly as it was. */
function pending(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const ours = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at } of applied) {
    const migration = ours.get(name);
    if (!migration) {
      throw new Error(
        `migrations: expected a database as old as this program or older, got one with ${name}, which only a newer release knows; start that release, or restore the backup made before the upgrade`,
      );
    }
    if (!finished_at) {
      throw new Error(
        `migrations: expected ${name} to be finished, got one that began and failed; put the schema right by hand, then mark it with "prisma migrate resolve --applied ${name}" (or --rolled-back to try it again)`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new Error(
        `migrations: expected ${name} as it was when it was applied (sha256 ${checksum.slice(0, 12)}…), got an edited file (${migration.checksum.slice(0, 12)}…); restore the file and put the change into a new migration`,
      );
    }
  }
  const done = new Set(applied.map((row) => row.migration_name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function takeLock(client: pg.Client): Promise<void> {
  await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
  } catch (cause) {
    if ((cause as pg.DatabaseError).code !== LOCK_NOT_AVAILABLE) throw cause;
    throw new Error(
      `migrations: expected the migration lock within ${LOCK_TIMEOUT_MS / 1000} s, got none, because another process is migrating this database; wait for it to end, then start again`,
      { cause },
    );
  }
}

/** All of a migration or nothing: PostgreSQL changes schemas inside transactions. */
async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql); // without parameters, so the file may hold many statements
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ($1, $2, now(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {}); // a lost connection has rolled back already
    throw new Error(
      `migrations: expected ${name} to apply, got "${(cause as Error).message}"; nothing of it was kept`,
      {
        cause,
      },
    );
  }
}

/** Applies what is missing and returns the names; throws with what to do about it when it must not. */
export async function migrate(options: { url: string; directory: string }): Promise<readonly string[]> {
  const migrations = readMigrations(options.directory);
  const client = new pg.Client({ connectionString: options.url, application_name: 'troika migrate' });
  client.on('error', () => {}); // a connection lost between queries fails the next query; it must not end the process
  await client.connect();
  try {
    await takeLock(client);
    await client.query(BOOKKEEPING);
    const { rows } = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const missing = pending(migrations, rows);
    for (const migration of missing) await apply(client, migration);
    await assertChineseTrigrams(client);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
