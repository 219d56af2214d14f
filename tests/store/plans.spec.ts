/** Hot paths read the rows they need, however many others there are: counted by PostgreSQL itself. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Address } from '../../src/platform/address.js';
import type { Inbound } from '../../src/platform/inbound.js';
import { periodRange } from '../../src/reports/period.js';
import { reviewParams } from '../../src/reports/review.js';
import { numbered } from '../../src/store/reports.js';
import type { OpenStore } from '../../src/store/store.js';
import { moving, someChange, someNotice, someTicket } from '../support/change.js';
import { plantCustomers, plantTickets } from '../support/plant.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { inDatabase, openStore } from '../support/store.js';

const TICKETS = 20_000;
/** PostgreSQL may change to another plan after the fifth run of a prepared statement. */
const RUNS = 12;
/** A table of one page is best read whole. */
const TINY = [
  'revision',
  'clock_offset',
  'member',
  'team',
  'queue',
  'dialogue',
  'place',
  'command_queue',
  'file',
];

let database: FreshDatabase;
let store: OpenStore;

/** Plans are made while every table fits one page, and must still be good when none does. */
async function useEmpty(): Promise<void> {
  await inDatabase(database.url, (client) => client.query('ANALYZE'));
  for (let run = 1; run <= RUNS; run++) {
    await store.inbox.receive(message(`early-${run}`, 'early', 'web:early'), store.clock.now());
    await store.tickets.ticket(run);
    await store.customers.search('青禾', 9);
    await store.customers.customer('C-1');
    await store.customers.inStage('served', [], 9);
    const inbox = { platform: 'web', eventId: `early-${run}`, reply: null };
    const outbox = [someNotice(`early-${run}`, 'web:early')];
    await store.tickets.save(someChange({ inbox, outbox }));
    await sendAll(1);
    await store.outbox.release(store.clock.now());
    await store.timers.fireDue({ now: store.clock.now(), limit: 5, skip: [] }, () => []);
  }
}

/** What the planner knows of the tables is what it is told here: nobody counts them meanwhile, however long all this takes. */
async function countNothing(): Promise<void> {
  await inDatabase(database.url, async (client) => {
    const { rows } = await client.query<{ table: string }>(
      `SELECT format('%I', tablename) AS table FROM pg_tables WHERE schemaname = 'public'`,
    );
    for (const { table } of rows) await client.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
  });
}

beforeAll(async () => {
  database = await freshDatabase('plans');
  await countNothing();
  store = await openStore(database.url, { poolSize: 1 });
  await useEmpty();
  await inDatabase(database.url, async (client) => {
    await plantTickets(client, TICKETS);
    await plantCustomers(client, TICKETS);
  });
}, 120_000);

afterAll(async () => {
  await store.close();
  await database.drop();
});

function message(eventId: string, account: string, address: string): Inbound {
  const content = { kind: 'text', text: '完成' } as const;
  return {
    platform: 'web',
    eventId,
    sender: { account },
    address: address as Address,
    private: true,
    content,
  };
}

/** Claims what waits and gives it up. */
async function sendAll(lanes: number): Promise<void> {
  const now = store.clock.now() + 60_000;
  const taken = await store.outbox.claim({ now, by: 'me', lanes, perLane: 5, leaseMs: 1_000 });
  const settlements = taken.map((lane) => {
    const outcomes = lane.items.map(({ id }) => ({ id, kind: 'dropped', reason: 'test' }) as const);
    return { lane, outcomes, dueAt: null, tokens: 1, tokensAt: now };
  });
  await store.outbox.settle(settlements, now);
}

interface Reads {
  readonly table: string;
  readonly whole: number;
  readonly rows: number;
}

/** What the store's one connection has read so far, table by table. */
async function reads(): Promise<Reads[]> {
  await store.prisma.$executeRawUnsafe('SELECT pg_stat_force_next_flush()');
  await store.prisma.$executeRawUnsafe('SELECT 1');
  const rows = await inDatabase(database.url, (client) =>
    client.query<Reads>(
      `SELECT relname AS table, seq_scan::integer AS whole, (seq_tup_read + coalesce(idx_tup_fetch, 0))::integer AS rows
       FROM pg_stat_user_tables WHERE relname <> ALL ($1)`,
      [TINY],
    ),
  );
  return rows.rows;
}

/** Tables read whole, and tables of which more than `most` rows were read in one run. */
async function wasteOf(work: (run: number) => Promise<unknown>, most: number): Promise<string[]> {
  const before = new Map((await reads()).map((row) => [row.table, row]));
  for (let run = 1; run <= RUNS; run++) await work(run);
  return (await reads()).flatMap(({ table, whole, rows }) => {
    const then = before.get(table) ?? { whole: 0, rows: 0 };
    const perRun = (rows - then.rows) / RUNS;
    if (whole > then.whole) return [`${table} was read whole ${whole - then.whole} times`];
    return perRun > most ? [`${perRun} rows of ${table} were read per run`] : [];
  });
}

describe('with 20 000 tickets, timers, lanes and cards, no table is read whole', () => {
  test('receiving, from somebody known and from a stranger', async () => {
    const receive = (account: string, run: number) =>
      store.inbox.receive(message(`${account}-${run}`, account, `web:d:${run}`), store.clock.now());
    expect(await wasteOf((run) => receive(`a${run}`, run), 10)).toEqual([]);
    expect(await wasteOf((run) => receive(`new-${run}`, run), 10)).toEqual([]);
  });

  test('reading and saving', async () => {
    const step = async (run: number) => {
      const read = await store.tickets.ticket(run);
      if (!read) throw new Error(`expected ticket ${run}`);
      const { ticket } = read;
      await store.inbox.receive(message(`save-${run}`, `a${run}`, `web:d:${run}`), store.clock.now());
      const change = moving(
        ticket,
        { visit: 2 },
        {
          left: { visit: 1, leftAt: ticket.enteredAt, minutes: 5, memberId: null },
          entered: { visit: 2, state: 'assigned', enteredAt: ticket.enteredAt, again: false },
          personal: [{ field: 'phone', value: '13900139000', salt: 's' }],
          voidVisits: [1],
          timers: [
            { key: `${run}/2/limit/1`, rule: 'limit', visit: 2, occurrence: 1, dueAt: ticket.enteredAt * 2 },
          ],
          refresh: true,
        },
        {
          inbox: { platform: 'web', eventId: `save-${run}`, reply: null },
          outbox: [someNotice(`save-${run}`, `web:d:${run}`, run)],
        },
      );
      expect(await store.tickets.save(change)).toEqual({ saved: true });
    };
    expect(await wasteOf(step, 20)).toEqual([]);
  });

  test('firing what is due', async () => {
    await inDatabase(database.url, (client) =>
      client.query(
        "UPDATE timer SET due_at = now() WHERE ticket_id BETWEEN 1001 AND 1100 AND status = 'pending'",
      ),
    );
    const now = store.clock.now() + 1_000;
    const fire = () =>
      store.timers.fireDue({ now, limit: 5, skip: [] }, (due) =>
        due.map(({ key, read }) =>
          moving(read?.ticket ?? someTicket(0), {}, { refresh: true }, { timer: { key } }),
        ),
      );
    expect(await wasteOf(fire, 60)).toEqual([]);
    expect(await wasteOf(() => store.timers.nextDue(), 10)).toEqual([]);
  });

  test('claiming and settling what goes out', async () => {
    const deliver = async (run: number) => {
      await store.tickets.save(someChange({ outbox: [someNotice(`out-${run}`, `web:e:${run}`)] }));
      await sendAll(2);
    };
    expect(await wasteOf(deliver, 60)).toEqual([]);
    expect(await wasteOf(() => store.outbox.nextDue(), 10)).toEqual([]);
  });

  test('holding what is to be told in the morning, and letting it go', async () => {
    const night = async (run: number) => {
      const heldUntil = store.clock.now() + 1_000 + run;
      const outbox = [{ ...someNotice(`held-${run}`, `web:f:${run}`), heldUntil }];
      await store.tickets.save(someChange({ outbox }));
      expect((await store.outbox.release(heldUntil)).released).toBe(1);
    };
    expect(await wasteOf(night, 60)).toEqual([]);
    // Others sleep on: their number does not matter to whoever looks.
    await inDatabase(database.url, (client) =>
      client.query(
        `INSERT INTO outbox (key, address, locale, body, created_at, status, held_until)
         SELECT 'asleep-' || n, 'web:d:' || n, 'zh-CN', '{"kind": "say"}', now(), 'held', now() + interval '1 year'
         FROM generate_series(1, $1::integer) n`,
        [TICKETS],
      ),
    );
    expect(await wasteOf(() => store.outbox.release(store.clock.now()), 10)).toEqual([]);
    expect(await wasteOf((run) => night(RUNS + run), 60)).toEqual([]);
  });

  test('finding a customer, by number, by name and by what resembles it', async () => {
    const found = async (said: string) => (await store.customers.search(said, 9)).matches.map(({ id }) => id);
    expect(await found('丁戊己庚科技')).toEqual(['C-3456', 'C-13456']);
    const most = 60;
    expect(await wasteOf(() => store.customers.search('C-4711', 9), most)).toEqual([]);
    expect(await wasteOf(() => store.customers.search('杭州丁戊己庚科技有限公司', 9), most)).toEqual([]);
    expect(await wasteOf(() => store.customers.search('丁戊己庚', 9), most)).toEqual([]);
    // Two characters that one name in seven holds, and eight of which all hold six: enough to choose from is read, and no more.
    expect(await wasteOf(() => store.customers.search('戊己', 9), 600)).toEqual([]);
    expect(await wasteOf(() => store.customers.search('蓝天科技有限公司', 9), 600)).toEqual([]);
    expect(await wasteOf(() => store.customers.search('完全不同', 9), most)).toEqual([]);
    expect(await wasteOf((run) => store.customers.customer(`C-${run}`), most)).toEqual([]);
    const itsTickets = (run: number) =>
      store.tickets.list({ customer: { id: `C-${run}`, people: [`r${run}`] }, queues: ['q3'], limit: 9 });
    expect(await wasteOf(itsTickets, most)).toEqual([]);
    // A stage is read as far as it goes: its customers are counted, and sorted by their names.
    expect(await wasteOf(() => store.customers.inStage('served', ['q3'], 9), 250)).toEqual([]);
  });

  test('open tickets like one that is about to be opened, and the people of a name', async () => {
    const like = { sop: 'other', categoryPath: null, words: '公司' };
    const alike = (run: number) => store.tickets.list({ requesterId: `r${run}`, open: true, like, limit: 3 });
    expect(await wasteOf(alike, 60)).toEqual([]);
    const ofCustomer = (run: number) =>
      store.tickets.list({
        ...{ customer: { id: `C-${run}`, people: [`r${run}`] }, queues: ['q3'] },
        ...{ open: true, like, limit: 3 },
      });
    expect(await wasteOf(ofCustomer, 60)).toEqual([]);
    expect((await store.people.called('r4711', 9)).people).toMatchObject([{ id: 'r4711' }]);
    expect(await wasteOf((run) => store.people.called(`r${run}`, 9), 60)).toEqual([]);
    expect(await wasteOf(() => store.people.called('丁戊己庚', 9), 60)).toEqual([]);
    expect(await wasteOf(() => store.people.called('完全不同', 9), 60)).toEqual([]);
  });

  test('the lists people look at', async () => {
    const most = 60;
    const wholeQueue = 1_100; // open tickets of one queue are read, then sorted
    expect(await wasteOf((run) => store.tickets.list({ requesterId: `r${run}`, limit: 20 }), most)).toEqual(
      [],
    );
    expect(
      await wasteOf(() => store.tickets.list({ queues: ['q3'], open: true, limit: 20 }), wholeQueue),
    ).toEqual([]);
    expect(
      await wasteOf(() => store.tickets.list({ assigneeId: 'wang', open: true, limit: 20 }), most),
    ).toEqual([]);
    expect(await wasteOf((run) => store.tickets.events(run), most)).toEqual([]);
    expect(await wasteOf((run) => store.timers.pending(run), most)).toEqual([]);
    expect(await wasteOf(() => store.tickets.ticketOfOrder('PO-1'), most)).toEqual([]);
  });

  test('the review of a week', async () => {
    const { text, names } = numbered(readFileSync('prisma/sql/review.sql', 'utf8'));
    const range = periodRange('last_week', store.clock.now(), 'Asia/Shanghai');
    const params = reviewParams(range, ['q3'], []);
    const plan = await inDatabase(database.url, async (client) => {
      await client.query('ANALYZE');
      return client.query(
        `EXPLAIN ${text}`,
        names.map((name) => params[name]),
      );
    });
    const lines = plan.rows.map((row) => String(Object.values(row)[0]));
    expect(lines.filter((line) => line.includes('Seq Scan'))).toEqual([]);
    for (const index of ['timer_late', 'visit_left', 'visit_pkey']) expect(lines.join('\n')).toContain(index);
  });
});
