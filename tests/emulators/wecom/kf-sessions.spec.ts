/** Whose turn it is with a customer: the app's, the pool's or a servicer's, and the one message that each change allows. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WecomEmulator } from './emulator.js';
import type { CustomerHands } from './kf/customer-hands.js';
import type { ServicerHands } from './kf/servicer-hands.js';
import { VendorKf } from './vendor-kf.js';

const HOUR_MS = 3_600_000;

let emulator: WecomEmulator;
let kf: VendorKf;
let zhang: CustomerHands;
let he: ServicerHands;
let to: string;
beforeEach(async () => {
  emulator = await WecomEmulator.start();
  kf = new VendorKf(emulator);
  await emulator.kf.listensAt(await kf.listens());
  zhang = emulator.kf.addCustomer({ nickname: '张三' });
  to = zhang.customer.externalUserId;
  for (const userId of ['XiaoHe', 'LaoMa']) emulator.addPerson({ userId });
  he = emulator.kf.addServicer('XiaoHe');
});
afterEach(async () => {
  kf.close();
  await emulator.close();
});

const shown = () => zhang.sees().map(({ from, text }) => `${from}: ${text}`);
const lastEvent = async () => (await kf.reads()).at(-1)?.event;
const later = async (ms: number) => {
  emulator.clock.advance(ms);
  await kf.app.token();
};

/** Leads a new session there. */
async function begin(state: number): Promise<void> {
  await zhang.says('在吗');
  if (state === 4) await kf.transfers(to, 4);
  else if (state > 0) await kf.transfers(to, state, 'XiaoHe');
  expect(await kf.stateOf(to)).toBe(state);
}

test.each([
  [0, [1, 2, 3, 4]],
  [1, [2, 3, 4]],
  [2, [3, 4]],
  [3, [3, 4]],
])('from state %d the app leads a session to %j and nowhere else', async (from, allowed) => {
  emulator.kf.addServicer('LaoMa');
  const led: number[] = [];
  for (const state of [1, 2, 3, 4]) {
    await begin(from);
    const { errcode } = await kf.transfers(to, state, 'LaoMa');
    expect([0, 95016]).toContain(errcode);
    if (errcode === 0) led.push(state);
    await kf.transfers(to, 4);
  }
  expect(led).toEqual(allowed);
});

test('a session that has ended, or never began, is led nowhere; the next word begins another', async () => {
  expect(await kf.transfers(to, 1)).toMatchObject({ errcode: 95013 });
  await begin(4);
  expect(await kf.transfers(to, 1)).toMatchObject({ errcode: 95013 });
  await zhang.says('还有一件事');
  expect(await kf.stateOf(to)).toBe(0);
});

test('the app answers in states 0 and 1 only, and by answering makes the session its own', async () => {
  await begin(0);
  expect(await kf.says(to, '在的')).toMatchObject({ errcode: 0 });
  expect(await kf.stateOf(to)).toBe(1);
  for (const state of [2, 3, 4]) {
    await kf.transfers(to, 4);
    await begin(state);
    expect(await kf.says(to, '在的')).toMatchObject({ errcode: 95018 });
  }
});

test('a session goes only to a servicer of the account who works here and receives', async () => {
  await begin(1);
  expect(await kf.transfers(to, 3, 'LaoMa')).toMatchObject({ errcode: 95014 });
  await he.receives(false);
  expect(await lastEvent()).toMatchObject({
    event_type: 'servicer_status_change',
    servicer_userid: 'XiaoHe',
  });
  expect(await kf.transfers(to, 3, 'XiaoHe')).toMatchObject({ errcode: 95019 });
  await he.receives(true);
  await emulator.company.leaves('XiaoHe');
  expect(await kf.transfers(to, 3, 'XiaoHe')).toMatchObject({ errcode: 95014 });
  expect(await kf.stateOf(to)).toBe(1);
});

test('a servicer takes a customer from the pool, answers, takes back, hands on and ends', async () => {
  const ma = emulator.kf.addServicer('LaoMa');
  await begin(2);
  await he.takes('张三');
  expect(await lastEvent()).toMatchObject({
    event_type: 'session_status_change',
    change_type: 1,
    new_servicer_userid: 'XiaoHe',
  });
  await he.says('张三', '我是小何');
  const [, said] = zhang.sees();
  await he.recalls('张三', said?.messageId ?? '');
  expect(await lastEvent()).toMatchObject({
    event_type: 'servicer_recall_msg',
    recall_msgid: said?.messageId,
  });
  await he.transfers('张三', 'LaoMa');
  expect(await lastEvent()).toMatchObject({ change_type: 2, new_servicer_userid: 'LaoMa' });
  expect(() => he.says('张三', '还在吗')).toThrow('expected a customer of theirs');
  await ma.sendsFile('张三', 'file', 'a.txt', Buffer.from('lines'));
  const file = (await kf.reads()).at(-1);
  expect(file).toMatchObject({ origin: 5, servicer_userid: 'LaoMa', msgtype: 'file' });
  expect(await kf.downloads(file?.file?.media_id ?? '')).toBe('lines');
  await ma.ends('张三');
  expect(await lastEvent()).toMatchObject({ change_type: 3, old_servicer_userid: 'LaoMa' });
  await ma.reopens('张三');
  expect(await lastEvent()).toMatchObject({ change_type: 4, new_servicer_userid: 'LaoMa' });
  expect(shown()).toEqual(['customer: 在吗', 'XiaoHe: ', 'LaoMa: [file]']);
});

test('a customer whom a servicer turns away is heard no more, until they are let in again', async () => {
  await begin(3);
  await he.refuses('张三');
  expect(await lastEvent()).toMatchObject({
    event_type: 'reject_customer_msg_switch_change',
    reject_switch: 1,
  });
  expect(await zhang.says('喂')).toMatchObject({ acknowledged: false });
  expect(await kf.reads()).toEqual([]);
  await he.refuses('张三', false);
  expect(await lastEvent()).toMatchObject({ reject_switch: 0 });
  expect(await zhang.says('喂')).toMatchObject({ acknowledged: true });
});

test('a welcome is said once, within 20 seconds, to whoever never wrote and was not welcomed for 48 hours', async () => {
  await zhang.opens();
  const { welcome_code: first = '' } = (await lastEvent()) ?? {};
  await later(20_000);
  const late = await kf.sendsOnEvent(first, 'text', { content: '欢迎' });
  expect(late).toMatchObject({ errcode: 41050 });
  await zhang.opens();
  const { welcome_code: second = '' } = (await lastEvent()) ?? {};
  const menu = { head_content: '欢迎', list: [{ type: 'click', click: { id: 'new', content: '报障' } }] };
  expect(await kf.sendsOnEvent(second, 'msgmenu', menu, { msgid: 'w-1' })).toMatchObject({
    errcode: 0,
    msgid: 'w-1',
  });
  expect(await kf.sendsOnEvent(second, 'msgmenu', menu)).toMatchObject({ errcode: 41050 });
  await later(48 * HOUR_MS - 1000);
  await zhang.opens();
  expect(await lastEvent()).not.toHaveProperty('welcome_code');
  await later(1000);
  await zhang.opens();
  expect(await lastEvent()).toHaveProperty('welcome_code');
  await zhang.says('在吗');
  await later(100 * HOUR_MS);
  await zhang.opens();
  expect(await lastEvent()).not.toHaveProperty('welcome_code');
  expect(shown()).toEqual(['account: 欢迎', 'customer: 在吗']);
});

test('a code is spent by what went out, not by what was refused', async () => {
  await zhang.opens();
  const { welcome_code: code = '' } = (await lastEvent()) ?? {};
  expect(await kf.sendsOnEvent(code, 'image', { media_id: 'x' })).toMatchObject({ errcode: 40008 });
  expect(await kf.sendsOnEvent(code, 'text', { content: '' })).toMatchObject({ errcode: 44004 });
  expect(await kf.sendsOnEvent(code, 'text', { content: '欢迎' }, { msgid: '!' })).toMatchObject({
    errcode: 40058,
  });
  expect(await kf.sendsOnEvent(code, 'text', { content: '欢迎' })).toMatchObject({ errcode: 0 });
});

test('the end allows a goodbye or a question within 20 seconds, beyond the five, while it lasts', async () => {
  await begin(0);
  for (let n = 0; n < 5; n += 1) await kf.says(to, `${n}`);
  const { msg_code: code = '' } = await kf.transfers(to, 4);
  expect(await kf.sendsOnEvent(code, 'text', { content: '再见' })).toMatchObject({ errcode: 0 });
  await zhang.says('等等');
  const { msg_code: dead = '' } = await kf.transfers(to, 4);
  await zhang.says('还有');
  expect(await kf.sendsOnEvent(dead, 'text', { content: '再见' })).toMatchObject({ errcode: 95018 });
  const { msg_code: old = '' } = await kf.transfers(to, 4);
  await later(20_000);
  expect(await kf.sendsOnEvent(old, 'text', { content: '再见' })).toMatchObject({ errcode: 41050 });
});

test('the pool allows words for 48 hours while the customer waits there, once in a session', async () => {
  await begin(0);
  const { msg_code: code = '' } = await kf.transfers(to, 2);
  expect(await kf.sendsOnEvent(code, 'msgmenu', { head_content: '排队中' })).toMatchObject({
    errcode: 40008,
  });
  await later(48 * HOUR_MS - 1000);
  expect(await kf.sendsOnEvent(code, 'text', { content: '排队中' })).toMatchObject({ errcode: 0 });
});

test('whoever is taken from the pool may be told so, by the code of the event or of the change', async () => {
  await begin(2);
  await he.takes('张三');
  const { msg_code: taken = '' } = (await lastEvent()) ?? {};
  expect(await kf.sendsOnEvent(taken, 'text', { content: '小何来了' })).toMatchObject({ errcode: 0 });
  await he.ends('张三');
  const { msg_code: ended = '' } = (await lastEvent()) ?? {};
  expect(await kf.sendsOnEvent(ended, 'text', { content: '再见' })).toMatchObject({ errcode: 0 });
  await zhang.says('还有');
  const { msg_code: handed = '' } = await kf.transfers(to, 3, 'XiaoHe');
  expect(await kf.sendsOnEvent(handed, 'text', { content: '请稍候' })).toMatchObject({ errcode: 0 });
  emulator.kf.addServicer('LaoMa');
  expect(await kf.transfers(to, 3, 'LaoMa')).toMatchObject({ errcode: 0 });
  expect(await kf.transfers(to, 3, 'LaoMa')).toMatchObject({ errcode: 95016 });
});
