/** The server API: tokens, windows of the conversation, notices and their consents, QR codes. */
import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WechatOaEmulator } from './emulator.js';
import type { Hands } from './human/hands.js';
import { VendorApp } from './vendor-app.js';

const HOUR = 3_600_000;
let emulator: WechatOaEmulator;
let app: VendorApp;
let zhang: Hands;
let openId: string;
beforeEach(async () => {
  emulator = await WechatOaEmulator.start();
  app = new VendorApp(emulator);
  zhang = emulator.addPerson({ name: '张老板' });
  openId = zhang.follower.openId;
  await app.token();
});
afterEach(async () => {
  app.close();
  await emulator.close();
});
const code = async (call: Promise<{ errcode?: number }>) => (await call).errcode ?? 0;

describe('a token', () => {
  const alive = (token = '') => code(app.calls('getcallbackip', undefined, {}, token));

  test('is the same for all who ask for the stable one, and overlaps with the next by five minutes', async () => {
    const first = await app.token();
    expect(first.expires_in).toBeGreaterThan(7190);
    expect((await app.token()).access_token).toBe(first.access_token);
    emulator.clock.advance(7_200_000 - 5 * 60_000);
    const second = await app.token();
    expect(second.access_token).not.toBe(first.access_token);
    expect([await alive(first.access_token), await alive(second.access_token)]).toEqual([0, 0]);
    emulator.clock.advance(5 * 60_000);
    expect([await alive(first.access_token), await alive(second.access_token)]).toEqual([42001, 0]);
    await app.token({ force: true });
    expect(await alive(second.access_token)).toBe(42001);
  });

  test('of the plain kind ends five minutes after another was asked for', async () => {
    const first = await app.plainToken();
    const second = await app.plainToken();
    expect([await alive(first.access_token), await alive(second.access_token)]).toEqual([0, 0]);
    emulator.clock.advance(5 * 60_000);
    expect([await alive(first.access_token), await alive(second.access_token)]).toEqual([42001, 0]);
  });

  test('is given for the right secret only, and a call without a good one is refused with HTTP 200', async () => {
    expect(await code(app.token({ secret: 'wrong' }))).toBe(40125);
    expect(await alive('nobody’s')).toBe(40001);
    emulator.world.faults.switchOn({ kind: '42001', on: 'getcallbackip' });
    expect(await code(app.calls('getcallbackip'))).toBe(42001);
    await app.token();
    expect(await code(app.calls('getcallbackip'))).toBe(0);
    expect(emulator.counts().refused).toEqual({ 40001: 1, 40125: 1, 42001: 1 });
  });
});

describe('a page of the account', () => {
  const TEMPLATE = 'notice-1';
  let page: http.Server;
  let shown: (url: string) => string;
  let url: string;
  beforeEach(async () => {
    emulator.addTemplate({ id: TEMPLATE, title: '进度', kind: 'notice', fields: ['thing1'] });
    page = http.createServer((_, response) => void response.end(shown(url)));
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(page.address() as AddressInfo).port}/agree`;
  });
  afterEach(() => void page.close());
  /** As the documents have it: https://developers.weixin.qq.com/doc/service/guide/h5/jssdk.html */
  const signedFor = (signedUrl: string, ticket: string, template = TEMPLATE) => {
    const plain = `jsapi_ticket=${ticket}&noncestr=abc&timestamp=1790000000&url=${signedUrl}`;
    const signature = createHash('sha1').update(plain).digest('hex');
    const { appId } = emulator.account;
    const config = { appId, timestamp: 1_790_000_000, nonceStr: 'abc', signature };
    const tags = { jsApiList: [], openTagList: ['wx-open-subscribe'] };
    return `<script>wx.config(${JSON.stringify({ ...config, ...tags })})</script>
      <wx-open-subscribe id="b" template="${template}"></wx-open-subscribe>`;
  };

  test('has WeChat’s button where its very address is signed, and what is pressed there is told', async () => {
    const { ticket = '' } = await app.calls('ticket/getticket', undefined, { type: 'jsapi' });
    shown = (address) => signedFor(address, ticket);
    const opened = await zhang.opens(url);
    expect(opened.asks).toEqual([TEMPLATE]);
    await opened.presses([TEMPLATE]);
    expect(zhang.follower.consents.get(TEMPLATE)).toBe(1);
    await (await zhang.opens(url)).presses([]);
    expect(zhang.follower.consents.get(TEMPLATE)).toBe(1);
    shown = () => signedFor('https://elsewhere.example', ticket);
    expect((await zhang.opens(url)).why).toBe('config: invalid signature');
    shown = (address) => signedFor(address, ticket, 'strange');
    expect((await zhang.opens(url)).why).toBe('the account has no template strange');
    emulator.clock.advance(2 * HOUR);
    shown = (address) => signedFor(address, ticket);
    expect((await zhang.opens(url)).asks).toBeNull();
  });
});

describe('the conversation', () => {
  const say = (n: number) => code(app.says(openId, `第 ${n} 条`));
  const five = async () => [
    await say(1),
    await say(2),
    await say(3),
    await say(4),
    await say(5),
    await say(6),
  ];

  test('is open for five messages after somebody wrote, and once more for each time they write', async () => {
    expect(await say(0)).toBe(45015);
    await zhang.says('在吗');
    expect(await five()).toEqual([0, 0, 0, 0, 0, 45047]);
    await zhang.says('还在吗');
    expect(await say(7)).toBe(0);
    expect(zhang.sees().filter(({ from }) => from === 'account')).toHaveLength(6);
  });

  test('shuts after forty-eight hours', async () => {
    await zhang.says('在吗');
    emulator.clock.advance(47 * HOUR);
    await app.token();
    expect(await say(1)).toBe(0);
    emulator.clock.advance(HOUR);
    expect(await say(2)).toBe(45015);
  });

  test('is open for three messages and a minute after the menu, a follow or a scan', async () => {
    await zhang.clicksMenu('进度');
    expect((await five()).slice(0, 4)).toEqual([0, 0, 0, 45047]);
    await zhang.opensMenu('https://desk.example');
    expect(await say(7)).toBe(45047);
    emulator.clock.advance(60_000);
    expect(await say(8)).toBe(45015);
    const li = emulator.addPerson({ name: '李', following: false });
    expect(await code(app.says(li.follower.openId, '您好'))).toBe(45015);
    await li.follows();
    expect(await code(app.says(li.follower.openId, '您好'))).toBe(0);
    await li.unfollows();
    expect(await code(app.says(li.follower.openId, '您好'))).toBe(45015);
  });

  test('uses of two open windows the one that ends first', async () => {
    await zhang.says('在吗');
    await zhang.clicksMenu('进度');
    for (const n of [1, 2, 3]) expect(await say(n)).toBe(0);
    emulator.clock.advance(60_000);
    expect((await five()).slice(0, 6)).toEqual([0, 0, 0, 0, 0, 45047]);
  });

  test('takes texts of 2 048 bytes, and menus whose entries are said when they are tapped', async () => {
    await zhang.says('在吗');
    expect(await code(app.says(openId, '长'.repeat(683)))).toBe(45002);
    expect(await code(app.says(openId, ''))).toBe(44004);
    expect(await code(app.says('nobody', '您好'))).toBe(40003);
    const msgmenu = {
      head_content: '满意吗？',
      list: [{ id: '101', content: '满意' }],
      tail_content: '谢谢',
    };
    await app.calls('message/custom/send', { touser: openId, msgtype: 'msgmenu', msgmenu });
    const [, menu] = zhang.sees();
    expect(menu).toMatchObject({ text: '满意吗？\n满意\n谢谢', menu: [{ id: '101', text: '满意' }] });
    await expect(zhang.picks(menu?.messageId ?? '', '不满意')).rejects.toThrow('expected an entry');
  });
});

describe('a notice', () => {
  const data = { thing1: { value: '公司注册' }, time2: { value: '2026-11-27 10:00' } };
  const notice = (values = data, touser = openId) =>
    app.calls('message/subscribe/bizsend', { touser, template_id: 'notice-1', data: values });
  const message = (more: object = {}) =>
    app.calls('message/template/send', { touser: openId, template_id: 'message-1', data, ...more });
  beforeEach(() => {
    const fields = ['thing1', 'time2'];
    emulator.addTemplate({ id: 'notice-1', title: '办理进度', kind: 'notice', fields });
    emulator.addTemplate({ id: 'message-1', title: '办理进度', kind: 'message', fields });
  });

  test('is shown once for each consent, and refused without one', async () => {
    expect(await code(notice())).toBe(43101);
    await zhang.agrees('notice-1');
    await zhang.agrees('notice-1');
    await zhang.declines('notice-1');
    expect([await code(notice()), await code(notice()), await code(notice())]).toEqual([0, 0, 43101]);
    await zhang.agrees('notice-1');
    await zhang.takesBack('notice-1');
    expect(await code(notice())).toBe(43101);
    expect(zhang.sees().map(({ kind, text }) => [kind, text])).toEqual([
      ['notice', '办理进度\n公司注册\n2026-11-27 10:00'],
      ['notice', '办理进度\n公司注册\n2026-11-27 10:00'],
    ]);
  });

  test('is refused when a place is empty, too long, not of its kind or not there, and keeps the consent', async () => {
    await zhang.agrees('notice-1');
    const wrong = [
      { ...data, thing1: { value: '' } },
      { ...data, thing1: { value: '长'.repeat(21) } },
      { ...data, time2: { value: '明天' } },
      { ...data, thing9: { value: '多' } },
    ];
    for (const values of wrong) expect(await code(notice(values))).toBe(47003);
    expect(await code(notice())).toBe(0);
    expect(
      await code(app.calls('message/subscribe/bizsend', { touser: openId, template_id: 'message-1', data })),
    ).toBe(40037);
  });

  test('as a template message needs a follower, and is shown once for an id of the app’s', async () => {
    const first = await message({ client_msg_id: 'k1' });
    const again = await message({ client_msg_id: 'k1' });
    expect(BigInt(first.msgid ?? 0)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
    expect(again.msgid).toBe(first.msgid);
    expect(zhang.sees()).toHaveLength(1);
    emulator.clock.advance(10 * 60_000);
    await message({ client_msg_id: 'k1' });
    expect(emulator.counts()).toMatchObject({ shown: 2, shownTwice: 1 });
    await zhang.unfollows();
    expect(await code(message())).toBe(43004);
  });
});

describe('a QR code', () => {
  const make = (scene_str: string, expire_seconds = 60) =>
    app.calls('qrcode/create', {
      action_name: 'QR_STR_SCENE',
      expire_seconds,
      action_info: { scene: { scene_str } },
    });

  test('lasts as long as was asked for, and tells the account who came by it', async () => {
    const li = emulator.addPerson({ name: '李', following: false });
    const { ticket = '' } = await make('bind-123456');
    await li.scans(ticket);
    const info = () => app.calls('user/info', undefined, { openid: li.follower.openId });
    expect(await info()).toMatchObject({ subscribe: 1, qr_scene_str: 'bind-123456' });
    emulator.clock.advance(60_000);
    await expect(li.scans(ticket)).rejects.toThrow('over');
    await li.unfollows();
    expect(await info()).toEqual({ subscribe: 0, openid: li.follower.openId });
    expect(await code(make('x'.repeat(65)))).toBe(40097);
  });
});

test('an API bears so many calls a day', async () => {
  await emulator.close();
  emulator = await WechatOaEmulator.start({ callsPerDay: 2 });
  app = new VendorApp(emulator);
  await app.token();
  const codes = [];
  for (const _ of [1, 2, 3]) codes.push(await code(app.calls('getcallbackip')));
  expect(codes).toEqual([0, 0, 45009]);
});
