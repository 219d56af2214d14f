/** Callbacks to the app, met with the vendor's own encryption. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WecomEmulator } from './emulator.js';
import type { Hands } from './human/hands.js';
import { VendorApp } from './vendor-app.js';

let emulator: WecomEmulator;
let app: VendorApp;
let wang: Hands;
beforeEach(async () => {
  emulator = await WecomEmulator.start({ ackWithinMs: 300 });
  app = new VendorApp(emulator);
  expect(await emulator.listensAt(await app.listens())).toMatchObject({ acknowledged: true });
  wang = emulator.addPerson({ userId: 'WangGong', name: '王工' });
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

test('an address is taken only if it answers the verification with the bare echo', async () => {
  const elsewhere = await WecomEmulator.start({ app: { token: 'Another' } });
  const other = new VendorApp(elsewhere);
  const refused = await emulator.listensAt(await other.listens());
  expect(refused).toEqual({ acknowledged: false, why: 'HTTP 403', final: true });
  other.close();
  await elsewhere.close();
  await wang.says('在吗');
  expect(app.heard).toHaveLength(1);
});

test('what a person says comes encrypted, with a message id that no number holds', async () => {
  expect(await wang.says('/报障 ]]> 三楼<打印机>卡纸')).toMatchObject({ acknowledged: true });
  const names = ['ToUserName', 'FromUserName', 'MsgType', 'AgentID', 'MsgId'];
  const [heard] = app.fieldsHeard(...names);
  expect(heard).toMatchObject({
    ToUserName: emulator.app.corpId,
    FromUserName: 'WangGong',
    MsgType: 'text',
    AgentID: String(emulator.app.agentId),
  });
  expect(BigInt(heard?.MsgId ?? 0)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
  expect(app.heard[0]).toContain('<![CDATA[/报障 ]]]]><![CDATA[> 三楼<打印机>卡纸]]>');
});

test('the menu and the entering of the conversation are events without a message id', async () => {
  await wang.clicksMenu('MY_TICKETS');
  await wang.enters();
  await emulator.sends('change_contact', { ChangeType: 'delete_user', UserID: 'LiSi' });
  expect(app.fieldsHeard('Event', 'EventKey', 'FromUserName', 'MsgId')).toEqual([
    { Event: 'click', EventKey: 'MY_TICKETS', FromUserName: 'WangGong' },
    { Event: 'enter_agent', EventKey: '', FromUserName: 'WangGong' },
    { Event: 'change_contact', FromUserName: 'sys' },
  ]);
});

test('what is not answered within the time comes three times in all, five seconds apart, and is the same', async () => {
  app.meets = () => 'silence';
  expect(await wang.says('在吗')).toMatchObject({ acknowledged: false });
  emulator.clock.advance(4999);
  expect(app.heard).toHaveLength(1);
  emulator.clock.advance(1);
  await until(() => emulator.counts().failed === 2);
  emulator.clock.advance(5000);
  await until(() => emulator.counts().failed === 3);
  emulator.clock.advance(60_000);
  expect(app.heard).toHaveLength(3);
  expect(new Set(app.heard).size).toBe(1);
  expect(emulator.counts()).toMatchObject({ events: 1, attempts: 3, givenUp: 1 });
});

test('an answer that is an error is an answer: it does not come again', async () => {
  app.meets = () => ({ status: 500 });
  expect(await wang.says('在吗')).toMatchObject({ acknowledged: false, why: 'HTTP 500' });
  emulator.clock.advance(60_000);
  expect(emulator.counts()).toMatchObject({ attempts: 1, givenUp: 1 });
});

test('a passive answer is read if it is sealed and signed', async () => {
  app.meets = () => ({
    passive: '<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[收到]]></Content></xml>',
  });
  await wang.says('在吗');
  expect(wang.sees()).toMatchObject([{ from: 'app', text: '收到' }]);
});

test('an event can come twice, late, and behind the one after it', async () => {
  const said = () => app.fieldsHeard('Content').map(({ Content }) => Content);
  emulator.world.faults.switchOn({ kind: 'duplicate', on: 'text' });
  await wang.says('一');
  expect(said()).toEqual(['一', '一']);
  emulator.world.faults.switchOn({ kind: 'late', ms: 30_000 });
  await wang.says('二');
  emulator.world.faults.switchOn({ kind: 'out-of-order' });
  await Promise.all([wang.says('三'), wang.says('四')]);
  expect(said().slice(2)).toEqual(['四', '三']);
  emulator.clock.advance(30_000);
  await until(() => said().length === 5);
  expect(said()[4]).toBe('二');
});

test('an acknowledgement that is lost brings the event again', async () => {
  emulator.world.faults.switchOn({ kind: 'disconnect' });
  expect(await wang.says('在吗')).toMatchObject({ acknowledged: false });
  emulator.clock.advance(5000);
  await until(() => app.heard.length === 2);
});
