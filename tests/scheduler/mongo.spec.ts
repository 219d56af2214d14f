/** The alarm clock on a real MongoDB: a replica set, whose change stream tells of alarms, and a standalone server, polled. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Db, MongoClient } from 'mongodb';
import type { Log } from '../../src/desk/ports/outside.js';
import { startScheduler } from '../../src/scheduler/agenda.js';
import { type Setting, schedulerContract } from '../contracts/scheduler.contract.js';
import { until } from './until.js';

const HOUR_MS = 3_600_000;
const SOON_MS = 3000;
const CLOCK = { now: () => Date.now(), offset: () => 0 };
const SERVERS = [
  { variable: 'MONGODB_URL', title: 'Agenda on a replica set of MongoDB', streams: true },
  { variable: 'MONGODB_STANDALONE_URL', title: 'Agenda on a standalone MongoDB', streams: false },
] as const;

const said: string[] = [];
const note = (_: object, message: string) => void said.push(message);
const log: Log = { debug: note, info: note, warn: note, error: note };

for (const { variable, title, streams } of SERVERS) {
  const address = process.env[variable];
  if (address) onServer(address, title, streams);
  else {
    process.stderr.write(
      `\nSKIPPED ${title}: expected ${variable}=mongodb://… of ${streams ? 'a replica set' : 'a standalone server'}, got none\n`,
    );
    describe.skip(title, () => schedulerContract(title, () => Promise.reject(new Error(variable)) as never));
  }
}

function onServer(address: string, title: string, streams: boolean): void {
  // A database of this run's own: several may use one server.
  const url = new URL(address);
  url.pathname = `/troika_test_${process.pid}_${streams ? 'rs' : 'alone'}`;
  let client: MongoClient;
  let db: Db;
  let started = 0;
  const jobs = () =>
    db.collection<{ name: string; nextRunAt: Date | null; lockedAt: Date | null }>('agendaJobs');
  const start = (setting: Partial<Setting> = {}, at = url.href) => {
    started += 1;
    return startScheduler({
      ...{ url: at, name: `test-${started}`, clock: CLOCK, sweepMs: HOUR_MS, lockLifetimeMs: 1000, log },
      onAlarm: async () => {},
      onSweep: async () => {},
      ...setting,
    });
  };
  /** Ends what waits for news on the server; a standalone one has nobody waiting. */
  async function cutTheWire(): Promise<void> {
    if (!streams) return;
    let cursors: readonly unknown[] = [];
    await until(async () => {
      cursors = await waiting();
      return cursors.length > 0;
    }, SOON_MS);
    await db.command({ killCursors: 'agendaJobs', cursors });
  }
  async function waiting(): Promise<readonly unknown[]> {
    const operations = await client
      .db('admin')
      .aggregate([{ $currentOp: { allUsers: true, idleCursors: true } }])
      .toArray();
    return operations
      .filter(
        ({ ns, cursor }) =>
          ns === `${db.databaseName}.agendaJobs` && JSON.stringify(cursor ?? null).includes('$changeStream'),
      )
      .map(({ cursor }) => cursor.cursorId);
  }

  beforeAll(async () => {
    client = await new MongoClient(url.href).connect();
    db = client.db();
  }, 30_000);
  afterAll(async () => {
    await db.dropDatabase();
    await client.close();
  }, 30_000);

  schedulerContract(title, () => ({
    start,
    rows: () => jobs().countDocuments({ name: 'alarm' }),
    cutTheWire,
    clear: async () => void (await jobs().deleteMany({})),
  }));

  describe(`${title}, in particular`, () => {
    test('instances starting at once on an empty database all start, and sweep as one', async () => {
      await db.dropDatabase();
      const schedulers = await Promise.all(Array.from({ length: 4 }, () => start()));
      expect(await jobs().countDocuments({ name: 'sweep' })).toBe(1);
      const closed = await Promise.all(schedulers.map((scheduler) => scheduler.close(SOON_MS)));
      expect(closed).toEqual([true, true, true, true]);
      await jobs().deleteMany({});
    }, 30_000);

    test('an alarm set by one instance rings in another that alone is there', async () => {
      let rings = 0;
      const onAlarm = async () => {
        rings += 1;
      };
      const one = await start({ onAlarm });
      const other = await start();
      const due = Date.now() + 300;
      await other.set(due);
      await other.close(SOON_MS);
      await until(() => rings === 1, SOON_MS);
      expect(Date.now()).toBeGreaterThanOrEqual(due);
      await one.close(SOON_MS);
      await jobs().deleteMany({});
    }, 30_000);

    test('a row left locked by a killed process rings in another once the lock has run out', async () => {
      await (await start()).close(SOON_MS);
      await db.collection('agendaJobs').insertOne({
        ...{ name: 'alarm', type: 'normal', priority: 0, data: {}, disabled: null },
        ...{ nextRunAt: null, lockedAt: new Date(), lastRunAt: new Date(), lastModifiedBy: 'killed' },
      });
      const rings: number[] = [];
      const began = Date.now();
      const other = await start({ onAlarm: async () => void rings.push(Date.now() - began) });
      await until(() => rings.length > 0, SOON_MS);
      expect(rings[0]).toBeGreaterThan(700);
      await other.close(SOON_MS);
      await jobs().deleteMany({});
    });

    test('a server that cannot be reached is said, not suffered', async () => {
      await expect(start({}, 'mongodb://127.0.0.1:1/none?serverSelectionTimeoutMS=200')).rejects.toThrow(
        /expected Agenda to start on MongoDB, got .*ECONNREFUSED/,
      );
    });
  });
}
