/** The bot beside the app, played by the vendor's own SDK over its long connection. */
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WSClient } from '@wecom/aibot-node-sdk';
import { WecomEmulator } from './emulator.js';
import type { Hands } from './human/hands.js';

interface Heard {
  readonly headers: { readonly req_id: string };
  readonly body: Readonly<Record<string, unknown>>;
}

let emulator: WecomEmulator;
let wang: Hands;
let group: string;
let heard: Heard[];
const clients: WSClient[] = [];
const nothing = () => {};
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

beforeEach(async () => {
  heard = [];
  emulator = await WecomEmulator.start({ quotas: { botPerMinute: 5 } });
  wang = emulator.addPerson({ userId: 'WangGong' });
  emulator.addPerson({ userId: 'LiSi' });
  group = emulator.addGroup({ name: '受理组', members: ['WangGong', 'LiSi'], withBot: true }).id;
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await emulator.close();
});

function clientOf({ secret = emulator.app.botSecret, heartbeatInterval = 30_000 } = {}): WSClient {
  const client = new WSClient({
    botId: emulator.app.botId,
    secret,
    wsUrl: emulator.botUrl,
    heartbeatInterval,
    reconnectInterval: 10,
    logger: silent,
  });
  clients.push(client);
  client.on('error', nothing);
  const keep = (frame: unknown) => void heard.push(frame as Heard);
  client.on('message', keep).on('event', keep);
  return client;
}

async function subscribed(options: Parameters<typeof clientOf>[0] = {}): Promise<WSClient> {
  const client = clientOf(options);
  const authenticated = once(client as never, 'authenticated');
  client.connect();
  await authenticated;
  return client;
}

/** The next thing that the bot hears, once `act` has been done. */
async function hears(act: () => Promise<unknown>): Promise<Heard> {
  const before = heard.length;
  await act();
  await until(() => heard.length > before);
  return heard[before] as Heard;
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 1000; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
}

/** The code of a refusal; the SDK rejects with the frame itself. */
const codeOf = (sending: Promise<unknown>): Promise<unknown> =>
  sending.then(
    () => 0,
    (frame: { errcode?: number }) => frame.errcode ?? frame,
  );

const texts = (place = group) => wang.sees(place).map(({ text }) => text);
const CARD = {
  card_type: 'button_interaction',
  main_title: { title: '#1 打印机卡纸' },
  task_id: 'T-1',
  button_list: [{ text: '接单', key: 'claim:1' }],
};

test('a mention in a group is heard with its group, and answered by one text that grows', async () => {
  const client = await subscribed();
  const asked = await hears(() => wang.bot.asks('积压多少', { group, quote: '昨天的日报' }));
  expect(asked.body).toMatchObject({
    aibotid: emulator.app.botId,
    chatid: group,
    chattype: 'group',
    from: { userid: 'WangGong' },
    msgtype: 'text',
    text: { content: '@三驾马车 积压多少' },
    quote: { text: { content: '昨天的日报' } },
  });
  await client.replyStream(asked, 's1', '正在查');
  expect(texts()).toEqual(['正在查']);
  await client.replyStream(asked, 's1', '积压 7 张', true);
  expect(texts()).toEqual(['积压 7 张']);
  expect(await codeOf(client.replyStream(asked, 's1', '还有'))).toBe(846608);
  expect(emulator.counts()).toMatchObject({ shown: 1, requests: { aibot_respond_msg: 3 } });
});

test('a private question has no group, and its answer stands with the bot', async () => {
  const client = await subscribed();
  const asked = await hears(() => wang.bot.asks('我的单'));
  expect(asked.body).toMatchObject({ chattype: 'single', text: { content: '我的单' } });
  expect(asked.body).not.toHaveProperty('chatid');
  await client.replyStreamWithCard(asked, 's1', '一张', true, { templateCard: CARD as never });
  expect(wang.sees('bot')).toMatchObject([
    { text: '一张' },
    { text: '#1 打印机卡纸', buttons: [{ text: '接单' }] },
  ]);
  expect(texts()).toEqual([]);
});

test('a stream is refused above 20480 bytes, and six minutes after the question', async () => {
  const client = await subscribed();
  const asked = await hears(() => wang.bot.asks('x'));
  expect(await codeOf(client.replyStream(asked, 's1', 'x'.repeat(20_481)))).toBe(45002);
  await client.replyStream(asked, 's1', 'x'.repeat(20_480));
  emulator.clock.advance(360_001);
  expect(await codeOf(client.replyStream(asked, 's1', 'late', true))).toBe(846608);
  expect(await codeOf(client.replyStream({ headers: { req_id: 'invented' } }, 's1', 'x'))).toBe(846605);
});

test('a person has three answers being written at a time', async () => {
  const client = await subscribed();
  for (const n of ['1', '2', '3']) {
    const asked = await hears(() => wang.bot.asks(n));
    await client.replyStream(asked, `s${n}`, '…');
  }
  expect(await wang.bot.asks('4')).toMatchObject({ acknowledged: false });
  await client.replyStream(heard[0] as Heard, 's1', '好', true);
  expect(await wang.bot.asks('4')).toMatchObject({ acknowledged: true });
});

test('a click is told in its own object, and answered within five seconds by another card, once', async () => {
  const client = await subscribed();
  await client.replyTemplateCard(await hears(() => wang.bot.asks('报障', { group })), CARD as never);
  const [card] = wang.sees(group);
  const clicked = await hears(() => wang.taps(card?.messageId ?? '', '接单'));
  expect(clicked.body).toMatchObject({
    chatid: group,
    event: {
      eventtype: 'template_card_event',
      template_card_event: { card_type: 'button_interaction', event_key: 'claim:1', task_id: 'T-1' },
    },
  });
  const next = { ...CARD, main_title: { title: '#1 处理中' } };
  expect(await codeOf(client.replyStream(clicked, 's', '好', true))).toBe(846605);
  expect(await codeOf(client.updateTemplateCard(clicked, { ...next, task_id: 'T-2' } as never))).toBe(42014);
  expect(await codeOf(client.updateTemplateCard(clicked, next as never))).toBe(0);
  expect(await codeOf(client.updateTemplateCard(clicked, next as never))).toBe(846605);
  expect(texts()).toEqual(['#1 处理中']);
  const late = await hears(() => wang.taps(card?.messageId ?? '', '接单'));
  emulator.clock.advance(5001);
  expect(await codeOf(client.updateTemplateCard(late, next as never))).toBe(846605);
});

test('an answer that asks for it is rated by the person', async () => {
  const client = await subscribed();
  const asked = await hears(() => wang.bot.asks('怎么连打印机'));
  await client.replyStream(asked, 's1', '先…', false, undefined, { id: 'fb-1' });
  await client.replyStream(asked, 's1', '先插电', true);
  const [answer] = wang.sees('bot');
  const rated = await hears(() =>
    wang.bot.rates(answer?.messageId ?? '', 'bad', { content: '没用', reasons: [2] }),
  );
  expect(rated.body.event).toEqual({
    eventtype: 'feedback_event',
    feedback_event: { id: 'fb-1', type: 2, content: '没用', inaccurate_reason_list: [2] },
  });
});

test('who enters is welcomed within five seconds, on the first entering of the day', async () => {
  const client = await subscribed();
  const entered = await hears(() => wang.bot.enters());
  await client.replyWelcome(entered, { msgtype: 'text', text: { content: '您好' } });
  expect(texts('bot')).toEqual(['您好']);
  expect(await wang.bot.enters()).toMatchObject({ acknowledged: false });
  emulator.clock.advance(86_400_000);
  const again = await hears(() => wang.bot.enters());
  emulator.clock.advance(5001);
  expect(await codeOf(client.replyWelcome(again, { msgtype: 'text', text: { content: '早' } }))).toBe(846605);
});

test('by itself it speaks only where somebody has spoken to it, and so often a minute', async () => {
  const client = await subscribed();
  const say = (chat: string, content: string) =>
    codeOf(client.sendMessage(chat, { msgtype: 'markdown', markdown: { content } }));
  expect(await say(group, '早报')).toBe(93006);
  await wang.bot.asks('在吗', { group });
  for (let n = 1; n <= 5; n += 1) expect(await say(group, `第 ${n} 条`)).toBe(0);
  expect(await say(group, '第 6 条')).toBe(45009);
  expect(await say('WangGong', '私下')).toBe(93006);
  emulator.clock.advance(60_000);
  expect(await say(group, '第 7 条')).toBe(0);
  expect(texts()).toHaveLength(6);
});

test('a file is uploaded in pieces and sent', async () => {
  const client = await subscribed();
  await wang.bot.asks('报表');
  const bytes = Buffer.alloc(600 * 1024, 3);
  const { media_id: id } = await client.uploadMedia(bytes, { type: 'file', filename: '报表.xlsx' });
  const kept = emulator.world.media.get(id, emulator.clock.now());
  expect([kept?.name, kept?.bytes.equals(bytes)]).toEqual(['报表.xlsx', true]);
  await client.sendMessage('WangGong', { msgtype: 'file', file: { media_id: id } } as never);
  expect(wang.sees('bot')).toMatchObject([{ type: 'file' }]);
});

test('a second subscriber drives the first one out, who does not come back', async () => {
  const first = await subscribed();
  const told = once(first as never, 'event.disconnected_event');
  const second = await subscribed();
  await told;
  expect(first.isConnected).toBe(false);
  await wang.bot.asks('在吗');
  await until(() => heard.some(({ body }) => body.msgtype === 'text'));
  expect(second.isConnected).toBe(true);
});

test('a wrong secret is refused', async () => {
  const client = clientOf({ secret: 'wrong' });
  const failed = once(client as never, 'error') as Promise<Error[]>;
  client.connect();
  expect(String((await failed)[0])).toContain('853000');
  expect(await wang.bot.asks('在吗')).toMatchObject({ acknowledged: false });
});

test('a connection that drops, or carries nothing any more, is opened anew', async () => {
  const client = await subscribed({ heartbeatInterval: 100 });
  for (const breaks of [() => emulator.bot.drop(), () => emulator.bot.fallSilent()]) {
    const back = once(client as never, 'authenticated');
    breaks();
    expect(await wang.bot.asks('在吗')).toMatchObject({ acknowledged: false });
    await back;
    expect(emulator.bot.listens).toBe(true);
  }
  await hears(() => wang.bot.asks('在吗'));
});

test('bad days: a question comes twice, an answer is cut off after it was shown, the platform is busy', async () => {
  const client = await subscribed();
  const { faults } = emulator.world;
  faults.switchOn({ kind: 'duplicate', on: 'bot.text' });
  await wang.bot.asks('在吗', { group });
  await until(() => heard.length === 2);
  expect(heard[0]?.body.msgid).toBe(heard[1]?.body.msgid);
  faults.switchOn({ kind: '-1', on: 'aibot_send_msg' });
  const say = () => codeOf(client.sendMessage(group, { msgtype: 'markdown', markdown: { content: '早' } }));
  expect(await say()).toBe(-1);
  faults.switchOn({ kind: 'reset', on: 'aibot_send_msg' });
  expect(await say()).toBeInstanceOf(Error);
  expect(texts()).toEqual(['早']);
});
