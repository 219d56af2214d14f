/** Callbacks to the account's server, met with the vendor's own encryption, and the back door. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { controlDoor } from '../kit/control-door.js';
import { wechatOaVerbs } from './control.js';
import { WechatOaEmulator } from './emulator.js';
import type { Hands } from './human/hands.js';
import { VendorApp } from './vendor-app.js';

let emulator: WechatOaEmulator;
let app: VendorApp;
let zhang: Hands;
beforeEach(async () => {
  emulator = await WechatOaEmulator.start({
    ackWithinMs: 300,
    routes: (started) => [controlDoor(wechatOaVerbs(started))],
  });
  app = new VendorApp(emulator);
  expect(await emulator.listensAt(await app.listens())).toMatchObject({ acknowledged: true });
  await app.token();
  zhang = emulator.addPerson({ name: '张老板', openId: 'oZhang' });
});
afterEach(async () => {
  app.close();
  await emulator.close();
});

/** What the clock set off comes to its end in its own time. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 2000; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
}

test('a server is taken only if it knows the token', async () => {
  const elsewhere = await WechatOaEmulator.start({ account: { token: 'Another' } });
  const other = new VendorApp(elsewhere);
  expect(await emulator.listensAt(await other.listens())).toMatchObject({
    acknowledged: false,
    why: 'HTTP 403',
  });
  other.close();
  await elsewhere.close();
  await zhang.says('在吗');
  expect(app.heard).toHaveLength(1);
});

test('what people do comes encrypted, each in its own shape', async () => {
  const { ticket = '' } = await app.calls('qrcode/create', {
    ...{ action_name: 'QR_STR_SCENE', action_info: { scene: { scene_str: 'ticket-12' } } },
  });
  await zhang.says('报障 ]]> <打印机>', { msgId: '4561255354251345929' });
  await zhang.sendsFile('image', Buffer.from('picture'));
  await zhang.clicksMenu('进度');
  await zhang.scans(ticket);
  await zhang.unfollows();
  await zhang.scans(ticket);
  await zhang.agrees('notice-1', 'notice-2');
  const names = ['FromUserName', 'MsgType', 'Event', 'EventKey', 'MsgId'];
  const [said, picture, ...events] = app.fieldsHeard(...names);
  expect(said).toMatchObject({ FromUserName: 'oZhang', MsgType: 'text', MsgId: '4561255354251345929' });
  expect(picture).toMatchObject({ MsgType: 'image' });
  expect(events.map(({ Event, EventKey }) => [Event, EventKey])).toEqual([
    ['CLICK', '进度'],
    ['SCAN', 'ticket-12'],
    ['unsubscribe', ''],
    // Of twins in one text the first is found: the field is there once.
    ['subscribe', 'qrscene_ticket-12'],
    ['subscribe_msg_popup_event', undefined],
  ]);
  expect(app.heard.at(-1)?.match(/<List>/gu)).toHaveLength(2);
  expect(app.heard[0]).toContain('<![CDATA[报障 ]]]]><![CDATA[> <打印机>]]>');
});

test('what is not answered comes three times in all, five seconds apart, and is the same', async () => {
  app.meets = () => 'silence';
  await zhang.says('在吗');
  emulator.clock.advance(4999);
  expect(app.heard).toHaveLength(1);
  emulator.clock.advance(1);
  await until(() => emulator.counts().failed === 2);
  emulator.clock.advance(5000);
  await until(() => emulator.counts().failed === 3);
  emulator.clock.advance(60_000);
  expect([app.heard.length, new Set(app.heard).size, emulator.counts().givenUp]).toEqual([3, 1, 1]);
});

test('an answer that is none is shown to the person as a failure of the account', async () => {
  app.meets = () => ({ body: 'ok' });
  await zhang.says('在吗');
  expect(zhang.sees().at(-1)).toMatchObject({
    from: 'wechat',
    text: '该公众号提供的服务出现故障，请稍后再试',
  });
  app.meets = () => ({ body: 'success' });
  await zhang.says('在吗');
  expect(zhang.sees().filter(({ from }) => from === 'wechat')).toHaveLength(1);
});

test('a passive answer is shown if it is sealed and signed, and counts in no window', async () => {
  app.meets = () => ({
    passive: '<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[收到]]></Content></xml>',
  });
  await zhang.says('在吗');
  expect(zhang.sees().at(-1)).toMatchObject({ from: 'account', text: '收到' });
  for (const _ of [1, 2, 3, 4, 5]) expect(await app.says('oZhang', '好')).toMatchObject({ errcode: 0 });
});

test('what became of a notice is told afterwards, also that the person wants none', async () => {
  emulator.addTemplate({ id: 'message-1', title: '进度', kind: 'message', fields: ['thing1'] });
  emulator.addTemplate({ id: 'notice-1', title: '进度', kind: 'notice', fields: ['thing1'] });
  const data = { thing1: { value: '已受理' } };
  const message = () =>
    app.calls('message/template/send', { touser: 'oZhang', template_id: 'message-1', data });
  const { msgid } = await message();
  zhang.blocks();
  await message();
  zhang.blocks(false);
  await zhang.agrees('notice-1');
  emulator.world.faults.switchOn({ kind: 'undelivered', on: 'notice-1' });
  await app.calls('message/subscribe/bizsend', { touser: 'oZhang', template_id: 'notice-1', data });
  await until(() => app.heard.length === 4);
  const told = app.fieldsHeard('Event', 'MsgID', 'Status', 'ErrorCode').filter(({ MsgID }) => MsgID);
  expect(told).toMatchObject([
    { Event: 'TEMPLATESENDJOBFINISH', MsgID: msgid, Status: 'success' },
    { Event: 'TEMPLATESENDJOBFINISH', Status: 'failed:user block' },
    { Event: 'subscribe_msg_sent_event', ErrorCode: '1' },
  ]);
  expect(zhang.sees()).toHaveLength(1);
});

test('the back door does what people, time and bad luck do', async () => {
  const does = async (verb: string, given: object = {}) => {
    const init = { method: 'POST', body: JSON.stringify(given) };
    return (await (await fetch(`${emulator.url}/__emulator/${verb}`, init)).json()) as Record<
      string,
      unknown
    >;
  };
  const person = '李';
  const { openId } = await does('people', { name: person, following: false });
  await does('templates', { id: 'notice-1', title: '进度', kind: 'notice', fields: ['thing1'] });
  expect(await does('follows', { person })).toMatchObject({ acknowledged: true });
  for (const [verb, given] of [
    ...[['says', { text: '在吗' }] as const, ['menu', { key: '进度' }] as const],
    ...[['files', { base64: 'AAAA', kind: 'voice' }] as const, ['agrees', { template: 'notice-1' }] as const],
    ...[['declines', { template: 'notice-1' }] as const, ['takes-back', { template: 'notice-1' }] as const],
    ...[['blocks', {}] as const, ['unfollows', {}] as const],
  ])
    expect(await does(verb, { person, ...given })).not.toHaveProperty('error');
  expect(app.fieldsHeard('Event', 'MsgType').map(({ Event, MsgType }) => Event ?? MsgType)).toEqual([
    ...['subscribe', 'text', 'CLICK', 'voice', 'subscribe_msg_popup_event', 'subscribe_msg_popup_event'],
    ...['subscribe_msg_change_event', 'unsubscribe'],
  ]);
  expect(await does('sees', { person })).toMatchObject({ messages: [{ from: 'person', text: '在吗' }] });
  await does('expires-tokens');
  expect(await app.says(String(openId), '好')).toMatchObject({ errcode: 42001 });
  await does('faults', { kind: '5xx', on: 'token' });
  expect(await does('faults', { clear: true })).toEqual({ struck: {} });
  const { now } = await does('clock');
  expect(Number((await does('clock', { advanceMs: 1000 })).now)).toBeGreaterThanOrEqual(Number(now) + 1000);
  expect(await does('files', { person, base64: 'AAAA', kind: 'poem' })).toHaveProperty('error');
  expect(await does('counts')).toMatchObject({ refused: { 42001: 1 } });
});
