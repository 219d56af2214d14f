/** Report files: named parameters, and rows of plain numbers and texts. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { numbered } from '../../src/store/reports.js';
import type { OpenStore } from '../../src/store/store.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { openStore } from '../support/store.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'troika-reports-'));
let database: FreshDatabase;
let store: OpenStore;

beforeAll(async () => {
  database = await freshDatabase('reports');
  store = await openStore(database.url, { reports: folder });
});
afterAll(async () => {
  await store.close();
  await database.drop();
  fs.rmSync(folder, { recursive: true });
});

function report(name: string, sql: string): void {
  fs.writeFileSync(path.join(folder, `${name}.sql`), sql);
}

describe('named parameters', () => {
  test('each name has one number, however often it stands', () => {
    expect(numbered('SELECT :from::date, :to, :from')).toEqual({
      text: 'SELECT $1::date, $2, $1',
      names: ['from', 'to'],
    });
  });

  test('casts, texts, times and comments are left alone', () => {
    const sql = "-- :not this\nSELECT 'at :noon', a::text, '12:30', 'it''s :x' FROM t WHERE b = :b";
    expect(numbered(sql)).toEqual({ text: sql.replace(':b', '$1'), names: ['b'] });
  });
});

test('rows hold numbers, texts and null, whatever the type of the column', async () => {
  report(
    'kinds',
    `SELECT count(*) AS big, 1.25::numeric AS exact, 0.5::float8 AS real, date '2026-03-02' AS day,
       timestamptz '2026-03-02 09:00+08' AS at, true AS yes, NULL AS nothing, :queues::text[] @> ARRAY['tax'] AS has,
       :text::text AS text, :none::integer AS none`,
  );
  const params = { queues: ['tax', 'registration'], text: '注册', none: null };
  expect(await store.reports.run('kinds', params)).toEqual([
    {
      big: 1,
      exact: 1.25,
      real: 0.5,
      day: '2026-03-02',
      at: Date.UTC(2026, 2, 2, 1),
      yes: 1,
      nothing: null,
      has: 1,
      text: '注册',
      none: null,
    },
  ]);
});

test('a missing parameter, a missing report and a name that is a path are errors', async () => {
  report('asks', 'SELECT :from::date AS day');
  await expect(store.reports.run('asks', { to: '2026-03-02' })).rejects.toThrow(
    'expected the parameter from',
  );
  await expect(store.reports.run('nothing', {})).rejects.toThrow('ENOENT');
  report('nothing', 'SELECT 1 AS one');
  expect(await store.reports.run('nothing', {})).toEqual([{ one: 1 }]);
  await expect(store.reports.run('../secret', {})).rejects.toThrow('expected a name');
});
