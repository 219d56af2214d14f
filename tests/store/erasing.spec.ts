/** Erasing a customer at the database: once, against what is saved meanwhile, and with what older records can not let go of. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Deed } from '../../src/desk/ports/deeds.js';
import type { Address } from '../../src/platform/address.js';
import type { OpenStore } from '../../src/store/store.js';
import { MONDAY, moving, opening, someChange, someEvent, someTicket } from '../support/change.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { inDatabase, openStore, plantRequester } from '../support/store.js';
import { tablesHolding } from '../support/whole-database.js';

const MARK = '玄鸟';
const label = { 'zh-CN': '办理中', en: 'In progress' };
const counts = { people: 1, accounts: 0, tickets: 1, said: 1, files: 0, kept: 1 };

let database: FreshDatabase;
let store: OpenStore;

beforeAll(async () => {
  database = await freshDatabase('erasing');
  store = await openStore(database.url);
  await plantRequester(database.url, 'r1', `${MARK}经理`);
  await plantRequester(database.url, 'r2', '白泽经理');
  await inDatabase(database.url, (client) =>
    client.query(
      `INSERT INTO customer (id, kind, name) VALUES ('C-1', 'company', $1);`.replace('$1', `'${MARK}'`) +
        "UPDATE requester SET customer_id = 'C-1' WHERE id = 'r1'",
    ),
  );
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

function erase(at: number) {
  const deed: Deed = {
    ...{ deed: 'customerErased', customer: 'C-1', counts, asked: { by: 'member:chen', at } },
    secret: { called: '已删除的客户' },
  };
  return store.deeds.save([deed], 'member:wang', someChange(), MONDAY + at);
}

const said = (words: Readonly<Record<string, unknown>>) => ({ said: { salt: 's', words } });

test('its title goes from the ticket of somebody else it was opened for, whose own words stay', async () => {
  const stands = { title: MARK, label, publicLabel: label, over: false };
  const links = [{ ticket: 1, kind: 'opened' as const, stands }];
  const part = {
    no: 1,
    name: `${MARK}的标书`,
    owner: 'lin',
    collaborators: [],
    standard: MARK,
    due: '2026-03-09',
  };
  const division = [{ ...part, doneAt: null, remindedAt: null }];
  const theirs = someTicket(1, {
    ...{ title: MARK, category: 'closed', fields: { company_name: MARK }, division },
    rating: { score: 1, reason: `${MARK}等了三天`, at: MONDAY },
  });
  const others = someTicket(2, { requesterId: 'r2', title: '白泽', links });
  const linked = { links: [{ ticket: 2, kind: 'opened_by' as const }] };
  const spoken = [someEvent(1, 0, { data: { said: 'd' }, ...said({ title: MARK }) })];
  await store.tickets.save(opening({ ...theirs, ...linked }, { events: spoken }));
  const heard = someEvent(2, 0, {
    type: 'openedTicketMoved',
    data: { ticket: 1, said: 'd' },
    ...said({ stands }),
  });
  await store.tickets.save(opening(others, { events: [heard] }));
  expect(await store.erasure.extent('C-1')).toMatchObject({ open: [], counts: { ...counts, kept: 0 } });

  expect(await erase(1)).toEqual({ saved: true });
  expect(await tablesHolding(database.url, MARK)).toEqual([]);
  // The number is counted on, the words are gone.
  expect((await store.tickets.ticket(1))?.ticket.rating).toEqual({ score: 1, reason: null, at: MONDAY });
  const after = (await store.tickets.ticket(2))?.ticket;
  expect(after).toMatchObject({ title: '白泽', version: 2, fields: others.fields });
  expect(after?.links).toEqual([{ ...links[0], stands: { ...stands, title: '已删除的客户' } }]);
});

test('whoever decided on the ticket before reads it again, and one request is carried out once', async () => {
  const stale = moving(someTicket(1, { title: MARK, category: 'closed' }), { title: `${MARK}二` });
  expect(await store.tickets.save(stale)).toEqual({ saved: false, why: 'conflict' });
  expect(await erase(1)).toEqual({ saved: false, why: 'conflict' });
  expect(await store.deeds.history(9, 'customerErased')).toHaveLength(1);
  expect(await erase(2)).toEqual({ saved: true });
});

test('what they let us send, and where a notice went another way, holds their accounts no more', async () => {
  const [account, number] = ['wmOfMark', '13900010001'];
  const allowance = { address: `wechat-kf:k:${account}` as Address, key: 'chat', messages: 5, at: MONDAY };
  await store.allowances.give({ ...allowance, until: null }, MONDAY);
  await inDatabase(database.url, async (client) => {
    await client.query(
      `INSERT INTO identity (platform, account, requester_id) VALUES ('wechat-kf', '${account}', 'r1')`,
    );
    await client.query(
      `INSERT INTO outbox (key, address, locale, ticket_id, body, created_at, status, settled_at, followed)
       VALUES ('way/1/x', 'sms:1:+86${number}', 'zh-CN', 1,
         '{"kind": "say", "say": "x", "params": {}, "way": {"requester": "r1", "tried": []}}', now(), 'sent', now(), true)`,
    );
    await client.query(
      `INSERT INTO lane (address, recent, in_doubt) VALUES ('sms:1:+86${number}', '{1}', '{}')`,
    );
  });
  expect(await erase(3)).toEqual({ saved: true });
  expect(await tablesHolding(database.url, account, number)).toEqual([]);
});

test('an open ticket stops it whole, and events from before words lay apart are counted', async () => {
  const old = [someEvent(3, 0, { data: { text: '从前的话' } })];
  await store.tickets.save(opening(someTicket(3), { events: old }));
  expect(await store.erasure.extent('C-1')).toMatchObject({ open: [3], counts: { kept: 1 } });
  expect(await erase(4)).toEqual({ saved: false, why: 'conflict' });
  expect((await store.tickets.ticket(3))?.ticket).toMatchObject({ title: 'Ticket 3', version: 1 });
});
