/** Dates of customers: whoever writes them, what waits around them follows, at a cost that follows what moved. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MovedDate, ReminderSet } from '../../src/desk/ports/dates.js';
import type { OpenStore } from '../../src/store/store.js';
import { MONDAY, moving, opening, someTicket } from '../support/change.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { inDatabase, openStore } from '../support/store.js';

const CUSTOMERS = 20_000;
const DAY = 86_400_000;

let database: FreshDatabase;
let store: OpenStore;

beforeAll(async () => {
  database = await freshDatabase('dates');
  store = await openStore(database.url, { poolSize: 1 });
  await inDatabase(database.url, (client) =>
    client.query(
      `INSERT INTO customer (id, kind, name, dates)
       SELECT 'C-' || n, 'company', '公司' || n, jsonb_build_object('expiry', date '2027-01-01' + n % 300)
       FROM generate_series(1, ${CUSTOMERS}) AS n`,
    ),
  );
}, 120_000);

afterAll(async () => {
  await store.close();
  await database.drop();
});

const reminder = ({ customerId, dateKey, date }: MovedDate): ReminderSet[] =>
  date === null
    ? []
    : [
        {
          ...{ key: `reminder/expiry/${date}/${customerId}`, rule: 'reminder:expiry', customerId, dateKey },
          ...{ date, dueAt: Date.parse(date) - 3 * DAY },
        },
      ];

async function settleAll(seen: MovedDate[] = []): Promise<number> {
  let all = 0;
  for (let taken = 1; taken > 0; all += taken)
    taken = await store.dates.settle({ now: MONDAY, limit: 1_000 }, async (moved) => {
      seen.push(...moved);
      return { reminders: moved.flatMap(reminder), commands: [] };
    });
  return all;
}

const sql = (text: string) => inDatabase(database.url, (client) => client.query(text));
const ofCustomer = (id: string) =>
  store.prisma.timer.findMany({ where: { customerId: id }, orderBy: { dueAt: 'asc' } });

/** Rows read so far of the tables that hold a row for every customer. */
async function rowsRead(): Promise<number> {
  await store.prisma.$executeRawUnsafe('SELECT pg_stat_force_next_flush()');
  await store.prisma.$executeRawUnsafe('SELECT 1');
  const { rows } = await inDatabase(database.url, (client) =>
    client.query<{ n: number }>(
      `SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::integer AS n FROM pg_stat_user_tables
       WHERE relname IN ('customer', 'timer')`,
    ),
  );
  return rows[0]?.n ?? 0;
}

describe('dates that moved', () => {
  test('every date of a list is planned once, a thousand at a time', async () => {
    expect(await settleAll()).toBe(CUSTOMERS);
    expect(await store.prisma.timer.count({ where: { status: 'pending' } })).toBe(CUSTOMERS);
    expect(await settleAll()).toBe(0);
  }, 120_000);

  test('with nothing moved no customer is read; with one moved, only what is theirs', async () => {
    const before = await rowsRead();
    for (let run = 0; run < 10; run += 1) await settleAll();
    expect(await rowsRead()).toBe(before);
    await sql(`UPDATE customer SET dates = '{"expiry": "2028-02-29"}' WHERE id = 'C-7'`);
    const moved = await rowsRead();
    expect(await settleAll()).toBe(1);
    expect((await rowsRead()) - moved).toBeLessThan(20);
    expect((await ofCustomer('C-7')).map(({ date, status, reason }) => [date, status, reason])).toEqual([
      ['2027-01-08', 'void', 'date_moved'],
      ['2028-02-29', 'pending', null],
    ]);
  });

  test('a date that goes is void; one that comes back is pending again; what fired stays fired', async () => {
    await sql(`UPDATE customer SET dates = '{}' WHERE id = 'C-8'`);
    await settleAll();
    expect(await ofCustomer('C-8')).toMatchObject([{ status: 'void' }]);
    await sql(`UPDATE customer SET dates = '{"expiry": "2027-01-09"}' WHERE id = 'C-8'`);
    await settleAll();
    expect(await ofCustomer('C-8')).toMatchObject([{ status: 'pending', reason: null }]);
    await sql(`UPDATE timer SET status = 'fired' WHERE customer_id = 'C-8'`);
    await sql(`UPDATE customer SET dates = '{"expiry": "2027-06-01"}' WHERE id = 'C-8'`);
    await settleAll();
    await sql(`UPDATE customer SET dates = '{"expiry": "2027-01-09"}' WHERE id = 'C-8'`);
    await settleAll();
    expect((await ofCustomer('C-8')).map(({ date, status }) => [date, status])).toEqual([
      ['2027-01-09', 'fired'],
      ['2027-06-01', 'void'],
    ]);
  });

  test('a name, a field or a stage that changes moves no date', async () => {
    await sql(`UPDATE customer SET name = '新名', stage = 'served', fields = '{"a": 1}' WHERE id < 'C-2'`);
    expect(await settleAll()).toBe(0);
  });

  test('other reminders look at every date again, and leave the tickets alone', async () => {
    // As the server does by itself in a quiet minute; what it learns of an empty table must not stay with us.
    await sql('VACUUM (ANALYZE) moved_date');
    await settleAll();
    await store.dates.follow('first');
    await settleAll();
    await store.dates.follow('second');
    const seen: MovedDate[] = [];
    expect(await settleAll(seen)).toBe(CUSTOMERS);
    expect(seen.every(({ tickets }) => tickets.length === 0)).toBe(true);
    await store.dates.follow('second');
    expect(await settleAll()).toBe(0);
  }, 120_000);

  test('a decision that throws takes nothing', async () => {
    await sql(`UPDATE customer SET dates = '{"expiry": "2027-03-03"}' WHERE id = 'C-9'`);
    const broken = store.dates.settle({ now: MONDAY, limit: 10 }, async () => {
      throw new Error('cannot be decided');
    });
    await expect(broken).rejects.toThrow('cannot be decided');
    expect(await settleAll()).toBe(1);
  });

  test('a ticket cannot be saved on a date that has moved since it was read', async () => {
    await sql(
      `INSERT INTO requester (id, name, locale, customer_id, created_at) VALUES ('r1', '张三', 'zh-CN', 'C-10', now())`,
    );
    const id = await store.tickets.nextTicketId();
    const ticket = { ...someTicket(id), customerId: 'C-10' };
    await store.tickets.save(opening(ticket));
    const rests = (expiry: string | null) => ({ rests: { customerId: 'C-10', dates: { expiry } } });
    const conflict = { saved: false, why: 'conflict' };
    expect(await store.tickets.save(moving(ticket, {}, rests('2027-01-01')))).toEqual(conflict);
    expect(await store.tickets.save(moving(ticket, {}, rests(null)))).toEqual(conflict);
    expect(await store.tickets.save(moving(ticket, {}, rests('2027-01-11')))).toEqual({ saved: true });
    const seen: MovedDate[] = [];
    await sql(`UPDATE customer SET dates = '{"expiry": "2027-07-07"}' WHERE id = 'C-10'`);
    await settleAll(seen);
    expect(seen).toMatchObject([
      { customerId: 'C-10', tickets: [{ id, sop: ticket.sop, state: ticket.state }] },
    ]);
  });

  test('a stage is only moved forwards, and by the last of several tickets', async () => {
    const read = (await store.prisma.ticket.findFirstOrThrow()).id;
    const { ticket } = (await store.tickets.ticket(read)) as { ticket: ReturnType<typeof someTicket> };
    const to = (stage: string, ...stays: string[]) => ({ customerId: 'C-10', stage, stays });
    await store.tickets.save(moving(ticket, {}, { stages: [to('served', 'served', 'renewal')] }));
    const stageNow = async () =>
      (await store.prisma.customer.findUniqueOrThrow({ where: { id: 'C-10' } })).stage;
    expect(await stageNow()).toBe('served');
    const next = (await store.tickets.ticket(read))?.ticket ?? ticket;
    await store.tickets.save(moving(next, {}, { stages: [to('registering', 'registering', 'served')] }));
    expect(await stageNow()).toBe('served');
  });
});
