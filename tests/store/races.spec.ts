/** Everything at once, from two instances, on few tickets and few addresses: nothing is lost, doubled or locked up. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Lane, Outcome } from '../../src/desk/ports/outbox.js';
import type { OpenStore } from '../../src/store/store.js';
import { moving, someCard, someNotice } from '../support/change.js';
import { plantTickets } from '../support/plant.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { inDatabase, openStore } from '../support/store.js';

const TICKETS = 6;
const STEPS = 60;
const GROUPS = ['web:g:1', 'web:g:2', 'web:g:3'];

let database: FreshDatabase;
let stores: OpenStore[];

beforeAll(async () => {
  database = await freshDatabase('races');
  await inDatabase(database.url, (client) => plantTickets(client, TICKETS));
  stores = [await openStore(database.url), await openStore(database.url)];
}, 60_000);

afterAll(async () => {
  for (const store of stores) await store.close();
  await database.drop();
});

let counter = 0;

/** Reads, changes and saves until it wins; sets a timer that is due at once, and voids the ones before it. */
async function step(store: OpenStore, id: number): Promise<void> {
  for (;;) {
    const read = await store.tickets.ticket(id);
    if (!read) throw new Error(`expected ticket ${id}`);
    const n = ++counter;
    const { visit } = read.ticket;
    const now = store.clock.now();
    const timers = [1, 2].map((occurrence) => ({
      key: `${id}/${n}/${occurrence}`,
      rule: 'x',
      visit,
      occurrence,
      dueAt: now,
    }));
    const [one = '', two = ''] = [GROUPS[n % 3], GROUPS[(n + 1) % 3]];
    const change = moving(
      read.ticket,
      {},
      { refresh: true, timers, voidRules: ['x'], now },
      { outbox: [someCard(`c${n}`, one, id, `t${n % 2}`), someNotice(`n${n}`, two, id)] },
    );
    if ((await store.tickets.save(change)).saved) return;
  }
}

function outcomesOf(lane: Lane, version: number): Outcome[] {
  return lane.items.map(({ id, ticketId, body }) => {
    if (body.kind !== 'ticket') return { id, kind: 'sent', ref: `m${id}`, editableUntil: null, post: null };
    const post = { audience: body.audience, ticketId: ticketId ?? 0, version };
    return { id, kind: 'sent', ref: `m${id}`, editableUntil: null, post };
  });
}

test('two instances save, fire and deliver side by side without one deadlock', async () => {
  let working = true;
  const fired: string[] = [];
  const sent: number[] = [];
  const save = async (store: OpenStore) => {
    for (let n = 0; n < STEPS; n++) await step(store, 1 + (n % TICKETS));
  };
  const fire = async (store: OpenStore) => {
    while (working) {
      await store.timers.fireDue({ now: store.clock.now(), limit: 4, skip: [] }, (due) => {
        fired.push(...due.map(({ key }) => key));
        return due.flatMap(({ key, read }) => {
          if (!read) return [];
          const outbox = GROUPS.map((group) => someNotice(`${group}/${key}`, group, read.ticket.id));
          return [moving(read.ticket, {}, { refresh: true, voidRules: ['y'] }, { timer: { key }, outbox })];
        });
      });
    }
  };
  const deliver = async (store: OpenStore, by: string) => {
    let quiet = false;
    while (working || !quiet) {
      const now = store.clock.now() + 10;
      const lanes = await store.outbox.claim({ now, by, lanes: 2, perLane: 5, leaseMs: 30_000 });
      quiet = lanes.length === 0;
      const settlements = lanes.map((lane) => {
        sent.push(...lane.items.map(({ id }) => id));
        return { lane, outcomes: outcomesOf(lane, 1), dueAt: null, tokens: 1, tokensAt: now };
      });
      await store.outbox.settle(settlements, now);
    }
  };
  const background = stores.flatMap((store, n) => [fire(store), deliver(store, `i${n}`)]);
  await Promise.all(stores.flatMap((store) => [save(store), save(store)]));
  working = false;
  await Promise.all(background);

  const facts = await inDatabase(database.url, async (client) => {
    const one = async (sql: string) => (await client.query<{ n: number }>(sql)).rows[0]?.n;
    return {
      deadlocks: await one(
        'SELECT deadlocks::integer AS n FROM pg_stat_database WHERE datname = current_database()',
      ),
      gaps: await one(
        `SELECT count(*)::integer AS n FROM ticket k WHERE version - 1 <>
           (SELECT count(*) FROM ticket_event e WHERE e.ticket_id = k.id) - 1`,
      ),
      firedTwice: await one(
        "SELECT count(*)::integer AS n FROM timer WHERE status = 'fired' AND generation > 1",
      ),
      fired: await one("SELECT count(*)::integer AS n FROM timer WHERE status = 'fired'"),
    };
  });
  expect(facts).toMatchObject({ deadlocks: 0, gaps: 0, firedTwice: 0, fired: fired.length });
  expect(new Set(fired).size).toBe(fired.length);
  expect(new Set(sent).size).toBe(sent.length);
}, 120_000);

test('a ticket that somebody holds is passed over, and neither it nor its timer is waited for', async () => {
  const [store] = stores as [OpenStore];
  const now = store.clock.now();
  await inDatabase(database.url, async (client) => {
    await client.query("UPDATE timer SET status = 'void' WHERE status = 'pending'");
    await client.query(
      `INSERT INTO timer (key, ticket_id, rule, due_at) SELECT 'held/' || n, n, 'x', $1 FROM generate_series(1, 3) n`,
      [new Date(now)],
    );
    await client.query('BEGIN');
    await client.query('SELECT FROM ticket WHERE id = 2 FOR UPDATE');
    const fired: string[] = [];
    const fire = (limit: number) =>
      store.timers.fireDue({ now, limit, skip: [] }, (due) => {
        fired.push(...due.map(({ key }) => key));
        return due.flatMap(({ key, read }) =>
          read ? [moving(read.ticket, {}, {}, { timer: { key } })] : [],
        );
      });
    expect([await fire(1), await fire(1), await fire(1)]).toEqual([1, 1, 0]);
    expect(fired.sort()).toEqual(['held/1', 'held/3']);
    await client.query('COMMIT');
    expect(await fire(1)).toBe(1);
  });
});
