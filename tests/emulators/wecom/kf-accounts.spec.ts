/** The accounts, their servicers, the customers, and all of it through the back door. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { controlDoor } from '../kit/control-door.js';
import { wecomVerbs } from './control.js';
import { WecomEmulator } from './emulator.js';
import { VendorKf } from './vendor-kf.js';

let emulator: WecomEmulator;
let kf: VendorKf;
let openKfId: string;
beforeEach(async () => {
  emulator = await WecomEmulator.start({ routes: (started) => [controlDoor(wecomVerbs(started))] });
  kf = new VendorKf(emulator);
  openKfId = emulator.kf.app.openKfId;
});
afterEach(async () => {
  kf.close();
  await emulator.close();
});

async function does(verb: string, given: object = {}): Promise<Record<string, unknown>> {
  const init = { method: 'POST', body: JSON.stringify(given) };
  const answer = await fetch(`${emulator.url}/__emulator/${verb}`, init);
  return (await answer.json()) as Record<string, unknown>;
}

test('customer service has a secret of its own, whose token opens its doors as the app’s does', async () => {
  const own = await kf.app.token();
  const apps = await kf.app.token(emulator.app.secret);
  expect(own.access_token).not.toBe(apps.access_token);
  expect(await kf.calls('kf/account/list', {})).toMatchObject({ errcode: 0 });
  expect(await kf.app.token()).toMatchObject({ access_token: own.access_token });
  expect(await kf.calls('kf/account/list', {})).toMatchObject({ errcode: 0 });
});

test('the accounts are listed page by page', async () => {
  const second = emulator.kf.addAccount('售后');
  expect(await kf.calls('kf/account/list', { offset: 0, limit: 100 })).toMatchObject({
    account_list: [
      { open_kfid: openKfId, name: '三驾马车客服', manage_privilege: true },
      { open_kfid: second, name: '售后' },
    ],
  });
  expect(await kf.calls('kf/account/list', { offset: 1 })).toMatchObject({
    account_list: [{ name: '售后' }],
  });
  expect(await kf.calls('kf/account/list', { limit: 101 })).toMatchObject({ errcode: 40058 });
});

test('the servicers of an account are listed, with who receives', async () => {
  emulator.addPerson({ userId: 'XiaoHe' });
  await emulator.kf.addServicer('xiaohe').receives(false);
  const list = (open_kfid: string) => kf.app.calls('kf/servicer/list', undefined, { open_kfid });
  expect(await list(openKfId)).toMatchObject({
    servicer_list: [{ userid: 'XiaoHe', status: 1, stop_type: 0 }],
  });
  expect(await list('wkNobody')).toMatchObject({ errcode: 95004 });
});

test('customers are told by their ids, a hundred at once, and strangers are named', async () => {
  const { customer } = emulator.kf.addCustomer({ nickname: '张三', gender: 1, unionId: 'oUnion' });
  const asks = (external_userid_list: string[]) => kf.calls('kf/customer/batchget', { external_userid_list });
  expect(await asks([customer.externalUserId, 'wmNobody'])).toMatchObject({
    customer_list: [{ nickname: '张三', gender: 1, unionid: 'oUnion' }],
    invalid_external_userid: ['wmNobody'],
  });
  expect(await asks([])).toMatchObject({ errcode: 40058 });
  expect(await asks(Array(101).fill('wm'))).toMatchObject({ errcode: 40058 });
});

test('a customer writes to two accounts, and each has its own chat and window', async () => {
  const second = emulator.kf.addAccount('售后');
  const zhang = emulator.kf.addCustomer({ nickname: '张三' });
  await zhang.says('售前');
  const to = zhang.customer.externalUserId;
  expect(await kf.says(to, '您好')).toMatchObject({ errcode: 0 });
  expect(await kf.says(to, '您好', { open_kfid: second })).toMatchObject({ errcode: 95018 });
  expect(zhang.at(second).sees()).toEqual([]);
});

test('through the back door a customer comes, writes, taps and is served', async () => {
  expect(await does('kf-callback', { url: await kf.listens() })).toMatchObject({ acknowledged: true });
  await does('people', { userId: 'XiaoHe' });
  await does('people', { userId: 'LaoMa' });
  for (const userId of ['XiaoHe', 'LaoMa'])
    expect(await does('kf-servicers', { userId })).toEqual({ userId });
  const { externalUserId } = await does('kf-customers', { nickname: '张三' });
  const to = String(externalUserId);
  const customer = '张三';
  await does('kf-opens', { customer, scene: 'web', sceneParam: 'ticket=1' });
  await does('kf-says', { customer, text: '在吗' });
  await does('kf-files', { customer, name: 'a.png', base64: 'AAAAAAAA', kind: 'image' });
  await kf.sends(to, 'msgmenu', {
    head_content: '请选',
    list: [{ type: 'click', click: { id: '1', content: '好' } }],
  });
  const { messages } = await does('kf-sees', { customer });
  const [asked, , menu] = messages as { messageId: string }[];
  expect(await does('kf-taps', { customer, message: menu?.messageId, item: '好' })).toEqual({
    acknowledged: true,
  });
  await does('kf-recalls', { customer, message: asked?.messageId });
  await kf.transfers(to, 2);
  const served = { servicer: 'XiaoHe', customer };
  await does('kf-takes', served);
  await does('kf-answers', { ...served, text: '我是小何' });
  const seen = (await does('kf-sees', { customer })).messages as { messageId: string }[];
  await does('kf-takes-back', { ...served, message: seen.at(-1)?.messageId });
  await does('kf-turns-away', { ...served, refuses: true });
  await does('kf-transfers', { ...served, to: 'LaoMa' });
  await does('kf-ends', { servicer: 'LaoMa', customer });
  await does('kf-reopens', served);
  await does('kf-receives', { servicer: 'XiaoHe', receives: false });
  expect((await kf.reads()).map(({ msgtype, event }) => event?.event_type ?? msgtype)).toEqual([
    'enter_session',
    'text',
    'image',
    'text',
    'user_recall_msg',
    'session_status_change',
    'text',
    'servicer_recall_msg',
    'reject_customer_msg_switch_change',
    'session_status_change',
    'session_status_change',
    'session_status_change',
    'servicer_status_change',
  ]);
  await does('kf-refuses', { customer });
  const { openKfId: second } = await does('kf-accounts', { name: '售后' });
  expect(await does('kf-sees', { customer, account: second })).toEqual({ messages: [] });
  const { url } = await kf.calls<{ url: string }>('kf/add_contact_way', { open_kfid: openKfId });
  expect(await does('kf-opens', { customer, link: url })).toMatchObject({ acknowledged: true });
  expect(await does('kf-files', { customer, name: 'a', base64: 'AAAA', kind: 'poem' })).toMatchObject({
    error: expect.stringContaining('expected kind'),
  });
  expect(await does('kf-says', { customer: '王五', text: '喂' })).toMatchObject({
    error: expect.stringContaining('王五'),
  });
});
