/** What goes out through customer service: the window, the bounds, and what the customer sees of it. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WecomEmulator } from './emulator.js';
import type { CustomerHands } from './kf/customer-hands.js';
import { VendorKf } from './vendor-kf.js';

const HOUR_MS = 3_600_000;

let emulator: WecomEmulator;
let kf: VendorKf;
let zhang: CustomerHands;
let to: string;
beforeEach(async () => {
  emulator = await WecomEmulator.start();
  kf = new VendorKf(emulator);
  await emulator.kf.listensAt(await kf.listens());
  zhang = emulator.kf.addCustomer({ nickname: '张三' });
  to = zhang.customer.externalUserId;
});
afterEach(async () => {
  kf.close();
  await emulator.close();
});

const shown = () => zhang.sees().map(({ from, text }) => `${from}: ${text}`);
const codes = async (times: number) => {
  const sent: number[] = [];
  for (let n = 0; n < times; n += 1) sent.push((await kf.says(to, `第 ${n + 1} 条`)).errcode);
  return sent;
};

test('the customer reads what was sent, in order, and it keeps the id that the app gave it', async () => {
  await zhang.says('在吗');
  expect(await kf.says(to, '在的', { msgid: 'outbox-17' })).toMatchObject({ errcode: 0, msgid: 'outbox-17' });
  const { msgid } = await kf.says(to, '请讲');
  expect(msgid).not.toBe('');
  expect(shown()).toEqual(['customer: 在吗', 'account: 在的', 'account: 请讲']);
  expect(emulator.counts()).toMatchObject({ shown: 2, shownTwice: 0, refused: {} });
});

test('nobody is written to who never wrote', async () => {
  await zhang.opens();
  expect(await kf.says(to, '您好')).toMatchObject({ errcode: 95018 });
});

test('five messages go out for each word of the customer, and the sixth is refused', async () => {
  await zhang.says('在吗');
  expect(await codes(6)).toEqual([0, 0, 0, 0, 0, 95001]);
  await zhang.says('喂');
  await zhang.says('喂？');
  expect(await codes(6)).toEqual([0, 0, 0, 0, 0, 95001]);
  expect(emulator.counts()).toMatchObject({ shown: 10, refused: { 95001: 2 } });
});

test('48 hours after the last word the window is shut, until there is another', async () => {
  await zhang.says('在吗');
  emulator.clock.advance(47 * HOUR_MS);
  await zhang.says('喂');
  emulator.clock.advance(48 * HOUR_MS - 60_000);
  await kf.app.token();
  expect(await kf.says(to, '来了')).toMatchObject({ errcode: 0 });
  emulator.clock.advance(60_000);
  expect(await kf.says(to, '还在吗')).toMatchObject({ errcode: 95002 });
  expect(await kf.stateOf(to)).toBe(4);
  await zhang.says('在');
  expect(await kf.stateOf(to)).toBe(0);
  expect(await kf.says(to, '好的')).toMatchObject({ errcode: 0 });
});

test('an id is used once at an account, and says so though the window is shut by then', async () => {
  await zhang.says('在吗');
  const id = { msgid: 'outbox-1' };
  expect(await kf.says(to, '您好', id)).toMatchObject({ errcode: 0 });
  expect(await kf.says(to, '您好', id)).toMatchObject({
    errcode: 40058,
    errmsg: expect.stringContaining('msgid was used before'),
  });
  expect(await codes(5)).toEqual([0, 0, 0, 0, 95001]);
  expect(await kf.says(to, '您好', id)).toMatchObject({ errcode: 40058 });
  expect(emulator.counts()).toMatchObject({ shown: 5, shownTwice: 0 });
});

test('what was refused does not use up its id', async () => {
  expect(await kf.says(to, '您好', { msgid: 'a' })).toMatchObject({ errcode: 95018 });
  await zhang.says('在吗');
  expect(await kf.says(to, '您好', { msgid: 'a' })).toMatchObject({ errcode: 0 });
});

const click = (id: string, content = '好') => ({ type: 'click', click: { id, content } });
const menu = (list: object[], more: object = {}) => ({ head_content: '满意吗？', list, ...more });

test.each([
  ['no account', { open_kfid: '' }, 95000],
  ['an account that is not there', { open_kfid: 'wkNobody' }, 95004],
  ['a stranger', { touser: 'wmNobody' }, 40096],
  ['an id with other signs', { msgid: 'outbox:1' }, 40058],
  ['an id of 33', { msgid: 'a'.repeat(33) }, 40058],
  ['an unknown type', { msgtype: 'poem' }, 40008],
  ['an empty text', { text: { content: '' } }, 44004],
  ['2049 bytes', { text: { content: 'a'.repeat(2049) } }, 45002],
  ['a picture that was never uploaded', { msgtype: 'image', image: { media_id: 'x' } }, 40007],
  ['a link without an address', { msgtype: 'link', link: { title: 'a' } }, 40058],
  ['a link without a picture', { msgtype: 'link', link: { title: 'a', url: 'https://a.example' } }, 40007],
  ['a menu of eleven', { msgtype: 'msgmenu', msgmenu: menu(Array(11).fill(click('1'))) }, 95008],
  ['a menu of something else', { msgtype: 'msgmenu', msgmenu: menu([{ type: 'dance' }]) }, 95009],
  ['an empty menu', { msgtype: 'msgmenu', msgmenu: { list: [] } }, 40058],
  ['a long head', { msgtype: 'msgmenu', msgmenu: menu([], { head_content: 'a'.repeat(1025) }) }, 40058],
  ['a long tail', { msgtype: 'msgmenu', msgmenu: menu([], { tail_content: 'a'.repeat(1025) }) }, 40058],
  ['a long id', { msgtype: 'msgmenu', msgmenu: menu([click('a'.repeat(65))]) }, 40058],
  ['an item without an id', { msgtype: 'msgmenu', msgmenu: menu([click('')]) }, 40058],
  ['a long item', { msgtype: 'msgmenu', msgmenu: menu([click('1', 'a'.repeat(129))]) }, 40058],
  [
    'a view without an address',
    { msgtype: 'msgmenu', msgmenu: menu([{ type: 'view', view: { content: '看' } }]) },
    40058,
  ],
])('%s is refused', async (_what, more, code) => {
  await zhang.says('在吗');
  expect(await kf.says(to, '您好', more)).toMatchObject({ errcode: code });
  expect(shown()).toEqual(['customer: 在吗']);
  expect(emulator.counts().refused).toEqual({ [code]: 1 });
});

test('a menu is read and tapped: the words come back with the id, and open the window anew', async () => {
  await zhang.says('修好了吗');
  const view = { type: 'view', view: { url: 'https://desk.example/12', content: '查看进度' } };
  const list = [
    click('csat:5', '满意'),
    click('csat:1', '不满意'),
    view,
    { type: 'text', text: { content: '或者' } },
  ];
  expect(await kf.sends(to, 'msgmenu', menu(list, { tail_content: '谢谢' }))).toMatchObject({ errcode: 0 });
  const [, asked] = zhang.sees();
  expect(asked).toMatchObject({
    type: 'msgmenu',
    text: '满意吗？\n或者\n谢谢',
    items: [
      { text: '满意', id: 'csat:5' },
      { text: '不满意', id: 'csat:1' },
      { text: '查看进度', url: 'https://desk.example/12' },
    ],
  });
  const messageId = asked?.messageId ?? '';
  expect(await zhang.taps(messageId, '查看进度')).toEqual({
    acknowledged: false,
    opened: 'https://desk.example/12',
  });
  await codes(5);
  expect(await zhang.taps(messageId, '满意')).toEqual({ acknowledged: true });
  await expect(zhang.taps(messageId, '一般')).rejects.toThrow('满意, 不满意, 查看进度');
  expect((await kf.reads()).at(-1)).toMatchObject({ text: { content: '满意', menu_id: 'csat:5' } });
  expect(await kf.says(to, '谢谢')).toMatchObject({ errcode: 0 });
});

test('pictures, files and links go out by their media', async () => {
  await zhang.says('发给我');
  const picture = await kf.uploads('image', 'a.png', 'picture');
  const file = await kf.uploads('file', 'a.txt', 'lines');
  expect(await kf.sends(to, 'image', { media_id: picture })).toMatchObject({ errcode: 0 });
  expect(await kf.sends(to, 'file', { media_id: file })).toMatchObject({ errcode: 0 });
  expect(await kf.sends(to, 'image', { media_id: file })).toMatchObject({ errcode: 40007 });
  const link = { title: '进度', desc: '处理中', url: 'https://desk.example/12', thumb_media_id: picture };
  expect(await kf.sends(to, 'link', link)).toMatchObject({ errcode: 0 });
  expect(zhang.sees().map(({ type, text }) => [type, text])).toEqual([
    ['text', '发给我'],
    ['image', '[image]'],
    ['file', '[file]'],
    ['link', '进度\n处理中'],
  ]);
});

test('what was taken may still be lost: an event says so, and why', async () => {
  await zhang.says('在吗');
  await kf.reads();
  emulator.world.faults.switchOn({ kind: 'fail-4' });
  const { errcode, msgid } = await kf.says(to, '您好');
  expect(errcode).toBe(0);
  emulator.clock.advance(0);
  while (emulator.counts().acknowledged < 2) await new Promise(setImmediate);
  expect(await kf.reads()).toMatchObject([
    {
      origin: 4,
      event: { event_type: 'msg_send_fail', external_userid: to, fail_msgid: msgid, fail_type: 4 },
    },
  ]);
  expect(shown()).toEqual(['customer: 在吗']);
  expect(emulator.counts()).toMatchObject({ shown: 0, refused: {} });
});

test('whoever refuses the account gets nothing more, and each message says so', async () => {
  await zhang.says('在吗');
  zhang.refuses();
  await kf.says(to, '您好');
  while (emulator.counts().acknowledged < 2) await new Promise(setImmediate);
  expect((await kf.reads()).at(-1)?.event).toMatchObject({ event_type: 'msg_send_fail', fail_type: 10 });
  zhang.refuses(false);
  await kf.says(to, '又好了');
  expect(shown()).toEqual(['customer: 在吗', 'account: 又好了']);
});
