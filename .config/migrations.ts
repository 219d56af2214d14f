/**
 * `npm run migrate create NAME` writes the next migration from what changed in schema.prisma;
 * `npm run migrate check` fails, with the SQL, when the schema changed and no migration says so.
 */
import fs from 'node:fs';
import path from 'node:path';
import { startScratchServer } from '../tests/support/scratch-server.js';
import { missingSql } from './schema-diff.js';

const SCHEMA = path.join('prisma', 'schema.prisma');
const DIRECTORY = path.join('prisma', 'migrations');

/** Prisma never writes extensions, and the first migration must have this one before its trigram indexes. */
const FIRST = `-- Search in Chinese and by parts of words. The database's lc_ctype must know Chinese: start-up checks it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

`;
const LOCKING =
  '-- Locking: say here what this takes, for how long, and whether the desk can stay up meanwhile.\n\n';

function write(name: string, sql: string): void {
  const first = !fs.readdirSync(DIRECTORY).some((entry) => /^\d{14}_/.test(entry));
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(DIRECTORY, `${stamp}_${name}`);
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'migration.sql'), `${LOCKING}${first ? FIRST : ''}${sql}`);
  fs.writeFileSync(path.join(DIRECTORY, 'migration_lock.toml'), 'provider = "postgresql"\n');
  process.stdout.write(`wrote ${folder}/migration.sql: read it, and complete its comment on locking\n`);
}

async function main([command, name = '']: string[]): Promise<number> {
  if (command !== 'check' && !(command === 'create' && /^[a-z][a-z0-9_]*$/.test(name))) {
    process.stderr.write(
      'usage: npm run migrate check | npm run migrate create NAME (small letters, digits, _)\n',
    );
    return 2;
  }
  fs.mkdirSync(DIRECTORY, { recursive: true });
  const server = await startScratchServer();
  try {
    const sql = await missingSql(server.url, SCHEMA, DIRECTORY);
    if (sql === '') process.stdout.write('migrations: they give exactly the schema of schema.prisma\n');
    else if (command === 'create') write(name, sql);
    else {
      process.stderr.write(
        `migrations: expected them to give the schema of schema.prisma, got a difference; run "npm run migrate create NAME"\n${sql}`,
      );
      return 1;
    }
    return 0;
  } finally {
    await server.stop();
  }
}

// The engine keeps a pool to a database that is gone by now, so the process is ended, not left to finish.
try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`migrations: ${(error as Error).message}\n`);
  process.exit(1);
}
