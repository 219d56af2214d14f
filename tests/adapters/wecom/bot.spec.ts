/** The AI bot over its long connection: answers in their place, cards in groups, and a connection that is lost, taken and silent. */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { checkBot } from '../../../adapters/wecom/bot/standing.js';
import type { Card } from '../../../src/platform/card.js';
import { until } from '../../scheduler/until.js';
import { type BotDesk, openBotDesk } from './bot-desk.js';

jest.setTimeout(60_000);

let desk: BotDesk;
afterEach(() => desk.stop());

const TICKET: Card = {
  ...{ title: '#7 打印机卡纸', tone: 'info', tag: '待受理', ticketId: 7, version: 1 },
  blocks: [{ kind: 'text', text: '三楼' }],
  buttons: [{ text: '接单', value: 'claim:7:1', style: 'primary' }],
};
const line = (title: string): Card => ({ title, tone: 'neutral', blocks: [], buttons: [] });
const ask = (text: string) => desk.wang.bot.asks(text, { group: desk.group });
const titles = () =>
  desk.stands().map(({ card, text }) => (card?.main_title as { title: string })?.title ?? text);
const failure = (sending: Promise<unknown>) =>
  sending.then(
    () => 'none',
    (error: { failure?: { kind: string }; message: string }) => error.failure?.kind ?? error.message,
  );

describe('a team in a group with the bot', () => {
  test('a question is answered in its place, once, and the answer can be rated', async () => {
    desk = await openBotDesk();
    await ask('进度');
    const { eventId } = await desk.hears(1);
    const answer = {
      ...desk.delivery(`wecom:${eventId}/answer`, line('没有进行中的工单')),
      live: undefined as never,
    };
    const { ref } = await desk.client.send(desk.group, answer);
    expect((await desk.client.send(desk.group, answer)).ref).toBe(ref);
    const [seen, ...more] = desk.stands();
    expect(seen).toMatchObject({ type: 'stream', text: '没有进行中的工单' });
    expect(more).toEqual([]);
    await desk.wang.bot.rates(seen?.messageId ?? '', 'bad', { content: '答非所问', reasons: [2] });
    const { sender, address, content } = await desk.hears(2);
    expect([sender.account, address]).toEqual(['wangfang', desk.address]);
    const rating = { answer: `wecom:${eventId}/answer`, verdict: 'bad', words: '答非所问', reasons: [2] };
    expect(content).toEqual({ kind: 'rated', rating });
  });

  test('E3: a long answer grows in pieces, and its buttons come with the last one', async () => {
    desk = await openBotDesk();
    const growing: string[] = [];
    const { world } = desk.emulator;
    const look = setInterval(() => growing.push(desk.stands()[0]?.text ?? ''), 1);
    world.faults.switchOn({ kind: 'slow', on: 'aibot_respond_msg', times: 20, ms: 15 });
    await ask('队列');
    const { eventId } = await desk.hears(1);
    const rows = Array.from({ length: 120 }, (_, n) => [
      `#${n + 1}`,
      '三楼打印机卡纸',
      '待受理',
      '首次响应 30 分钟',
    ]);
    const long: Card = {
      ...{ title: '等待受理的工单', tone: 'info', tag: '120 张' },
      blocks: [{ kind: 'table', columns: ['单号', '标题', '状态', '时限'], rows }],
      buttons: [{ text: '接下一张', value: 'next:0:0', style: 'primary' }],
    };
    const { live: _, ...answer } = desk.delivery(`wecom:${eventId}/answer`, long);
    const other = desk.instance();
    // Said by whoever holds the connection, for whoever answers; and again, since nobody heard that it was done.
    await other.send(desk.group, answer);
    await desk.client.send(desk.group, answer);
    clearInterval(look);

    const [words, card, ...more] = desk.stands();
    expect(more).toEqual([]);
    expect(words?.text.split('\n')).toHaveLength(122);
    expect(card?.buttons.map(({ text }) => text)).toEqual(['接下一张']);
    const pieces = [...new Set(growing.filter((text) => text !== ''))];
    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces) expect(words?.text.startsWith(piece)).toBe(true);
    const { requests, refused } = desk.emulator.counts();
    process.stdout.write(
      `wecom bot: ${words?.text.length} characters in ${requests.aibot_respond_msg} frames\n`,
    );
    expect(refused).toEqual({});
  });

  test('a long card that answers nobody is cut to its place', async () => {
    desk = await openBotDesk();
    await ask('队列');
    await desk.hears(1);
    const long = { ...TICKET, blocks: [{ kind: 'text' as const, text: '三楼打印机卡纸。'.repeat(200) }] };
    await desk.client.send(desk.group, desk.delivery('k1', long));
    expect(desk.stands().map(({ type }) => type)).toEqual(['template_card']);
    expect(desk.stands()[0]?.text).toMatch(/…/u);
  });

  test('a card that is tapped changes where it stands; one that is not stays, and says as of when', async () => {
    desk = await openBotDesk();
    await ask('队列');
    await desk.hears(1);
    const { ref } = await desk.client.send(desk.group, desk.delivery('k1', TICKET));
    const [card] = desk.stands();
    expect(card?.text).toMatch(/^截至 \d\d-\d\d \d\d:\d\d\n/u);
    const taken = desk.delivery('k2', { ...TICKET, tag: '处理中' });
    expect(await failure(desk.client.update(taken, ref))).toMatch(/846605/u);

    await desk.wang.taps(card?.messageId ?? '', '接单');
    const { content } = await desk.hears(2);
    expect(content).toEqual({ kind: 'button', value: 'claim:7:1' });
    await desk.client.update(taken, ref);
    expect(desk.stands()[0]?.text).toContain('处理中');

    await desk.wang.taps(card?.messageId ?? '', '接单');
    await desk.hears(3);
    desk.emulator.clock.advance(6_000);
    desk.house.clock.now = desk.emulator.clock.now();
    expect(await failure(desk.client.update(taken, ref))).toMatch(/846605/u);
    expect(titles()).toEqual(['#7 打印机卡纸']);
  });

  test('where nobody has spoken to it, it is told what to do', async () => {
    desk = await openBotDesk();
    expect(await failure(desk.client.send(desk.group, desk.delivery('k1', TICKET)))).toMatch(
      /93006.+mention the bot there once/u,
    );
  });

  test('an instance that does not hold the connection speaks through the one that does', async () => {
    desk = await openBotDesk();
    await ask('队列');
    await desk.hears(1);
    const other = desk.instance();
    await other.send(desk.group, desk.delivery('k1', TICKET));
    expect(titles()).toEqual(['#7 打印机卡纸']);
    expect(desk.emulator.counts().requests.aibot_subscribe).toBe(1);
    // The holder leaves, and the other takes its place.
    await desk.lines[0]?.stop();
    await until(() => !desk.emulator.bot.listens, 5_000);
    await sentAtLast(() => other.send(desk.group, desk.delivery('k2', TICKET)));
    expect(titles()).toHaveLength(2);
  });
});

describe('a connection that fails', () => {
  test('driven out it complains, comes back, and all is well again', async () => {
    desk = await openBotDesk();
    desk.emulator.bot.kick();
    await until(async () => (await checkBot(desk.state)).is.startsWith('kicked'), 5_000);
    expect(desk.said(/the bot is kicked/u)).toHaveLength(1);
    await desk.connected();
    await until(async () => (await checkBot(desk.state)).todo === null, 5_000);
    await ask('进度');
    await desk.hears(1);
  });

  test('refused it complains once, says what to compare, and goes on trying', async () => {
    desk = await openBotDesk({ secret: 'not-the-secret-of-it' });
    await until(async () => (desk.emulator.counts().refused['853000'] ?? 0) >= 7, 10_000);
    expect(desk.said(/the bot is refused/u)).toHaveLength(1);
    const found = await checkBot(desk.state);
    expect(found.is).toMatch(/^refused: /u);
    expect(found.todo).toContain('WECOM_BOT_SECRET');
  });

  test('through drops, silences and lost answers nothing is lost and no card stands twice', async () => {
    desk = await openBotDesk();
    await ask('开始');
    await desk.hears(1);
    const { world } = desk.emulator;
    const keys = Array.from({ length: 18 }, (_, n) => `k${n}`);
    for (const [n, key] of keys.entries()) {
      if (n % 6 === 1) desk.emulator.bot.drop();
      if (n % 6 === 3) world.faults.switchOn({ kind: 'reset', on: 'aibot_send_msg' });
      if (n === 11) desk.emulator.bot.kick();
      if (n === 16) desk.emulator.bot.fallSilent();
      const card = { ...TICKET, title: `#${n} 单`, ticketId: n };
      await sentAtLast(() => desk.client.send(desk.group, desk.delivery(key, card)));
    }
    const wanted = keys.map((_, n) => `#${n} 单`);
    const lost = wanted.filter((title) => !titles().includes(title));
    const { shownTwice: twice, requests } = desk.emulator.counts();
    const connections = requests.aibot_subscribe;
    process.stdout.write(
      `wecom bot: ${JSON.stringify({ sent: keys.length, lost: lost.length, twice, connections })}\n`,
    );
    expect(titles()).toEqual(wanted);
    expect(twice).toBe(0);
  });
});

/** As the desk does: what is to be tried again is. */
async function sentAtLast(send: () => Promise<unknown>): Promise<void> {
  await until(async () => (await failure(send())) !== 'retry', 20_000);
}
