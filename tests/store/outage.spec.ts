/** PostgreSQL goes away and comes back: the process stays, and so does everything it was listening to. */

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPool } from '../../src/store/database.js';
import { type EmbeddedPostgres, startEmbedded } from '../../src/store/embedded.js';
import { freePort } from '../../src/store/embedded-process.js';
import type { OpenStore } from '../../src/store/store.js';
import { inTransaction } from '../../src/store/transaction.js';
import { scratchFolder } from '../support/scratch-server.js';
import { openStore } from '../support/store.js';

const settings = { fsync: 'off', full_page_writes: 'off' };

let start: () => Promise<EmbeddedPostgres>;
let server: EmbeddedPostgres;
let store: OpenStore;

beforeAll(async () => {
  const dataRoot = scratchFolder();
  const port = String(await freePort());
  start = () => startEmbedded({ dataRoot, settings: { ...settings, port } });
  server = await start();
  store = await openStore(server.url);
}, 60_000);
afterAll(async () => {
  await store.close();
  await server.stop();
});

/** Publishes until a listener hears: how somebody finds out that the bus is back. */
async function heardAgain(): Promise<boolean> {
  let heard = false;
  const stop = store.bus.subscribe('ping', () => {
    heard = true;
  });
  for (let n = 0; n < 100 && !heard; n++) {
    await store.bus.publish('ping', n).catch(() => {});
    await sleep(50);
  }
  stop();
  return heard;
}

test('a restart of PostgreSQL ends no process, and the bus comes back by itself', async () => {
  expect(await heardAgain()).toBe(true);
  await server.stop();
  await expect(store.tickets.nextTicketId()).rejects.toThrow();
  server = await start();
  expect(await heardAgain()).toBe(true);
  expect(await store.tickets.nextTicketId()).toBeGreaterThan(0);
  expect(Math.abs(store.clock.now() - Date.now())).toBeLessThan(5_000);
}, 60_000);

test('who holds a lock is told when it is lost, and it can be had again', async () => {
  let told = false;
  const held = store.lock('bot', async (lost) => {
    const gone = new Promise((resolve) => lost.addEventListener('abort', resolve));
    await server.stop();
    await gone;
    told = true;
  });
  expect(await held).toBe(true);
  expect(told).toBe(true);
  server = await start();
  let again = false;
  for (let n = 0; n < 50 && !again; n++) {
    again = await store.lock('bot', async () => {}).catch(() => false);
    if (!again) await sleep(50);
  }
  expect(again).toBe(true);
}, 60_000);

test('a connection that is ended between two statements of a transaction fails that transaction, and nothing else', async () => {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const database = openPool({ url: server.url, log, poolSize: 2 });
  try {
    const broken = inTransaction(database, async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      // Once it is ours nobody but us listens to it: unheard, the loss would end the process.
      const gone = new Promise((resolve) => client.once('end', resolve));
      await database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
      await gone;
      await client.query('SELECT 1');
    });
    await expect(broken).rejects.toThrow();
    expect(await database.run('again', 'SELECT 1 AS one', [])).toEqual([{ one: 1 }]);
  } finally {
    await database.close();
  }
});
