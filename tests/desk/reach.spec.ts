/** Where only so much may be sent as somebody allows: what only informs leaves room for the question, and what has none takes the next way. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { OutboxItem } from '../../src/desk/ports/outbox.js';
import { takeReceipt } from '../../src/desk/receipts.js';
import type { Delivery } from '../../src/platform/adapter.js';
import type { Address } from '../../src/platform/address.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import { type OpenDesk, openDesk, type Platform, platform } from '../support/desk.js';
import { inDatabase } from '../support/store.js';

const HOUR = 3_600_000;
const ZHANG = 'wechat-kf:desk:wm_zhang' as Address;
const REACH = {
  file: 'desk.yaml',
  from: /^reach:\n {2}progress: .*\n {2}asked: .*\n/mu,
  to: `reach:
  progress: [wechat-kf, wechat-oa]
  asked: [wechat-kf, wechat-oa, sms]
  templates:
    sms:
      default: { id: "2100123", values: { "1": "{ticket}", "2": "{text}" } }
`,
};

let kf: Platform;
let oa: Platform;
let sms: Platform;
let web: Platform;
let open: OpenDesk;
let heard: Delivery[];
beforeEach(async () => {
  [kf, oa] = [platform('wechat-kf', { byAllowance: true }), platform('wechat-oa', { byAllowance: true })];
  [sms, web] = [platform('sms', { templates: true }), platform('web')];
  heard = [];
  for (const each of [kf, oa, sms]) each.answer = (delivery) => void heard.push(delivery);
  open = await openDesk([kf, oa, sms, web], {}, [REACH]);
  await inDatabase(open.databaseUrl, async (client) => {
    await client.query(
      `INSERT INTO requester (id, name, locale, address, phone, created_at) VALUES ('zhang', '张伟', 'zh-CN', '${ZHANG}', '13800138000', now())`,
    );
    await client.query(
      `INSERT INTO identity (platform, account, requester_id) VALUES ('wechat-kf', 'wm_zhang', 'zhang'), ('wechat-oa', 'o_zhang', 'zhang')`,
    );
  });
});
afterEach(() => open.close());

/** Zhang writes to us: five messages within 48 hours. */
async function writes(messages = 5): Promise<void> {
  const at = open.store.clock.now();
  const allowance = { address: ZHANG, key: 'chat', messages, at, until: at + 48 * HOUR };
  if (await open.store.allowances.give(allowance, at)) open.desk.house.onSaved({ commands: [] });
  await open.desk.idle();
}

let said = 0;
/** Texts of the messages stand in for what tickets say: what counts here is whether it asks for something. */
function notice(text: string, links: readonly string[]): OutboxItem {
  said += 1;
  const body: OutboxItem['body'] = {
    ...{ kind: 'say', say: 'notice.undeliverable', params: { place: text, reason: '' }, tone: 'info' },
    ...{ links, actions: [] },
  };
  return { key: `say/${said}`, address: ZHANG, locale: 'zh-CN', ticketId: null, body };
}
async function say(texts: readonly string[], links: readonly string[] = []): Promise<void> {
  const outbox = texts.map((text) => notice(text, links));
  await open.store.tickets.save({ expect: [], outbox, commands: [] });
  open.desk.house.onSaved({ commands: [] });
  await open.desk.idle();
}

/** What was heard where, in order: the texts, of which one message may hold several. */
const heardAt = ({ platform: name }: Platform) =>
  heard
    .filter(({ address }) => address.startsWith(`${name}:`))
    .map(({ template, card }) =>
      template
        ? Object.values(template.values).join('|')
        : card.blocks
            .flatMap((block) => (block.kind === 'text' ? [block.text.split('收不到')[0]] : []))
            .join('+'),
    );

test('F6: what only informs leaves the last message for the question', async () => {
  await writes(3);
  for (const text of ['已付款', '已派单', '已审核']) await say([text]);
  expect(heardAt(kf)).toEqual(['已付款', '已派单']);
  // The third waits, and goes along with the question.
  await say(['已解决，请确认'], ['close']);
  expect(heardAt(kf)).toEqual(['已付款', '已派单', '已审核+已解决，请确认']);
});

test('F6: what waits at once is told as one message', async () => {
  await writes(2);
  await say(['已付款', '已派单', '已审核']);
  expect(heardAt(kf)).toEqual(['已付款+已派单+已审核']);
});

test('F6: whoever writes hears at once what waited for room', async () => {
  await writes(1);
  await say(['已付款']);
  expect(heardAt(kf)).toEqual([]);
  await open.store.clock.advance(HOUR);
  await writes();
  expect(heardAt(kf)).toEqual(['已付款']);
});

test('what waited is told another way when the window shuts, or a person is told to call', async () => {
  await writes(1);
  await say(['已付款']);
  await open.store.clock.advance(48 * HOUR);
  await open.desk.sweep();
  await open.store.outbox.release(open.store.clock.now());
  open.desk.house.onSaved({ commands: [] });
  await open.desk.idle();
  // Only informing, it is not worth a text message: it stands among what could not be delivered.
  expect(heard).toEqual([]);
  expect(await open.store.outbox.deadLetters(9)).toMatchObject([{ reason: 'no_room' }]);
});

test('A4: a question takes the next way when the window is shut, in approved words where only those are taken', async () => {
  await say(['请付款'], ['pay']);
  expect(heardAt(kf)).toEqual([]);
  // The Official Account has allowed nothing either.
  expect(heardAt(oa)).toEqual([]);
  expect(heardAt(sms)).toEqual([expect.stringContaining('|请付款')]);
  expect(heard[0]).toMatchObject({ template: { id: '2100123' }, address: 'sms:desk:13800138000' });
});

test('what a platform refuses or loses takes the next way, once', async () => {
  kf.answer = () => {
    throw new DeliveryError({ kind: 'rejected', reason: '95001' });
  };
  await writes();
  await say(['请付款'], ['pay']);
  expect(heardAt(sms)).toHaveLength(1);
  const lost = { ref: 'sms-1', kind: 'lost', reason: '停机' } as const;
  expect(await takeReceipt(open.desk.house, 'sms', lost)).toBe(true);
  expect(await takeReceipt(open.desk.house, 'sms', lost)).toBe(false);
  await open.desk.idle();
  expect(heard).toHaveLength(1);
  expect(await open.store.outbox.deadLetters(9)).toMatchObject([{ reason: '停机' }]);
});

test('a receipt for what is not ours changes nothing', async () => {
  expect(await takeReceipt(open.desk.house, 'wechat-kf', { ref: 'foreign', kind: 'lost' })).toBe(false);
});

test('whoever wants no text messages gets none, until they want some again, though their company gave the number', async () => {
  await open.store.people.optOut('sms', '13800138000', open.store.clock.now());
  await say(['请付款'], ['pay']);
  expect(heard).toEqual([]);
  await open.store.people.optOut('sms', '13800138000', null);
  await say(['请付款'], ['pay']);
  expect(heardAt(sms)).toHaveLength(1);
});

test('a message that is told late of what was sent before it gives nothing back', async () => {
  await writes();
  const at = open.store.clock.now();
  await open.store.clock.advance(1_000);
  for (const n of [1, 2, 3, 4]) await say([`进展 ${n}`]);
  // Zhang wrote again before all that, and we hear of it only now.
  const late = { address: ZHANG, key: 'chat', messages: 5, at: at + 500, until: at + 48 * HOUR };
  expect(await open.store.allowances.give(late, open.store.clock.now())).toBe(true);
  await say(['已解决，请确认'], ['close']);
  await say(['还在吗'], ['close']);
  expect(heardAt(kf)).toHaveLength(5);
  expect(heardAt(sms)).toHaveLength(1);
});
