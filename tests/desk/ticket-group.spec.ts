/** The group of a ticket on bad days: one however often it is tried, and the team's chat goes on where it cannot be. */
import { afterEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { handle } from '../../src/desk/handle.js';
import type { House } from '../../src/desk/house.js';
import type { Actor } from '../../src/people/people.js';
import type { Groups } from '../../src/platform/adapter.js';
import type { Address } from '../../src/platform/address.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { Edit } from '../support/content.js';
import { type OpenDesk, openDesk, type Platform, platform } from '../support/desk.js';
import { openFeishuHouse } from '../support/feishu-house.js';

/** A group as soon as a fault is reported. */
const EDIT: Edit = {
  file: 'sops/it-helpdesk.v1.yaml',
  from: 'owner: queue:it\n',
  to: 'owner: queue:it\n    group: true\n',
};

async function does(house: House, type: string, actor: Actor, input: object, ticketId?: number) {
  const cause = { kind: 'api', key: `${type}/${JSON.stringify(input)}` } as const;
  const about = ticketId === undefined ? {} : { ticketId };
  const handled = await handle(house, { type, actor, cause, input: { ...input }, ...about }, () => ({}));
  if (handled.kind !== 'done') throw new Error(`expected ${type} to be done, got ${JSON.stringify(handled)}`);
}

const FAULT = { sop: 'it-helpdesk', fields: { problem: '卡纸', place: '三楼', urgency: 'blocked' } };

describe('a platform with groups', () => {
  const TEAM = 'web:desk:it';
  const GROUP = 'web:desk:group-1' as Address;
  let web: Platform;
  let open: OpenDesk;
  let calls: unknown[][];
  let refusal: DeliveryError | null;
  afterEach(() => open.close());

  const groups: Groups = {
    async open(...asked) {
      calls.push(asked);
      if (refusal) throw refusal;
      return GROUP;
    },
    async add(...asked) {
      calls.push(asked);
      if (refusal) throw refusal;
    },
  };

  async function begin(of: Groups | null): Promise<void> {
    calls = [];
    refusal = null;
    web = platform('web', {}, of);
    open = await openDesk([web], {}, [EDIT]);
    await open.desk.idle();
  }
  async function reported(): Promise<void> {
    const seen = { platform: 'web', eventId: 'hello', sender: { account: 'zhang' } } as const;
    const content = { kind: 'text', text: '你好' } as const;
    await open.desk.receive({ ...seen, address: 'web:desk:zhang' as Address, private: true, content });
    const asker = await open.store.people.person('web', 'zhang');
    await does(open.desk.house, 'open', { kind: 'requester', id: asker?.id ?? '' }, FAULT);
    await open.desk.idle();
  }
  const heard = (address: string, about = '#1') =>
    web.sent.filter((one) => one.address === address && one.title.startsWith(about)).length;

  test('opens one with everybody of the team who is there, posts the card, and says so in the chat of the team', async () => {
    await begin(groups);
    await reported();
    expect(calls).toEqual([['web:ticket-group:1', '#1 三楼 · 卡纸', ['li', 'zhao']]]);
    expect([heard(GROUP), heard(TEAM)]).toEqual([1, 2]);
    const place = await open.store.prisma.place.findUnique({ where: { address: GROUP } });
    expect(place).toMatchObject({ ticketId: 1, teamId: 'it' });

    await does(open.desk.house, 'claim', { kind: 'member', id: 'li' }, {}, 1);
    await open.desk.idle();
    expect(calls[1]).toEqual([GROUP, ['li']]);
    // The card was brought up to date, nothing was said again.
    expect([heard(GROUP), heard(TEAM)]).toEqual([2, 3]);
  });

  test('without the right to open one leaves the ticket to the chat of the team, which hears why, once', async () => {
    await begin(groups);
    refusal = new DeliveryError({ kind: 'unauthorised', reason: 'im:chat is missing' });
    await reported();
    expect([heard(GROUP), heard(TEAM)]).toEqual([0, 2]);
    await does(open.desk.house, 'claim', { kind: 'member', id: 'li' }, {}, 1);
    await open.desk.idle();
    expect(calls).toHaveLength(2);
    expect([heard(GROUP), heard(TEAM)]).toEqual([0, 3]);
    const dead = await open.store.outbox.deadLetters(9);
    expect(dead.map(({ reason }) => reason)).toEqual(['im:chat is missing', 'im:chat is missing']);
  });

  test('that is down for a while is asked again, and nobody is told twice', async () => {
    await begin(groups);
    refusal = new DeliveryError({ kind: 'retry', reason: 'no answer' });
    await reported();
    expect([heard(GROUP), heard(TEAM)]).toEqual([0, 1]);
    refusal = null;
    await open.store.clock.advance(60_000);
    await open.desk.sweep();
    await open.desk.idle();
    expect([heard(GROUP), heard(TEAM)]).toEqual([1, 2]);
    expect(new Set(calls.map(([key]) => key))).toEqual(new Set(['web:ticket-group:1']));
  });

  test('is asked for none of people it does not know', async () => {
    await begin(groups);
    await open.store.prisma.identity.deleteMany({ where: { memberId: { in: ['li', 'zhao'] } } });
    await reported();
    expect([calls.length, heard(TEAM)]).toEqual([0, 1]);
    expect(await open.store.outbox.deadLetters(9)).toEqual([]);
  });

  test('is asked for none where it has none: the team goes on as ever', async () => {
    await begin(null);
    await reported();
    expect([calls.length, heard(TEAM)]).toEqual([0, 1]);
    expect(await open.store.outbox.deadLetters(9)).toEqual([]);
  });
});

describe('Feishu', () => {
  async function opened() {
    const house = await openFeishuHouse('long connection', [EDIT]);
    await house.zhang.opens();
    const asker = await house.troika.store.people.person('feishu', 'ou_zhang');
    await does(house.troika.desk.house, 'open', { kind: 'requester', id: asker?.id ?? '' }, FAULT);
    await house.quiet();
    const made = () => [...house.emulator.world.chats.values()].filter(({ name }) => name.startsWith('#1'));
    const [group] = made();
    if (!group) throw new Error('expected a group');
    return { ...house, made, own: group.id };
  }

  test.each([
    ['before anything was written down', true],
    ['before it was known where the group is', false],
  ])('has one group and one card of a sender that died %s', async (_when, nothing) => {
    const { troika, li, group, own, made, quiet, close } = await opened();
    const before = [li.sees(own).length, li.sees(group).length];
    const client = new pg.Client(troika.databaseUrl);
    await client.connect();
    await client.query('DELETE FROM place WHERE ticket_id = 1');
    const lane = `feishu:ticket-group:1`;
    if (nothing) {
      await client.query('DELETE FROM card_post WHERE address = $1', [lane]);
      await client.query('DELETE FROM outbox WHERE key LIKE $1', [`${lane}/%`]);
    }
    await client.query(
      `UPDATE outbox SET status = 'pending', ref = NULL, settled_at = NULL WHERE body->>'kind' = 'gather'`,
    );
    await client.query(
      `UPDATE lane SET lease_by = 'dead', lease_until = $2, next_at = $2,
         in_doubt = ARRAY(SELECT id FROM outbox WHERE body->>'kind' = 'gather') WHERE address = $1`,
      [lane, new Date(troika.store.clock.now())],
    );
    await client.end();
    await troika.desk.sweep();
    await quiet();
    expect(made()).toHaveLength(1);
    expect([...(made()[0]?.members ?? [])]).toEqual(['ou_li', 'ou_zhao']);
    expect([li.sees(own).length, li.sees(group).length]).toEqual(before);
    expect(await troika.store.places.groupOf(1, 'feishu')).toMatch(new RegExp(`${own}$`, 'u'));
    await close();
  });

  test.each(['removesBot', 'dissolves'] as const)(
    'tells the chat of the team once when somebody %s there, and its card stays true',
    async (ends) => {
      const { troika, emulator, li, group, own, quiet, close } = await opened();
      await emulator.company[ends](own);
      const LI = { kind: 'member', id: 'li' } as const;
      await does(troika.desk.house, 'claim', LI, {}, 1);
      await does(troika.desk.house, 'advance', LI, { transition: 'start' }, 1);
      await quiet();
      const texts = li.sees(group).map(({ text }) => text);
      expect(texts.filter((text) => text.includes('这张工单自己的群用不了'))).toHaveLength(1);
      expect(texts.filter((text) => text.startsWith('#1 三楼 · 卡纸 · 处理中'))).toHaveLength(1);
      await close();
    },
  );
});
