/** What comes in through customer service: the doorbell, and what is read when it rang. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { textIn } from '../kit/callback-xml.js';
import { WecomEmulator } from './emulator.js';
import type { CustomerHands } from './kf/customer-hands.js';
import { VendorApp } from './vendor-app.js';
import { VendorKf } from './vendor-kf.js';

let emulator: WecomEmulator;
let kf: VendorKf;
let zhang: CustomerHands;
beforeEach(async () => {
  emulator = await WecomEmulator.start({ origin: Date.UTC(2026, 10, 27) });
  kf = new VendorKf(emulator);
  expect(await emulator.kf.listensAt(await kf.listens())).toMatchObject({ acknowledged: true });
  zhang = emulator.kf.addCustomer({ nickname: '张三' });
});
afterEach(async () => {
  kf.close();
  await emulator.close();
});

const words = async () => (await kf.reads()).map(({ text }) => text?.content);

test('the doorbell is encrypted with its own keys, names the account, and says nothing else', async () => {
  expect(await zhang.says('打印机坏了')).toMatchObject({ acknowledged: true });
  const [ring = ''] = kf.rings;
  const named = ['ToUserName', 'MsgType', 'Event', 'OpenKfId'].map((name) => textIn(ring, name));
  expect(named).toEqual([emulator.app.corpId, 'event', 'kf_msg_or_event', emulator.kf.app.openKfId]);
  expect(kf.token).toMatch(/^ENC/);
  expect(ring).not.toContain('打印机');
});

test('without an address of its own the doorbell rings at the app', async () => {
  const other = await WecomEmulator.start();
  const app = new VendorApp(other);
  await other.listensAt(await app.listens());
  await other.kf.addCustomer({ nickname: '李四' }).says('在吗');
  expect(app.fieldsHeard('Event', 'OpenKfId')).toEqual([
    { Event: 'kf_msg_or_event', OpenKfId: other.kf.app.openKfId },
  ]);
  app.close();
  await other.close();
});

test('words are read with their customer, their time and their place in the order, once', async () => {
  await zhang.says('打印机坏了');
  await zhang.says('三楼');
  const [first, second] = await kf.reads();
  expect(first).toMatchObject({
    open_kfid: emulator.kf.app.openKfId,
    external_userid: zhang.customer.externalUserId,
    origin: 3,
    msgtype: 'text',
    text: { content: '打印机坏了' },
  });
  expect(first?.send_time).toBe(Math.floor(Date.UTC(2026, 10, 27) / 1000));
  expect(second?.text?.content).toBe('三楼');
  expect(await words()).toEqual([]);
  await zhang.says('还在吗');
  expect(await words()).toEqual(['还在吗']);
});

test('a page holds at most what was asked for, and says whether there is more', async () => {
  for (const said of ['一', '二', '三']) await zhang.says(said);
  const first = await kf.sync({ limit: 2 });
  expect(first).toMatchObject({ errcode: 0, has_more: 1 });
  expect(first.msg_list).toHaveLength(2);
  const second = await kf.sync({ limit: 2, cursor: first.next_cursor });
  expect(second).toMatchObject({ has_more: 0, msg_list: [{ text: { content: '三' } }] });
  expect(await kf.sync({ cursor: second.next_cursor })).toMatchObject({
    has_more: 0,
    msg_list: [],
    next_cursor: second.next_cursor,
  });
});

test('there can be more though the page is empty', async () => {
  await zhang.says('在吗');
  emulator.world.faults.switchOn({ kind: 'empty-page' });
  expect(await kf.sync()).toMatchObject({ has_more: 1, msg_list: [] });
  expect(await words()).toEqual(['在吗']);
});

test('what the app says itself is never read, and what a servicer says is', async () => {
  emulator.addPerson({ userId: 'XiaoHe' });
  const he = emulator.kf.addServicer('XiaoHe');
  await zhang.says('在吗');
  await kf.says(zhang.customer.externalUserId, '在的');
  await kf.transfers(zhang.customer.externalUserId, 3, 'XiaoHe');
  await he.says('张三', '我是小何');
  expect(
    (await kf.reads()).map(({ origin, servicer_userid, text }) => [origin, servicer_userid, text]),
  ).toEqual([
    [3, undefined, { content: '在吗' }],
    [5, 'XiaoHe', { content: '我是小何' }],
  ]);
});

test('three days later it is gone', async () => {
  await zhang.says('旧的');
  emulator.clock.advance(2 * 86_400_000);
  await zhang.says('新的');
  emulator.clock.advance(86_400_000);
  await zhang.opens();
  await kf.app.token();
  expect(await words()).toEqual(['新的', undefined]);
});

test.each([
  ['no account', { open_kfid: undefined }, 95000],
  ['something that is no account', { open_kfid: 'kf1' }, 95000],
  ['an account that is not there', { open_kfid: 'wkNobody' }, 95004],
  ['a token that never rang', { token: 'ENCinvented' }, 95007],
  ['a cursor that was never given', { cursor: 'invented' }, 50100],
  ['more than a thousand', { limit: 1001 }, 40058],
])('%s is refused', async (_what, more, code) => {
  await zhang.says('在吗');
  expect(await kf.sync(more)).toMatchObject({ errcode: code });
  expect(emulator.counts().refused).toEqual({ [code]: 1 });
});

test("the doorbell's token lives ten minutes, and opens its own account only", async () => {
  await zhang.says('在吗');
  const elsewhere = emulator.kf.addAccount('售后');
  expect(await kf.sync({ open_kfid: elsewhere })).toMatchObject({ errcode: 95007 });
  emulator.clock.advance(599_000);
  expect(await kf.sync()).toMatchObject({ errcode: 0 });
  emulator.clock.advance(1000);
  expect(await kf.sync()).toMatchObject({ errcode: 95007 });
});

test('without a token an account is read ten times a minute', async () => {
  const codes: number[] = [];
  for (let n = 0; n < 11; n += 1) codes.push((await kf.sync({ token: '' })).errcode);
  expect(codes).toEqual([...Array.from({ length: 10 }, () => 0), 45009]);
  emulator.clock.advance(60_000);
  expect(await kf.sync({ token: '' })).toMatchObject({ errcode: 0 });
});

test('five may read at once, and whoever comes on top is refused', async () => {
  await zhang.says('在吗');
  await kf.app.token();
  emulator.world.faults.switchOn({ kind: 'slow', on: 'kf/sync_msg', times: 8, ms: 500 });
  const answers = await Promise.all(Array.from({ length: 8 }, () => kf.sync()));
  const refused = answers.filter(({ errcode }) => errcode === 45033);
  expect(refused).toHaveLength(3);
  expect(answers.filter(({ errcode }) => errcode === 0)).toHaveLength(5);
  expect(await words()).toEqual(['在吗']);
});

test('a token of the platform that ends in between is told apart by its code', async () => {
  await zhang.says('在吗');
  for (const kind of ['42001', '40014'] as const) {
    emulator.world.faults.switchOn({ kind, on: 'kf/sync_msg' });
    expect(await kf.sync()).toMatchObject({ errcode: Number(kind) });
    expect(await kf.sync()).toMatchObject({ errcode: Number(kind) });
    await kf.app.token();
    expect(await kf.sync()).toMatchObject({ errcode: 0 });
  }
});

test('the doorbell can ring twice for the same, and again when nobody answered', async () => {
  emulator.world.faults.switchOn({ kind: 'duplicate', on: 'kf_msg_or_event' });
  await zhang.says('在吗');
  expect(kf.rings).toHaveLength(2);
  expect(kf.rings[0]).toBe(kf.rings[1]);
  expect(await words()).toEqual(['在吗']);
});

test('pictures and files come by their media, and what is too large as words', async () => {
  await zhang.sendsFile('image', '屏幕.png', Buffer.from('picture'));
  await zhang.sendsFile('file', '日志.txt', Buffer.from('lines'));
  await zhang.sendsFile('image', '大.png', Buffer.alloc(2 * 1024 * 1024 + 1));
  const [picture, file, large] = await kf.reads();
  expect(await kf.downloads(picture?.image?.media_id ?? '')).toBe('picture');
  expect(await kf.downloads(file?.file?.media_id ?? '')).toBe('lines');
  expect(large).toMatchObject({ msgtype: 'text' });
});

test('a customer comes by a link that tells from where, and takes words back', async () => {
  const { url } = await kf.calls<{ url: string }>('kf/add_contact_way', {
    open_kfid: emulator.kf.app.openKfId,
    scene: 'poster-3',
  });
  await zhang.follows(`${url}&scene_param=${encodeURIComponent('ticket=12')}`);
  await zhang.says('打错了');
  const messageId = zhang.sees()[0]?.messageId ?? '';
  await zhang.recalls(messageId);
  const [entered, , recalled] = await kf.reads();
  expect(entered).toMatchObject({
    origin: 4,
    msgtype: 'event',
    event: { event_type: 'enter_session', scene: 'poster-3', scene_param: 'ticket=12' },
  });
  expect(recalled?.event).toMatchObject({ event_type: 'user_recall_msg', recall_msgid: messageId });
  expect(zhang.sees()).toMatchObject([{ text: '', recalled: true }]);
});

test('a link that somebody made up, or whose parameter is too long, opens nothing', async () => {
  const { url } = await kf.calls<{ url: string }>('kf/add_contact_way', {
    open_kfid: emulator.kf.app.openKfId,
    scene: 'web',
  });
  expect(() => zhang.follows(url.replace(/ENC.*/, 'ENCinvented'))).toThrow('made here');
  expect(() => zhang.follows(`${url}&scene_param=${'a'.repeat(129)}`)).toThrow('128 bytes');
  expect(
    await kf.calls('kf/add_contact_way', { open_kfid: emulator.kf.app.openKfId, scene: '三楼' }),
  ).toMatchObject({ errcode: 40058 });
});
