/** What the app says to members: who gets it, what is cut, refused, repeated and dropped. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WecomEmulator } from './emulator.js';
import type { Hands } from './human/hands.js';
import { VendorApp } from './vendor-app.js';

let emulator: WecomEmulator;
let app: VendorApp;
let wang: Hands;
beforeEach(async () => {
  emulator = await WecomEmulator.start();
  app = new VendorApp(emulator);
  wang = emulator.addPerson({ userId: 'WangGong' });
});
afterEach(() => emulator.close());

const say = (said: string, more: object = {}) => app.says('WangGong', 'text', { content: said }, more);
const shown = () => wang.sees().map(({ text }) => text);

test('a message reaches whom it can, and its answer names the others in lower case', async () => {
  emulator.addPerson({ userId: 'Hidden', visible: false });
  emulator.addPerson({ userId: 'Cheap', licensed: false });
  const sent = await app.says('wanggong|Hidden|Cheap|Nobody', 'text', { content: '您好' }, { toparty: '7' });
  expect(sent).toMatchObject({
    errcode: 0,
    invaliduser: 'hidden|nobody',
    invalidparty: '7',
    unlicenseduser: 'cheap',
  });
  expect(shown()).toEqual(['您好']);
  expect(sent.response_code).toBeUndefined();
});

test('a department gets it with all below it, each member once', async () => {
  const floor = emulator.addDepartment({ name: '三楼' });
  const room = emulator.addDepartment({ name: '机房', parent: floor });
  const li = emulator.addPerson({ userId: 'LiSi', departments: [room] });
  await app.says('LiSi', 'text', { content: '停电' }, { toparty: String(floor) });
  expect(li.sees()).toHaveLength(1);
  expect(wang.sees()).toEqual([]);
  await app.says('@all', 'text', { content: '来电' });
  expect(wang.sees()).toHaveLength(1);
});

test.each([
  ['nobody at all', { touser: '' }, 82001],
  ['nobody of the company', { touser: 'Nobody' }, 81013],
  ['another app', { agentid: 1 }, 40056],
  ['an unknown type', { msgtype: 'poem' }, 40008],
  ['an empty text', { text: { content: '' } }, 44004],
  ['more than a thousand', { touser: Array.from({ length: 1001 }, (_no, n) => `u${n}`).join('|') }, 40058],
  ['too much markdown', { msgtype: 'markdown', markdown: { content: '字'.repeat(700) } }, 45002],
  [
    'a text card without an address',
    { msgtype: 'textcard', textcard: { title: 'a', description: 'b' } },
    40058,
  ],
  ['a file that was never uploaded', { msgtype: 'file', file: { media_id: 'x' } }, 40007],
])('%s is refused', async (_what, change, code) => {
  const { agentId: agentid } = emulator.app;
  const body = { touser: 'WangGong', msgtype: 'text', agentid, text: { content: 'a' }, ...change };
  expect(await app.calls('message/send', body)).toMatchObject({ errcode: code });
  expect(shown()).toEqual([]);
});

test('a text is cut at 2048 bytes without a word, and never inside a character', async () => {
  expect(await say('字'.repeat(1000))).toMatchObject({ errcode: 0 });
  expect(shown()).toEqual(['字'.repeat(682)]);
});

test('a member gets thirty a minute and a thousand an hour; the rest is dropped without a word', async () => {
  for (let n = 0; n < 31; n += 1)
    expect(await say(`第 ${n} 条`)).toMatchObject({ errcode: 0, invaliduser: '' });
  expect(shown()).toHaveLength(30);
  expect(emulator.counts()).toMatchObject({ shown: 30, dropped: 1, shownTwice: 0 });
  emulator.clock.advance(60_000);
  await say('又一分钟');
  expect(shown()).toHaveLength(31);
});

test('the app may send 200 a day for each account of the company', async () => {
  await emulator.close();
  emulator = await WecomEmulator.start({ quotas: { accounts: 1, memberPerMinute: 1000 } });
  app = new VendorApp(emulator);
  wang = emulator.addPerson({ userId: 'WangGong' });
  for (let n = 0; n < 200; n += 1) await say(`第 ${n} 条`);
  expect(await say('太多')).toMatchObject({ errcode: 45009 });
  emulator.clock.advance(86_400_000);
  await app.token();
  expect(await say('次日')).toMatchObject({ errcode: 0 });
});

test('with the duplicate check the same request is answered as before and shown once, as long as was asked', async () => {
  const checked = { enable_duplicate_check: 1, duplicate_check_interval: 14_400 };
  const first = await say('您好', checked);
  expect(await say('您好', checked)).toEqual(first);
  expect(await say('您好！', checked)).not.toEqual(first);
  expect(shown()).toEqual(['您好', '您好！']);
  emulator.clock.advance(14_400_000);
  await app.token();
  await say('您好', checked);
  await say('您好');
  expect(emulator.counts()).toMatchObject({ shown: 4, shownTwice: 2 });
});

test('a message is recalled within a day', async () => {
  const { msgid } = await say('错了');
  await say('对的');
  expect(await app.calls('message/recall', { msgid })).toMatchObject({ errcode: 0 });
  expect(wang.sees().map(({ text, recalled }) => [text, recalled])).toEqual([
    ['', true],
    ['对的', false],
  ]);
  const { msgid: old } = await say('旧的');
  emulator.clock.advance(86_400_000);
  await app.token();
  expect(await app.calls('message/recall', { msgid: old })).toMatchObject({
    errcode: 42052,
  });
});

test('bad days: busy, broken before the effect, cut off after it, slow', async () => {
  const { faults } = emulator.world;
  faults.switchOn({ kind: '-1', on: 'message/send' });
  expect(await say('a')).toMatchObject({ errcode: -1 });
  faults.switchOn({ kind: '5xx', on: 'message/send' });
  await expect(say('a')).rejects.toThrow();
  expect(shown()).toEqual([]);
  faults.switchOn({ kind: 'reset', on: 'message/send' });
  await expect(say('a')).rejects.toThrow();
  expect(shown()).toEqual(['a']);
  faults.switchOn({ kind: 'slow', on: 'message/send', ms: 100 });
  const sending = say('b');
  while (shown().length < 2) await new Promise(setImmediate);
  expect(await sending).toMatchObject({ errcode: 0 });
  expect(emulator.counts().faults).toEqual({ '-1': 1, '5xx': 1, reset: 1, slow: 1 });
});
