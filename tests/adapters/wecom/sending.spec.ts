/** What becomes of a send at WeCom: shown once, changed while a code is left, and a refusal that says what can be done. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addressOf } from '../../../src/platform/address.js';
import { DeliveryError } from '../../../src/platform/delivery-error.js';
import { plainCard, ticketCard } from './cards.js';
import { openWecomDesk, type WecomDesk } from './desk.js';

let desk: WecomDesk;
beforeEach(async () => {
  desk = await openWecomDesk();
});
afterEach(() => desk.stop());

const send = (key = 'k', title = '好了') =>
  desk.adapter.send({ key, address: desk.address, card: plainCard(title) });
const live = (key: string, state: string) =>
  ({ key, address: desk.address, card: ticketCard(state), live: true }) as const;
const failureOf = async (sending: Promise<unknown>) => {
  const error = await sending.catch((thrown: unknown) => thrown);
  if (!(error instanceof DeliveryError)) throw error;
  return error.failure;
};
const shows = () => desk.wang.sees().map(({ text, replaced }) => [text.split('\n')[0], replaced]);

describe('a text', () => {
  test('whose answer is lost is shown once when it is sent again, whatever it would say by then', async () => {
    desk.emulator.world.faults.switchOn({ kind: 'reset', on: 'message/send' });
    expect(await failureOf(send('k', '好了，10:00'))).toMatchObject({ kind: 'retry' });
    await send('k', '好了，10:01');
    expect(desk.titles()).toEqual(['✅ 好了，10:00']);
  });

  test('of the same words twice is two texts', async () => {
    await send('k1');
    await send('k2');
    expect(desk.titles()).toEqual(['✅ 好了', '✅ 好了']);
  });

  test('longer than WeCom takes is cut, and ends with an ellipsis', async () => {
    const card = { ...plainCard('长文'), blocks: [{ kind: 'text' as const, text: '长'.repeat(3000) }] };
    await desk.adapter.send({ key: 'k', address: desk.address, card });
    expect(desk.wang.sees()[0]?.text.replaceAll(/[\u200B-\u200D\u2060]/gu, '')).toMatch(/长…$/u);
  });

  test('with what looks like a link of ours stays words', async () => {
    await send('k', '<a href="http://evil.example">点这里</a>');
    expect(desk.wang.sees()[0]?.text).toContain('＜a href="http://evil.example">');
  });
});

describe('a token', () => {
  test.each(['42001', '40014'] as const)(
    'that is refused (%s) in a burst is renewed once for all',
    async (kind) => {
      await send('before');
      desk.emulator.world.faults.switchOn({ kind, on: 'message/send' });
      await Promise.all(Array.from({ length: 8 }, (_, n) => send(`k${n}`, `第 ${n} 条`)));
      expect(desk.titles()).toHaveLength(9);
      expect(desk.emulator.counts().requests.gettoken).toBe(2);
    },
  );
});

describe('a refusal', () => {
  test('for being busy or too often comes back later', async () => {
    desk.emulator.world.faults.switchOn({ kind: '-1', on: 'message/send' });
    expect(await failureOf(send())).toMatchObject({ kind: 'retry' });
    desk.emulator.world.faults.switchOn({ kind: '45009', on: 'message/send' });
    expect(await failureOf(send())).toMatchObject({ kind: 'retry', afterMs: 60_000 });
    await send();
    expect(desk.titles()).toEqual(['✅ 好了']);
  });

  test('for somebody who is not there is final, though it comes as a success', async () => {
    const address = addressOf('wecom', desk.emulator.app.corpId, 'nobody');
    expect(await failureOf(desk.adapter.send({ key: 'k', address, card: plainCard('好了') }))).toMatchObject({
      kind: 'rejected',
    });
  });
});

describe('a card that shows a ticket', () => {
  test('is changed where it stands, with one code as of now; then a new one is due', async () => {
    const { ref } = await desk.adapter.send(live('k1', '待接单'));
    expect(shows()[0]?.[0]).toMatch(/^有效至 \d\d-\d\d \d\d:\d\d$/u);
    await desk.adapter.update(live('k2', '处理中'), ref);
    expect(desk.wang.sees().map(({ text }) => text)).toEqual([expect.stringMatching(/^截至.*处理中/su)]);
    expect(await failureOf(desk.adapter.update(live('k3', '已解决'), ref))).toMatchObject({
      kind: 'rejected',
    });
  });

  test('that was tapped can be changed once more, and stays good', async () => {
    const { ref } = await desk.adapter.send(live('k1', '待接单'));
    const [card] = desk.wang.sees();
    await desk.wang.taps(card?.messageId ?? '', '接单');
    expect(desk.house.received.at(-1)?.content).toEqual({ kind: 'button', value: 'claim:7:1' });
    await desk.adapter.update(live('k2', '处理中'), ref);
    expect(shows()[0]?.[0]).toMatch(/^有效至/u);
    await desk.adapter.update(live('k3', '已解决'), ref);
    expect(shows()[0]?.[0]).toMatch(/^截至/u);
    expect(desk.wang.sees()).toHaveLength(1);
  });

  test('is struck when a new card of its ticket is posted', async () => {
    await desk.adapter.send(live('k1', '待接单'));
    await desk.adapter.send(live('k2', '处理中'));
    const [old, fresh] = desk.wang.sees();
    expect([old?.replaced, old?.text]).toEqual([
      '已过期 Expired',
      expect.stringContaining('此卡已过期，看新卡'),
    ]);
    expect([fresh?.replaced, fresh?.text]).toEqual([undefined, expect.stringContaining('处理中')]);
  });

  test('cannot be changed after three days, and says so itself', async () => {
    const { ref } = await desk.adapter.send(live('k1', '待接单'));
    desk.later(72 * 3_600_000);
    expect(await failureOf(desk.adapter.update(live('k2', '处理中'), ref))).toMatchObject({
      kind: 'rejected',
    });
    expect(desk.emulator.counts().refused).toEqual({});
  });

  test('whose change was lost on the way is changed all the same, or a new one is due', async () => {
    const { ref } = await desk.adapter.send(live('k1', '待接单'));
    desk.emulator.world.faults.switchOn({ kind: '5xx', on: 'message/update_template_card' });
    expect(await failureOf(desk.adapter.update(live('k2', '处理中'), ref))).toMatchObject({ kind: 'retry' });
    await desk.adapter.update(live('k2', '处理中'), ref);
    expect(desk.wang.sees().map(({ text }) => text)).toEqual([expect.stringContaining('处理中')]);
  });

  test('that somebody only looked at says as of when', async () => {
    await desk.adapter.send({ key: 'k', address: desk.address, card: ticketCard('待接单') });
    expect(shows()[0]?.[0]).toMatch(/^截至/u);
  });
});

test('more than six things to do are chosen from a list', async () => {
  const buttons = Array.from({ length: 9 }, (_, n) => ({
    ...{ text: `第 ${n + 1} 件事`, value: `do:7:1:${n + 1}`, style: 'plain' as const },
  }));
  await desk.adapter.send({ key: 'k', address: desk.address, card: { ...ticketCard('待接单'), buttons } });
  const [card] = desk.wang.sees();
  expect(card?.buttons.map(({ text }) => text)).toEqual([
    ...buttons.slice(0, 5).map(({ text }) => text),
    '执行所选',
  ]);
  await desk.wang.taps(card?.messageId ?? '', '执行所选', { pick: ['do:7:1:8'] });
  expect(desk.house.received.at(-1)?.content).toEqual({ kind: 'button', value: 'do:7:1:8' });
});
