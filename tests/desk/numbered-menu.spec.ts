/** Where there are no buttons a digit presses what the last message offered: also one that nobody asked for, and that went out by itself. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { handle } from '../../src/desk/handle.js';
import type { Delivery } from '../../src/platform/adapter.js';
import { type Address, addressOf } from '../../src/platform/address.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { Edit } from '../support/content.js';
import { type OpenDesk, openDesk, type Platform, platform } from '../support/desk.js';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const HAN: Address = addressOf('plain', 'desk', 'han');

const ASKS: Edit = {
  file: 'sops/it-helpdesk.v1.yaml',
  from: 'initial: new\n',
  to: 'initial: new\nask: { csat: true, nps: 90d }\n',
};

let plain: Platform;
let open: OpenDesk;
let heard: Delivery[];
beforeEach(async () => {
  plain = platform('plain', { cards: 'none', buttons: false, ackWithinMs: 0, recognisesRepeats: false });
  heard = [];
  plain.answer = (delivery) => void heard.push(delivery);
  open = await openDesk([plain], { recallMs: 0 }, [ASKS]);
  await says('报修 打印机卡纸');
  await says('三楼');
  await says('2');
});
afterEach(() => open.close());

let words = 0;
/** What the customer reads in answer, and whatever else came meanwhile. */
async function says(text: string): Promise<string> {
  words += 1;
  const before = heard.length;
  await open.desk.receive({
    ...{
      platform: 'plain',
      eventId: `said-${words}`,
      sender: { account: 'han', name: '韩梅梅' },
      address: HAN,
    },
    ...{ private: true, content: { kind: 'text', text } },
  });
  return read(before);
}

async function read(before: number): Promise<string> {
  await open.desk.idle();
  return heard
    .slice(before)
    .map(({ card }) =>
      [card.title, ...card.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))].join('\n'),
    )
    .join('\n\n');
}

/** What the customer is told when a colleague acts. */
async function acts(type: string, input: Readonly<Record<string, unknown>> = {}): Promise<string> {
  words += 1;
  const before = heard.length;
  const cause = { kind: 'api', key: `act-${words}` } as const;
  const asked = { type, ticketId: 1, input, actor: { kind: 'member', id: 'li' }, cause } as const;
  const done = await handle(open.desk.house, asked, () => ({}));
  expect(done).toMatchObject({ kind: 'done' });
  return read(before);
}

const stands = async () => (await open.store.tickets.ticket(1))?.ticket.state;

async function resolved(): Promise<string> {
  await acts('claim');
  await acts('advance', { transition: 'start' });
  return acts('advance', { transition: 'resolve', solution: '取出了卡住的纸' });
}

test('a digit does what the button of the notice would', async () => {
  expect(await resolved()).toContain('1 确认并关闭');
  expect(await says('1')).toContain('打几分');
  expect(await stands()).toBe('closed');
});

test('what an old menu offered is refused, and the answer says how to see what can be done now', async () => {
  await resolved();
  await open.store.clock.advance(31 * MINUTE);
  expect(await says('1')).toContain('回复「进度」');
  expect(await stands()).toBe('resolved');
  expect(await says('进度')).toMatch(/回复 1 确认并关闭/u);
  await says('1');
  expect(await stands()).toBe('closed');
});

test('a number that was asked for is no choice of the menu before it', async () => {
  await resolved();
  await says('1');
  await open.store.clock.advance(31 * MINUTE);
  expect(await says('5')).toContain('推荐给朋友');
  expect(await says('1')).toContain('谢谢');
  expect((await open.store.tickets.ticket(1))?.ticket).toMatchObject({
    rating: { score: 5 },
    recommendation: { score: 1 },
  });
});

test('between a question and its answer a digit is nobody’s, until it is said which of the two is meant', async () => {
  await acts('claim');
  await acts('advance', { transition: 'start' });
  await says('报修 空调不冷');
  await says('仍要新建');
  expect(await says('四楼')).toContain('完全无法工作');
  await open.store.clock.advance(MINUTE);
  await acts('advance', { transition: 'resolve', solution: '取出了卡住的纸' });
  expect(await says('1')).toContain('回复「继续」');
  expect(await stands()).toBe('resolved');
  await open.store.clock.advance(MINUTE);
  expect(await says('继续')).toContain('完全无法工作');
  expect(await says('1')).toContain('空调不冷');
  expect(await stands()).toBe('resolved');
});

test('what may never have been read offers nothing, and neither does what stood before it', async () => {
  await acts('claim');
  await acts('advance', { transition: 'start' });
  expect(await says('进度')).toMatch(/回复 1 /u);
  plain.answer = () => {
    throw new DeliveryError({ kind: 'uncertain', reason: 'the line broke' });
  };
  await acts('advance', { transition: 'resolve', solution: '取出了卡住的纸' });
  plain.answer = (delivery) => void heard.push(delivery);
  expect(await says('1')).toContain('已转给李强');
  expect(await stands()).toBe('resolved');
});
