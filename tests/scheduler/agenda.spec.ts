/** The alarm clock on real PostgreSQL: the contract, and what is Agenda's and PostgreSQL's own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Log } from '../../src/desk/ports/outside.js';
import { startScheduler } from '../../src/scheduler/agenda.js';
import { startEmbedded } from '../../src/store/embedded.js';
import { freePort } from '../../src/store/embedded-process.js';
import { type Setting, schedulerContract } from '../contracts/scheduler.contract.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { scratchFolder } from '../support/scratch-server.js';
import { until } from './until.js';

const HOUR_MS = 3_600_000;
const SOON_MS = 3000;
const CLOCK = { now: () => Date.now(), offset: () => 0 };

const said: string[] = [];
const note = (_: object, message: string) => void said.push(message);
const log: Log = { debug: note, info: note, warn: note, error: note };

let started = 0;
function start(url: string, setting: Partial<Setting> = {}) {
  started += 1;
  return startScheduler({
    url,
    name: `test-${started}`,
    clock: CLOCK,
    onAlarm: async () => {},
    onSweep: async () => {},
    sweepMs: HOUR_MS,
    // Agenda leaves a timer of half of this behind for every job that ran.
    lockLifetimeMs: 1000,
    log,
    ...setting,
  });
}

let database: FreshDatabase;
let admin: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase('agenda');
  admin = new pg.Pool({ connectionString: database.url, max: 2 });
}, 60_000);

afterAll(async () => {
  await admin.end();
  await database.drop();
}, 60_000);

const killed = (which: string) =>
  admin.query<{ pg_terminate_backend: boolean }>(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'troika scheduler' AND ${which}`,
  );

schedulerContract('Agenda on PostgreSQL', () => ({
  start: (setting) => start(database.url, setting),
  async rows() {
    const { rows } = await admin.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM agenda_jobs WHERE name = 'alarm'`,
    );
    return rows[0]?.n ?? 0;
  },
  async cutTheWire() {
    const { rowCount } = await killed(`query LIKE 'LISTEN%'`);
    expect(rowCount).toBe(1);
  },
  clear: async () => void (await admin.query('TRUNCATE agenda_jobs')),
}));

describe('Agenda on PostgreSQL, in particular', () => {
  test('instances starting at once on an empty database all start', async () => {
    const empty = await freshDatabase('agenda_empty');
    const schedulers = await Promise.all(Array.from({ length: 4 }, () => start(empty.url)));
    expect(await Promise.all(schedulers.map((scheduler) => scheduler.close(SOON_MS)))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    await empty.drop();
  }, 30_000);

  test('a running row is never changed by a new alarm for the same instant', async () => {
    let runs = 0;
    let ended = 0;
    const one = await start(database.url, {
      onAlarm: async () => {
        runs += 1;
        await sleep(runs === 1 ? 600 : 0);
        ended += 1;
      },
    });
    await one.set(Date.now() + 50);
    await until(() => runs === 1, SOON_MS);
    await one.set(Date.now() + 100); // earlier than nothing: the first is no longer ahead
    await until(() => ended === 2, SOON_MS);
    await until(
      async () => (await admin.query(`SELECT FROM agenda_jobs WHERE name = 'alarm'`)).rowCount === 0,
      SOON_MS,
    );
    await one.close(SOON_MS);
    await admin.query('TRUNCATE agenda_jobs');
  });

  test('a ring longer than the lock stays with its instance', async () => {
    let runs = 0;
    const long = {
      onAlarm: async () => {
        runs += 1;
        await sleep(2500);
      },
    };
    const [one, other] = await Promise.all([start(database.url, long), start(database.url, long)]);
    await one.set(Date.now() + 50);
    await until(() => runs > 0, SOON_MS);
    await sleep(2600);
    expect(runs).toBe(1);
    await Promise.all([one.close(SOON_MS), other.close(SOON_MS)]);
    await admin.query('TRUNCATE agenda_jobs');
  }, 15_000);

  test('a database that is slow to take a row back is no failure', async () => {
    said.length = 0;
    let ended = false;
    const client = await admin.connect();
    const one = await start(database.url, {
      onAlarm: async () => {
        await client.query("BEGIN; SELECT FROM agenda_jobs WHERE name = 'alarm' FOR UPDATE");
        ended = true;
      },
    });
    await one.set(Date.now() + 50);
    await until(() => ended, SOON_MS);
    // Longer than half the lock, at which Agenda looks.
    await sleep(700);
    await client.query('ROLLBACK');
    client.release();
    const rows = async () =>
      (await admin.query(`SELECT FROM agenda_jobs WHERE name = 'alarm'`)).rowCount ?? 0;
    await until(async () => (await rows()) === 0, SOON_MS);
    expect(said).toEqual([]);
    await one.close(SOON_MS);
    await admin.query('TRUNCATE agenda_jobs');
  });

  test('a row left locked by a killed process rings in another once the lock has run out', async () => {
    const one = await start(database.url);
    await one.close(SOON_MS);
    await admin.query(
      `INSERT INTO agenda_jobs (name, next_run_at, locked_at, last_run_at, last_modified_by)
       VALUES ('alarm', NULL, now(), now(), 'killed')`,
    );
    const rings: number[] = [];
    const began = Date.now();
    const other = await start(database.url, { onAlarm: async () => void rings.push(Date.now() - began) });
    await until(() => rings.length > 0, SOON_MS);
    expect(rings[0]).toBeGreaterThan(700);
    await other.close(SOON_MS);
    await admin.query('TRUNCATE agenda_jobs');
  });

  test('losing all connections, again and again, neither ends the process nor leaks one', async () => {
    let rings = 0;
    const one = await start(database.url, {
      onAlarm: async () => {
        rings += 1;
      },
    });
    for (let n = 0; n < 12; n += 1) {
      await killed('true');
      await sleep(60);
    }
    await until(
      () =>
        one.set(Date.now() + 20).then(
          () => true,
          () => false,
        ),
      SOON_MS,
    );
    await until(() => rings > 0, SOON_MS);
    expect(await one.close(SOON_MS)).toBe(true); // the drop of the database finds what is still connected
    await admin.query('TRUNCATE agenda_jobs');
  }, 30_000);

  test('a sweep that is overdue at boot is not moved into the future', async () => {
    await (await start(database.url, { sweepMs: 30_000 })).close(SOON_MS);
    const overdue = new Date(Date.now() - 600_000);
    await admin.query(`UPDATE agenda_jobs SET next_run_at = $1, locked_at = NULL WHERE name = 'sweep'`, [
      overdue,
    ]);
    let sweeps = 0;
    const one = await start(database.url, {
      sweepMs: 30_000,
      onSweep: async () => {
        sweeps += 1;
      },
    });
    await until(() => sweeps === 1, 1000);
    await one.close(SOON_MS);
    expect(sweeps).toBe(1);
    await admin.query('TRUNCATE agenda_jobs');
  });

  test('a database that cannot be reached is said, not suffered', async () => {
    await expect(start('postgresql://nobody@127.0.0.1:1/none')).rejects.toThrow(
      /expected Agenda to start on PostgreSQL, got .*ECONNREFUSED/,
    );
  });

  test('survives a restart of the whole server and rings afterwards', async () => {
    const dataRoot = scratchFolder();
    const settings = { fsync: 'off', port: String(await freePort()) };
    const first = await startEmbedded({ dataRoot, settings });
    let rings = 0;
    const one = await start(first.url, {
      onAlarm: async () => {
        rings += 1;
      },
    });
    await first.stop();
    await sleep(500);
    await expect(one.set(Date.now() + 60_000)).rejects.toThrow();
    const second = await startEmbedded({ dataRoot, settings });
    await until(
      () =>
        one.set(Date.now() + 20).then(
          () => true,
          () => false,
        ),
      10_000,
    );
    await until(() => rings > 0, 10_000);
    expect(await one.close(SOON_MS)).toBe(true);
    await second.stop();
    fs.rmSync(dataRoot, { recursive: true, force: true });
  }, 60_000);

  test('closed, it leaves nothing open: the process ends by itself', async () => {
    const module = path.join(import.meta.dirname, '../../src/scheduler/agenda.ts');
    const script = `
      import { startScheduler } from ${JSON.stringify(module)};
      const quiet = () => {};
      let rang; const ring = new Promise((resolve) => { rang = resolve; });
      const scheduler = await startScheduler({ url: process.env.URL, name: 'child', lockLifetimeMs: 1000,
        clock: { now: Date.now, offset: () => 0 }, onAlarm: async () => rang(), onSweep: async () => {},
        log: { debug: quiet, info: quiet, warn: quiet, error: quiet } });
      await scheduler.set(Date.now() + 50);
      await ring;
      process.stdout.write('closed ' + await scheduler.close(3000) + ' ' + Date.now());`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: path.join(import.meta.dirname, '../..'),
      env: { ...process.env, URL: database.url, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    const [code] = await once(child, 'exit');
    expect([code, output]).toEqual([0, expect.stringMatching(/^closed true \d+$/)]);
    expect(Date.now() - Number(output.split(' ')[2])).toBeLessThan(2000);
    await admin.query('TRUNCATE agenda_jobs');
  }, 30_000);
});
