/** Personal values lie in one table, from which they can be erased, and nowhere else. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Address } from '../../src/platform/address.js';
import type { OpenStore } from '../../src/store/store.js';
import { MONDAY, moving, opening, someEvent, someTicket } from '../support/change.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { inDatabase, openStore, plantRequester } from '../support/store.js';

const PHONE = '13800138000';

let database: FreshDatabase;
let store: OpenStore;

beforeAll(async () => {
  database = await freshDatabase('personal');
  store = await openStore(database.url);
  await plantRequester(database.url);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

/** Tables with a row in which the text stands, in any column. */
function tablesWith(text: string): Promise<string[]> {
  return inDatabase(database.url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const { rowCount } = await client.query(`SELECT FROM "${name}" t WHERE t::text LIKE $1 LIMIT 1`, [
        `%${text}%`,
      ]);
      if (rowCount) found.push(name);
    }
    return found;
  });
}

test('a phone number that came in by chat ends up in one table only', async () => {
  const received = await store.inbox.receive(
    {
      platform: 'web',
      eventId: 'e1',
      sender: { account: 'han' },
      address: 'web:desk:han' as Address,
      private: true,
      content: { kind: 'text', text: PHONE },
    },
    MONDAY,
  );
  const id = await store.tickets.nextTicketId();
  const events = [someEvent(id, 0, { data: { fields: { phone: { digest: 'abc' } } } })];
  const personal = [{ field: 'phone', value: PHONE, salt: 'salt-1' }];
  const inbox = { platform: 'web', eventId: 'e1', reply: null };
  const ticket = someTicket(id, { requesterId: received.person.id });
  await store.tickets.save(opening(ticket, { events, personal }, { inbox }));

  expect(await tablesWith(PHONE)).toEqual(['personal_value']);
  expect((await store.tickets.ticket(id))?.ticket.fields.phone).toBe(PHONE);
  expect(JSON.stringify(await store.tickets.events(id))).not.toContain(PHONE);
});

test('an unchanged value keeps its salt, a changed one gets the new salt', async () => {
  const id = await store.tickets.nextTicketId();
  const ticket = someTicket(id);
  const saltAfter = async (change: ReturnType<typeof opening>) => {
    expect(await store.tickets.save(change)).toEqual({ saved: true });
    return (await store.prisma.personalValue.findFirst({ where: { ticketId: id } }))?.salt;
  };
  const value = (text: string, salt: string) => ({ personal: [{ field: 'phone', value: text, salt }] });
  expect(await saltAfter(opening(ticket, value(PHONE, 'one')))).toBe('one');
  const second = moving(ticket, {}, value(PHONE, 'two'));
  expect(await saltAfter(second)).toBe('one');
  expect(await saltAfter(moving({ ...ticket, version: 2, events: 2 }, {}, value('139', 'three')))).toBe(
    'three',
  );
});
