import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { migrate } from '../../src/store/migrate.js';
import { emptyDatabase, type FreshDatabase } from '../support/postgres.js';

const TRIGRAMS = 'CREATE EXTENSION IF NOT EXISTS pg_trgm;';

let directory: string;
let database: FreshDatabase;

function given(migrations: Record<string, string>): void {
  for (const [name, sql] of Object.entries(migrations)) {
    fs.mkdirSync(path.join(directory, name), { recursive: true });
    fs.writeFileSync(path.join(directory, name, 'migration.sql'), sql);
  }
}

async function rows(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const up = () => migrate({ url: database.url, directory });
const tables = () => rows("select tablename from pg_tables where schemaname = 'public' order by 1");

beforeEach(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'migrations-'));
  database = await emptyDatabase('migrate');
});

afterEach(async () => {
  fs.rmSync(directory, { recursive: true });
  await database.drop();
});

describe('migrate', () => {
  test('applies what is missing, in the order of the names, and nothing twice', async () => {
    given({
      '2_more': 'ALTER TABLE queue ADD note text',
      '1_first': `${TRIGRAMS} CREATE TABLE queue (id int)`,
    });
    await expect(up()).resolves.toEqual(['1_first', '2_more']);
    await expect(up()).resolves.toEqual([]);
    given({ '3_rows': "INSERT INTO queue VALUES (1, '报修'); INSERT INTO queue VALUES (2, '退款')" });
    await expect(up()).resolves.toEqual(['3_rows']);
    await expect(rows('select note from queue order by id')).resolves.toEqual([
      { note: '报修' },
      { note: '退款' },
    ]);
  });

  test('keeps a function whose body holds semicolons in one piece', async () => {
    const body =
      'CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END; $$';
    given({ '1_first': `${TRIGRAMS} ${body}` });
    await up();
    await expect(rows('select two() as n')).resolves.toEqual([{ n: 2 }]);
  });

  test('keeps nothing of a migration that fails halfway, and says which one it was', async () => {
    given({ '1_first': TRIGRAMS, '2_broken': 'CREATE TABLE half (id int); SELECT 1/0' });
    await expect(up()).rejects.toThrow(
      /expected 2_broken to apply, got "division by zero"; nothing of it was kept/,
    );
    await expect(tables()).resolves.toEqual([{ tablename: '_prisma_migrations' }]);
    given({ '2_broken': 'CREATE TABLE whole (id int)' });
    await expect(up()).resolves.toEqual(['2_broken']);
  });

  test('two processes that start together apply everything once', async () => {
    given({ '1_first': `${TRIGRAMS} CREATE TABLE once (id int); SELECT pg_sleep(0.05)` });
    const applied = await Promise.all([up(), up(), up()]);
    expect(applied.flat()).toEqual(['1_first']);
  });

  test('refuses a migration that was edited after it was applied, and changes nothing', async () => {
    given({ '1_first': TRIGRAMS });
    await up();
    given({ '1_first': `${TRIGRAMS} -- tidied`, '2_more': 'CREATE TABLE late (id int)' });
    await expect(up()).rejects.toThrow(/expected 1_first as it was when it was applied.*got an edited file/);
    await expect(tables()).resolves.toEqual([{ tablename: '_prisma_migrations' }]);
  });

  test('does not take other line ends for an edit', async () => {
    given({ '1_first': `${TRIGRAMS}\nSELECT 1;\n` });
    await up();
    given({ '1_first': `${TRIGRAMS}\r\nSELECT 1;\r\n` });
    await expect(up()).resolves.toEqual([]);
  });

  test('refuses a database that a newer release has migrated, before touching it', async () => {
    given({ '1_first': TRIGRAMS, '9_future': 'SELECT 1' });
    await up();
    fs.rmSync(path.join(directory, '9_future'), { recursive: true });
    given({ '2_more': 'CREATE TABLE late (id int)' });
    await expect(up()).rejects.toThrow(
      /got one with 9_future, which only a newer release knows; start that release/,
    );
    await expect(tables()).resolves.toEqual([{ tablename: '_prisma_migrations' }]);
  });

  test('refuses to go on after a migration that Prisma recorded as failed', async () => {
    given({ '1_first': TRIGRAMS });
    await up();
    await rows('update _prisma_migrations set finished_at = null');
    await expect(up()).rejects.toThrow(/expected 1_first to be finished.*prisma migrate resolve/);
    await rows('update _prisma_migrations set rolled_back_at = now()');
    await expect(up()).resolves.toEqual(['1_first']);
  });

  test('refuses a database without pg_trgm', async () => {
    given({ '1_first': 'SELECT 1' });
    await expect(up()).rejects.toThrow(
      /expected the extension pg_trgm, got none; run CREATE EXTENSION pg_trgm/,
    );
  });

  test('refuses a database whose lc_ctype is C, because searching Chinese would find nothing', async () => {
    await database.drop();
    database = await emptyDatabase('blind', 'C');
    given({ '1_first': TRIGRAMS });
    await expect(up()).rejects.toThrow(
      /lc_ctype is "C" \(encoding UTF8\).*CREATE DATABASE .* LC_CTYPE 'C.UTF-8'/,
    );
  });

  test('says which folder is missing', async () => {
    const nowhere = path.join(directory, 'nowhere');
    await expect(migrate({ url: database.url, directory: nowhere })).rejects.toThrow(
      `expected the folder ${nowhere}`,
    );
  });
});
