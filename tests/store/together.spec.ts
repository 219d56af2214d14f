/** What comes at once goes together, and nobody is the worse for the company they were in. */
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import type { Change, Saved } from '../../src/desk/ports/change.js';
import type { OpenStore } from '../../src/store/store.js';
import { together } from '../../src/store/together.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import { moving, someChange, someEvent, someNotice } from '../support/change.js';
import { plantTickets } from '../support/plant.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { inDatabase, openStore } from '../support/store.js';

function refusal(code: string): Error {
  return Object.assign(new pg.DatabaseError('refused', 0, 'error'), { code });
}

describe('working together', () => {
  afterEach(() => void jest.useRealTimers());
  test('a lone item goes alone, and what comes within one turn goes together', async () => {
    const batches: number[][] = [];
    const double = together(async (items: readonly number[]) => {
      batches.push([...items]);
      return items.map((item) => item * 2);
    });
    expect(await double(1)).toBe(2);
    expect(await Promise.all([2, 3, 4].map(double))).toEqual([4, 6, 8]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
  });

  test('what finds every hand full waits for one, and nothing else is waited for', async () => {
    // However slowly the test itself goes on, nobody's patience ends.
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'performance'] });
    const batches: number[][] = [];
    const ends: (() => void)[] = [];
    const work = together(async (items: readonly number[]) => {
      batches.push([...items]);
      await new Promise<void>((resolve) => ends.push(resolve));
      return items;
    });
    const answers: Promise<number>[] = [];
    for (let item = 1; item <= 6; item++) {
      answers.push(work(item));
      await turn();
    }
    expect(batches).toEqual([[1], [2], [3]]);
    ends[1]?.();
    await turn();
    expect(batches).toEqual([[1], [2], [3], [4, 5, 6]]);
    for (const end of ends) end();
    expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('who was chosen to end a deadlock is tried again, company or not', async () => {
    const batches: number[][] = [];
    const work = together(async (items: readonly number[]) => {
      batches.push([...items]);
      if (batches.length < 3) throw refusal('40P01');
      return items;
    });
    expect(await work(1)).toBe(1);
    expect(batches).toEqual([[1], [1], [1]]);
  });

  test('a statement that waits for somebody else lends its hand', async () => {
    const never = new Promise<never>(() => {});
    const work = together(async (items: readonly number[]) => (items.includes(0) ? never : items));
    for (let held = 0; held < 3; held++) {
      void work(0);
      await turn();
    }
    expect(await work(1)).toBe(1);
  });

  test('everybody hears of their own item, done once or not at all, whatever the others ask for', async () => {
    const item = fc.record({ turn: fc.nat({ max: 3 }), refused: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 60 }), async (items) => {
        const done: number[] = [];
        const work = together(async (numbers: readonly number[]) => {
          await turn();
          if (numbers.some((n) => items[n]?.refused)) throw refusal('23505');
          done.push(...numbers);
          return numbers.map((n) => `did ${n}`);
        });
        const heard: Promise<string>[] = [];
        for (const [n, { turn: turns }] of items.entries()) {
          for (let left = turns; left > 0; left--) await turn();
          heard.push(work(n).catch((error: pg.DatabaseError) => `refused by ${error.code}`));
        }
        expect(await Promise.all(heard)).toEqual(
          items.map(({ refused }, n) => (refused ? 'refused by 23505' : `did ${n}`)),
        );
        const wanted = items.flatMap(({ refused }, n) => (refused ? [] : [n]));
        expect(done.sort((a, b) => a - b)).toEqual(wanted);
      }),
    );
  });

  test.each([
    ['a connection that broke', new Error('Connection terminated unexpectedly')],
    ['a server that went away', refusal('57P01')],
  ])('nothing is tried again when it is open what was done: %s', async (_, broken) => {
    let tries = 0;
    const work = together(async (): Promise<readonly undefined[]> => {
      tries += 1;
      throw broken;
    });
    const heard = await Promise.allSettled([1, 2, 3].map(work));
    expect(heard.map((one) => one.status === 'rejected' && one.reason)).toEqual([broken, broken, broken]);
    expect(tries).toBe(1);
  });
});

describe('clicks that come at once', () => {
  const TICKETS = 12;
  let database: FreshDatabase;
  let store: OpenStore;
  let read: (id: number) => Ticket;

  beforeAll(async () => {
    database = await freshDatabase('together');
    await inDatabase(database.url, (client) => plantTickets(client, TICKETS));
    store = await openStore(database.url);
    const ids = Array.from({ length: TICKETS + 1 }, (_, id) => id);
    const reads = await Promise.all(ids.map((id) => store.tickets.ticket(id)));
    expect(reads.map((one) => one?.ticket.id ?? null)).toEqual([null, ...ids.slice(1)]);
    read = (id) => reads[id]?.ticket as Ticket;
  });

  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const outcome = (saving: Promise<Saved>): Promise<string> =>
    saving.then(
      (saved) => (saved.saved ? 'saved' : saved.why),
      (error: pg.DatabaseError) => `refused by ${error.code}`,
    );
  const receive = (eventId: string, account: string) =>
    store.inbox.receive(
      {
        platform: 'web',
        eventId,
        sender: { account },
        address: `web:chat:${account}` as never,
        private: true,
        content: { kind: 'text', text: '你好' },
      },
      store.clock.now(),
    );

  test('are saved in fewer commits than there are clicks', async () => {
    const changes = [1, 2, 3, 4].map((id) => moving(read(id)));
    expect(await Promise.all(changes.map((change) => outcome(store.tickets.save(change))))).toEqual(
      changes.map(() => 'saved'),
    );
    const [row] = await inDatabase(database.url, async (client) => {
      const commits = 'SELECT count(DISTINCT xmin::text)::integer AS n FROM ticket WHERE id <= 4';
      return (await client.query<{ n: number }>(commits)).rows;
    });
    expect(row?.n).toBe(1);
  });

  test('are each saved, refused or found done before on their own account', async () => {
    await receive('press', 'a1');
    const inbox = { platform: 'web', eventId: 'press', reply: null };
    const stale = { ...read(7), version: 9 };
    const asked: readonly (readonly [string, Change])[] = [
      ['saved', moving(read(5), {}, {}, { inbox, outbox: [someNotice('good', 'web:d:5', 5)] })],
      ['conflict', moving(stale, {}, {}, { outbox: [someNotice('stale', 'web:d:7', 7)] })],
      ['refused by 23505', moving(read(8), {}, { events: [someEvent(8, 0)] })],
      ['conflict', moving(read(9), {}, {}, { expect: [{ table: 'directory', version: 99 }] })],
      ['saved', moving(read(10))],
      ['saved', someChange({ outbox: [someNotice('told', 'web:d:5')] })],
    ];
    const heard = await Promise.all(asked.map(([, change]) => outcome(store.tickets.save(change))));
    expect(heard).toEqual(asked.map(([expected]) => expected));
    const facts = await inDatabase(database.url, async (client) => {
      const list = async (sql: string) =>
        (await client.query<{ one: unknown }>(sql)).rows.map(({ one }) => one);
      return {
        versions: await list('SELECT version AS one FROM ticket WHERE id BETWEEN 5 AND 10 ORDER BY id'),
        told: await list(
          "SELECT key AS one FROM outbox WHERE key IN ('good', 'stale', 'twice', 'told') ORDER BY key",
        ),
      };
    });
    expect(facts).toEqual({ versions: [2, 1, 1, 1, 1, 2], told: ['good', 'told'] });
  });

  test('have one effect when they say the same, and the others hear so', async () => {
    await receive('again', 'a1');
    const inbox = { platform: 'web', eventId: 'again', reply: null };
    const same = Array.from({ length: 3 }, () => store.tickets.save(someChange({ inbox })));
    const contested = Array.from({ length: 3 }, () => store.tickets.save(moving(read(11))));
    expect((await Promise.all(same.map(outcome))).sort()).toEqual(['duplicate', 'duplicate', 'saved']);
    expect((await Promise.all(contested.map(outcome))).sort()).toEqual(['conflict', 'conflict', 'saved']);
  });

  test('do not wait for a ticket that somebody else holds, except for the click on that ticket', async () => {
    await inDatabase(database.url, async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT FROM ticket WHERE id = 12 FOR UPDATE');
      let held: string | null = null;
      const waiting = outcome(store.tickets.save(moving(read(12)))).then((heard) => {
        held = heard;
      });
      const others = [7, 8, 9].map((id) => outcome(store.tickets.save(moving(read(id)))));
      expect(await Promise.all(others)).toEqual(['saved', 'saved', 'saved']);
      expect(held).toBeNull();
      await client.query('COMMIT');
      await waiting;
      expect(held).toBe('saved');
    });
  });

  test('are each received once, with the context of their own sender', async () => {
    const heard = await Promise.all([
      receive('hello', 'a3'),
      receive('hello', 'a3'),
      receive('first', 'stranger'),
      receive('second', 'stranger'),
      receive('other', 'a4'),
    ]);
    expect(heard.map(({ status }) => status)).toEqual(['new', 'working', 'new', 'new', 'new']);
    const [three, again, stranger, same, four] = heard.map(({ person }) => person.id);
    expect([three, again, four]).toEqual(['r3', 'r3', 'r4']);
    expect(same).toBe(stranger);
  });
});
