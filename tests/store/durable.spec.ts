/** What we have answered for is on the disk. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addressOf } from '../../src/platform/address.js';
import type { OpenStore } from '../../src/store/store.js';
import { someChange } from '../support/change.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { inDatabase, openStore } from '../support/store.js';

let database: FreshDatabase;
let store: OpenStore;

beforeAll(async () => {
  database = await freshDatabase('durable');
  // As a real server does: those of the tests wait for no disk.
  await inDatabase(database.url, (client) =>
    client.query(
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database()); END $$",
    ),
  );
  store = await openStore(database.url);
});

afterAll(async () => {
  await store.close();
  await database.drop();
});

const receive = (eventId: string) =>
  store.inbox.receive(
    {
      platform: 'web',
      eventId,
      sender: { account: 'zhang' },
      address: addressOf('web', 'desk', 'zhang'),
      private: true,
      content: { kind: 'text', text: '你好' },
    },
    store.clock.now(),
  );

/** Receives, lets `answer` do what comes before the acknowledgement, and asks whether the inbound is on the disk then. */
const isSafe = (eventId: string, answer: () => Promise<unknown>) =>
  inDatabase(database.url, async (client) => {
    // The first ones wake PostgreSQL's own writer, which then sleeps for a while.
    for (const earlier of ['one', 'two', 'three']) await receive(`${eventId}-${earlier}`);
    await receive(eventId);
    const { rows } = await client.query<{ lsn: string }>('SELECT pg_current_wal_insert_lsn() AS lsn');
    await answer();
    const safe = 'SELECT pg_current_wal_flush_lsn() >= $1::pg_lsn AS safe';
    return (await client.query<{ safe: boolean }>(safe, [rows[0]?.lsn])).rows[0]?.safe;
  });

test('the save that settles an inbound makes it safe', async () => {
  const inbox = { platform: 'web', eventId: 'settled', reply: null };
  expect(await isSafe('settled', () => store.tickets.save(someChange({ inbox })))).toBe(true);
});

test('an inbound that is acknowledged without a save is secured', async () => {
  expect(await isSafe('secured', () => store.inbox.secure())).toBe(true);
});
