/** 送达: whoever works on a ticket sees which ways its notices took, how much may still be said, and sends one in doubt again by a tap. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { OutboxItem } from '../../src/desk/ports/outbox.js';
import { takeReceipt } from '../../src/desk/receipts.js';
import type { Delivery } from '../../src/platform/adapter.js';
import type { Address } from '../../src/platform/address.js';
import type { Card } from '../../src/platform/card.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { InboundContent } from '../../src/platform/inbound.js';
import { type OpenDesk, openDesk, type Platform, platform } from '../support/desk.js';
import { inDatabase } from '../support/store.js';

const HOUR = 3_600_000;
const TEMPLATES = {
  file: 'desk.yaml',
  from: /^reach:\n/mu,
  to: `reach:
  templates: { sms: { default: { id: "2100123", values: { "1": "{ticket}", "2": "{state}" } } } }
`,
};
/** Whoever asked is met in WeChat, everybody else on a chat platform that is free. */
const ZHANG = 'wechat-kf:desk:wm_zhang' as Address;

let kf: Platform;
let sms: Platform;
let web: Platform;
let open: OpenDesk;
let shown: Delivery[];
let events = 0;

beforeEach(async () => {
  kf = platform('wechat-kf', { byAllowance: true });
  sms = platform('sms', { templates: true, unmet: true, recognisesRepeats: false });
  web = platform('web');
  shown = [];
  web.answer = (delivery) => void shown.push(delivery);
  open = await openDesk([kf, sms, web], {}, [TEMPLATES]);
  await writes('报修 打印机卡纸');
  await writes('三楼');
  await writes('1');
  await inDatabase(open.databaseUrl, (client) =>
    client.query(`UPDATE requester SET phone = '13800138000' WHERE address = '${ZHANG}'`),
  );
});
afterEach(() => open.close());

async function hears(platformName: string, account: string, address: Address, content: InboundContent) {
  events += 1;
  const inbound = {
    platform: platformName,
    eventId: `e${events}`,
    sender: { account },
    private: true,
    address,
    content,
  };
  const reply = await open.desk.receive(inbound);
  await open.desk.idle();
  return reply;
}

async function writes(text: string): Promise<void> {
  const at = open.store.clock.now();
  await open.store.allowances.give(
    { address: ZHANG, key: 'chat', messages: 5, at, until: at + 48 * HOUR },
    at,
  );
  await hears('wechat-kf', 'wm_zhang', ZHANG, { kind: 'text', text });
  await open.store.clock.advance(1_000);
}

/** Chen serves the queue of the ticket. */
const chen = (content: InboundContent) => hears('web', 'chen', 'web:desk:chen' as Address, content);
/** What is answered is sent under the key of what was asked: something else may be told at the same time. */
async function asks(text: string): Promise<Card> {
  await chen({ kind: 'text', text });
  const answer = shown.find(({ key }) => key.startsWith(`web:e${events}/`));
  if (!answer) throw new Error(`expected an answer, got ${shown.map(({ key }) => key).join(', ')}`);
  return answer.card;
}
const presses = (card: Card, button: string) => {
  const pressed = card.buttons.find(({ text }) => text === button);
  if (!pressed) throw new Error(`expected ${button}, got ${card.buttons.map(({ text }) => text).join(', ')}`);
  return chen({ kind: 'button', value: pressed.value });
};
const words = ({ title, blocks }: Card) =>
  [title, ...blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))].join('\n');

let said = 0;
async function say(text: string, links: readonly string[] = []): Promise<void> {
  said += 1;
  const body: OutboxItem['body'] = {
    ...{ kind: 'say', say: 'notice.undeliverable', params: { place: text, reason: '' }, tone: 'info' },
    ...{ links, actions: [] },
  };
  const item = { key: `say/${said}`, address: ZHANG, locale: 'zh-CN', ticketId: 1, body } as const;
  await open.store.tickets.save({ expect: [], outbox: [item], commands: [] });
  open.desk.house.onSaved({ commands: [] });
  await open.desk.idle();
}

test('F6: the card of the ticket says how much may still be said, and until when', async () => {
  expect(words(await asks('#1'))).toMatch(/微信客服：还能发 [1-4] 条，剩 1 天 23 小时/u);
  await open.store.clock.advance(49 * HOUR);
  expect(words(await asks('#1'))).toContain('微信客服：现在不能发了');
});

test('every notice says which ways it took, and how far it came', async () => {
  await open.store.clock.advance(49 * HOUR);
  await say('请确认', ['close']);
  const page = words(await asks('送达 #1'));
  expect(page).toMatch(/「请确认.*」微信客服 没发成（微信现在不让发.*）.*\n→ .* 短信 已发出/u);
  // The card they saw first has a name; that it changed since was nothing to send.
  expect(page).toMatch(/「工单卡片」微信客服 已发出/u);
  expect(page.match(/微信客服/gu)).toHaveLength(3);
  expect(await takeReceipt(open.desk.house, 'sms', { ref: 'sms-1', kind: 'arrived' })).toBe(true);
  expect(words(await asks('送达 #1'))).toContain('短信 已送达');
});

test('one in doubt is told to whoever has the ticket, and goes out again by one tap', async () => {
  await open.store.clock.advance(49 * HOUR);
  sms.answer = () => {
    throw new DeliveryError({ kind: 'uncertain', reason: '没有回音' });
  };
  await say('请确认', ['close']);
  const told = shown.map(({ card }) => card).find((card) => words(card).includes('不确定是否送达：没有回音'));
  expect(told && words(told)).toContain('按「重发」再发一次');
  sms.answer = () => undefined;
  const page = await asks('送达 #1');
  expect(await presses(page, '重发（短信）')).toMatchObject({ toast: { tone: 'good' } });
  expect(sms.sent).toHaveLength(1);
  // A second tap by a restless finger sends nothing.
  expect(await presses(page, '重发（短信）')).toMatchObject({ toast: { tone: 'warning' } });
  expect(sms.sent).toHaveLength(1);
});

test('where nothing reaches them the holder is told to call, once a day', async () => {
  await inDatabase(open.databaseUrl, (client) => client.query('UPDATE requester SET phone = NULL'));
  await open.store.clock.advance(49 * HOUR);
  await say('请确认', ['close']);
  await say('请确认', ['close']);
  const calls = shown.map(({ card }) => card).filter((card) => words(card).includes('请打电话联系'));
  expect(calls.map(words)).toEqual([expect.stringContaining('试过微信客服')]);
});

test('A4: whoever never wrote to us is told by the first way there is', async () => {
  await inDatabase(open.databaseUrl, (client) =>
    client.query("UPDATE requester SET address = NULL; DELETE FROM identity WHERE platform = 'wechat-kf'"),
  );
  await hears('web', 'li', 'web:desk:li' as Address, { kind: 'text', text: '#1 回复 今天下午来修' });
  // It waits a moment, in case it is taken back.
  await open.store.clock.advance(60_000);
  await open.desk.ring();
  await open.desk.idle();
  expect(sms.sent).toHaveLength(1);
  expect(words(await asks('送达 #1'))).toMatch(/短信 已发出/u);
});

test('a number is asked for where none was given, and another team’s ticket is none', async () => {
  expect(words(await asks('送达'))).toContain('#12 送达');
  expect(words(await asks('送达 #99'))).toContain('#99');
  const lin = await hears('web', 'lin', 'web:desk:lin' as Address, { kind: 'text', text: '送达 #1' });
  expect(JSON.stringify([lin, shown.at(-1)])).not.toContain('打印机');
});
