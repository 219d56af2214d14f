/** The whole product on Feishu's bad days: nothing is lost, nothing is shown twice, and every card ends true. */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { handle } from '../../src/desk/handle.js';
import type { Actor } from '../../src/people/people.js';
import type { Hands } from '../emulators/feishu/human/hands.js';
import { type FeishuHouse, openFeishuHouse, TRANSPORTS } from '../support/feishu-house.js';

jest.setTimeout(120_000);

let house: FeishuHouse;
afterEach(() => house.close());

const CARDS = 20;
const QUESTIONS = 12;
const BAD_DAY = [
  { kind: '429', on: 'im.message', chance: 0.1 },
  { kind: '5xx', on: 'im.message', chance: 0.1 },
  { kind: 'reset', on: 'im.message', chance: 0.1 },
  { kind: 'slow', on: 'im.message', chance: 0.05, ms: 400 },
  { kind: 'duplicate', chance: 0.2 },
  { kind: 'out-of-order', chance: 0.1 },
  { kind: 'disconnect', chance: 0.1 },
] as const;

describe.each(TRANSPORTS)('by %s, with every fault switched on', (transport) => {
  beforeEach(async () => {
    house = await openFeishuHouse(transport);
  });

  test('what is sent is seen once and in order, what is said is answered once', async () => {
    const { emulator, troika, zhang, li } = house;
    for (const fault of BAD_DAY) emulator.world.faults.switchOn(fault);
    const people = [zhang, li];
    const titles = (to: Hands) => Array.from({ length: CARDS }, (_, n) => `${to.person.name} ${n}`);
    const outbox = people.flatMap((to) =>
      titles(to).map((title) => ({
        ...{ key: title, address: house.address(to.person.openId), locale: 'zh-CN' as const, ticketId: null },
        body: { kind: 'card' as const, card: { title, tone: 'info' as const, blocks: [], buttons: [] } },
      })),
    );
    await troika.store.tickets.save({ expect: [], outbox, commands: [] });
    troika.desk.house.onSaved({ commands: [] });
    const asked = Array.from({ length: QUESTIONS }, (_, n) => 1001 + n);
    await Promise.all(asked.map((n) => zhang.says(zhang.direct, `查 #${n}`)));
    // What was not acknowledged comes again after 15 s, 5 min and 1 h.
    for (const wait of [16_000, 301_000, 3_601_000]) {
      await house.later(wait);
      await house.quiet();
    }

    const seen = (by: Hands) => by.sees(by.direct).filter(({ from }) => from === 'bot');
    const shown = people.flatMap(seen).map(({ text }) => text);
    const wanted = [...people.flatMap(titles), ...asked.map((n) => `#${n}`)];
    const times = (what: string) =>
      shown.filter((text) => new RegExp(`${what}(?!\\d)`, 'u').test(text)).length;
    const lost = wanted.filter((what) => times(what) === 0);
    const twice = wanted.filter((what) => times(what) > 1);
    const counts = emulator.counts();
    process.stdout.write(
      `feishu by ${transport}: sent ${wanted.length}, events ${counts.events} in ${counts.attempts} attempts, ` +
        `acknowledged ${counts.acknowledged}, seen twice ${twice.length}, lost ${lost.length}; ` +
        `faults ${JSON.stringify(counts.faults)}\n`,
    );
    expect({ lost, twice }).toEqual({ lost: [], twice: [] });
    for (const to of people) {
      const heads = seen(to).map(({ text }) => text.split('\n')[0] ?? '');
      expect(heads.filter((head) => titles(to).includes(head))).toEqual(titles(to));
    }
  });
});

describe('a group', () => {
  beforeEach(async () => {
    house = await openFeishuHouse('long connection');
  });

  const TICKETS = 8;
  const CHANGES = 500;
  /** As the adapter promises it. */
  const PER_SECOND = 4;

  /** What people do a hundred times a minute is done straight at the desk. */
  const does = (type: string, actor: Actor, input: Record<string, unknown>, n: number, ticketId?: number) =>
    handle(
      house.troika.desk.house,
      {
        ...{ type, actor, input, cause: { kind: 'api', key: `${type}/${n}` } },
        ...(ticketId === undefined ? {} : { ticketId }),
      },
      () => ({}),
    );
  const LI: Actor = { kind: 'member', id: 'li' };

  async function opens(tickets: number): Promise<void> {
    await house.zhang.opens();
    const asker = await house.troika.store.people.person('feishu', 'ou_zhang');
    const actor: Actor = { kind: 'requester', id: asker?.id ?? '' };
    for (let n = 1; n <= tickets; n += 1) {
      const fields = { problem: '卡纸', place: `${n} 楼`, urgency: 'minor' };
      await does('open', actor, { sop: 'it-helpdesk', fields }, n);
    }
    await house.quiet();
  }

  test(`bears a burst of ${CHANGES} changes: every card ends true, in its place, without a storm`, async () => {
    const { emulator, group, li } = house;
    await opens(TICKETS);
    const order = li.sees(group).map(({ messageId }) => messageId);
    expect(order).toHaveLength(TICKETS);

    const { clock } = house.troika.store;
    const [began, beganAt] = [emulator.counts(), clock.now()];
    for (let n = 0; n < CHANGES; n += 1) {
      const ticket = (n % TICKETS) + 1;
      await does('fill', LI, { place: `${ticket} 楼 ${n} 室` }, n, ticket);
    }
    await house.quiet();

    const cards = li.sees(group);
    expect(cards.map(({ messageId }) => messageId)).toEqual(order);
    const last = (ticket: number) =>
      CHANGES - TICKETS + ((ticket - 1 - (CHANGES % TICKETS) + TICKETS) % TICKETS);
    cards.forEach(({ text }, index) => {
      expect(text).toContain(`${index + 1} 楼 ${last(index + 1)} 室`);
    });
    const { requests, refused } = emulator.counts();
    const patches = (requests['im.message.patch'] ?? 0) - (began.requests['im.message.patch'] ?? 0);
    process.stdout.write(
      `feishu: ${CHANGES} changes, ${patches} patches, refused ${JSON.stringify(refused)}\n`,
    );
    // However long the changes take, no address is patched faster than Feishu bears: the group's, and the requester's own.
    const seconds = Math.ceil((clock.now() - beganAt) / 1_000);
    expect(patches).toBeLessThanOrEqual(2 * (PER_SECOND * seconds + 1));
    expect(refused).toEqual({});
  });

  test('gets a new card of a ticket whose old one Feishu lets nobody change any more', async () => {
    const { group, li } = house;
    await opens(1);
    const [old] = li.sees(group);
    await house.later(14 * 86_400_000);
    await house.quiet();
    await does('fill', LI, { place: '二楼' }, 1, 1);
    await house.quiet();
    const fresh = li.sees(group).filter(({ text }) => text.startsWith('#1 二楼 · 卡纸 · 待接单'));
    expect(fresh).toHaveLength(1);
    expect(fresh[0]?.messageId).not.toBe(old?.messageId);
  });

  test('sees one card of a sender that died after Feishu had it and before it was written down', async () => {
    const { troika, group, li, address } = house;
    const card = { title: '只此一张', tone: 'info' as const, blocks: [], buttons: [] };
    const item = { key: 'k', address: address(group), locale: 'zh-CN' as const, ticketId: null };
    await troika.store.tickets.save({
      expect: [],
      outbox: [{ ...item, body: { kind: 'card', card } }],
      commands: [],
    });
    troika.desk.house.onSaved({ commands: [] });
    await house.quiet();
    const client = new pg.Client(troika.databaseUrl);
    await client.connect();
    // As the dead process left it: the card is in the group, and nobody knows.
    await client.query(`UPDATE outbox SET status = 'pending', ref = NULL, settled_at = NULL WHERE key = 'k'`);
    await client.query(
      `UPDATE lane SET lease_by = 'dead', lease_until = $2, next_at = $2,
         in_doubt = ARRAY(SELECT id FROM outbox WHERE key = 'k') WHERE address = $1`,
      [item.address, new Date(troika.store.clock.now())],
    );
    await client.end();
    await troika.desk.sweep();
    await house.quiet();
    expect(li.sees(group).map(({ text }) => text.trim())).toEqual(['只此一张']);
    expect(house.emulator.counts().requests['im.message.create']).toBe(2);
  });
});
