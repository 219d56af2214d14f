/** What reaches the desk of what people do at the Official Account, and what each act allows. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { until } from '../../scheduler/until.js';
import { NOTICE, type OaDesk, openOaDesk } from './desk.js';

const SECONDS = 1000;
const WITHIN_MS = 5_000;
let desk: OaDesk;
beforeEach(async () => {
  desk = await openOaDesk();
});
afterEach(() => desk.stop());

const contents = () => desk.house.received.map(({ content }) => content);
const allowed = () => desk.house.allowances.map(({ address, key, messages }) => [address, key, messages]);
const ticketOf = async (scene: string) => {
  const answer = await fetch(`${desk.url}/wechat/oa/qr/${scene}`, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? 'none:').searchParams.get('ticket') ?? '';
};

test('D7: whoever writes may be answered five times within two days, counted from when they wrote', async () => {
  await desk.zhang.says('在吗');
  const [{ at, until: ends } = { at: 0, until: null }] = desk.house.allowances;
  expect(allowed()).toEqual([[desk.address, 'chat', 5]]);
  expect(Math.abs(at - desk.emulator.clock.now())).toBeLessThan(2 * SECONDS);
  expect(Math.abs((ends ?? 0) - at - 48 * 3600 * SECONDS)).toBeLessThan(1 * SECONDS);
  expect(contents()).toEqual([{ kind: 'text', text: '在吗' }]);
});

test('A10: an entry of the menu says its key, and lets us say three things within a minute', async () => {
  await desk.zhang.clicksMenu('进度');
  await desk.zhang.opensMenu('https://desk.example');
  expect(contents()).toEqual([{ kind: 'text', text: '进度' }]);
  expect(allowed()).toEqual([[desk.address, 'tap', 3]]);
});

test('a new follower is welcomed; whoever leaves is written to no more, until they follow again', async () => {
  const { openId } = desk.zhang.follower;
  await desk.zhang.unfollows();
  expect([...desk.house.optedOut]).toEqual([openId]);
  expect(allowed()).toEqual([
    [desk.address, 'chat', 0],
    [desk.address, 'tap', 0],
  ]);
  await desk.zhang.follows();
  expect([...desk.house.optedOut]).toEqual([]);
  expect(contents()).toEqual([{ kind: 'opened' }]);
  expect(allowed().at(-1)).toEqual([desk.address, 'tap', 3]);
});

describe('A11: a QR code', () => {
  test('of a ticket asks about it, one of a binding answers with its code', async () => {
    await desk.zhang.scans(await ticketOf('ticket-12'));
    await desk.zhang.unfollows();
    await desk.zhang.scans(await ticketOf('bind-123456'));
    expect(contents()).toEqual([
      { kind: 'text', text: '#12' },
      { kind: 'text', text: '绑定 123456' },
    ]);
    expect(allowed().filter(([, key]) => key === 'tap')).toHaveLength(3);
  });

  test('is made once for all who look at it, and none is made for what says nothing to us', async () => {
    expect(await ticketOf('ticket-12')).toBe(await ticketOf('ticket-12'));
    expect(desk.emulator.counts().requests['qrcode/create']).toBe(1);
    for (const scene of ['admin', 'ticket-', 'ticket-12;drop', 'bind-12'])
      expect((await fetch(`${desk.url}/wechat/oa/qr/${scene}`, { redirect: 'manual' })).status).toBe(404);
    desk.emulator.world.faults.switchOn({ kind: '45009', on: 'qrcode/create' });
    expect((await fetch(`${desk.url}/wechat/oa/qr/ticket-13`, { redirect: 'manual' })).status).toBe(502);
  });

  test('that somebody else made says nothing, and lets us answer', async () => {
    const ticket = desk.emulator.world.scenes.make('poster-7', Number.POSITIVE_INFINITY);
    await desk.zhang.scans(ticket);
    expect([contents(), allowed()]).toEqual([[], [[desk.address, 'tap', 3]]]);
  });
});

describe('what is sent', () => {
  const PICTURE = Buffer.from('89504e470d0a1a0a', 'hex');

  test('is fetched at once and kept: pictures and voices', async () => {
    await desk.zhang.sendsFile('image', PICTURE);
    await desk.zhang.sendsFile('voice', PICTURE);
    expect(contents()).toMatchObject([{ kind: 'files' }, { kind: 'files' }]);
    expect(allowed()).toHaveLength(2);
  });

  test('and cannot be had is told to whoever sent it', async () => {
    await desk.zhang.sends('image', { MediaId: 'nothing-of-the-kind' });
    expect(contents()).toMatchObject([{ kind: 'lost_file', file: { why: 'file_unreadable' } }]);
  });

  test('as a place or a link is read as words', async () => {
    await desk.zhang.sends('location', {
      Location_X: '31.2',
      Location_Y: '121.4',
      Scale: '20',
      Label: '徐汇',
    });
    await desk.zhang.sends('link', { Title: '公告', Description: '', Url: 'https://a.example' });
    expect(contents()).toEqual([
      { kind: 'text', text: '徐汇（31.2, 121.4）' },
      { kind: 'text', text: '公告\nhttps://a.example' },
    ]);
  });
});

test('two messages within a second allow anew, and a repetition allows nothing more', async () => {
  desk.emulator.world.faults.switchOn({ kind: 'duplicate', on: 'text' });
  await desk.zhang.says('一');
  desk.later(1);
  await desk.zhang.says('二');
  const instants = desk.house.allowances.map(({ at }) => at);
  expect(new Set(instants).size).toBe(2);
  expect(instants).toEqual([...instants].sort((one, other) => one - other));
});

test('an entry of a menu that is tapped is its button, also a year later', async () => {
  await desk.zhang.says('在吗');
  const buttons = [{ text: '确认并关闭', value: 'close:7:3', style: 'primary' as const }];
  const card = { title: '#7 公司注册', tone: 'info' as const, blocks: [], buttons };
  await desk.adapter.send({ key: 'k', address: desk.address, card });
  const menu = desk.zhang.sees().at(-1);
  expect(menu?.text).toBe('#7 公司注册\n确认并关闭');
  await desk.zhang.picks(menu?.messageId ?? '', '确认并关闭');
  desk.later(365 * 86_400 * SECONDS);
  await desk.zhang.picks(menu?.messageId ?? '', '确认并关闭');
  expect(contents().slice(1)).toEqual(Array(2).fill({ kind: 'button', value: 'close:7:3' }));
  await desk.zhang.sends('text', { Content: '确认并关闭', bizmsgmenuid: '1' });
  expect(contents().at(-1)).toEqual({ kind: 'text', text: '确认并关闭' });
});

describe('D10: a consent', () => {
  const OTHER = 'anotherTemplate0123456789';
  const told = () => allowed().filter(([address]) => address === desk.notices);

  test('is one notice of its template, another one is another; a no is none', async () => {
    await desk.zhang.agrees(NOTICE);
    desk.later(1 * SECONDS);
    await desk.zhang.agrees(NOTICE);
    await desk.zhang.declines(NOTICE);
    const [first, second, ...rest] = told();
    expect(rest).toEqual([]);
    expect([first?.[2], second?.[2]]).toEqual([1, 1]);
    expect(first?.[1]).not.toBe(second?.[1]);
    expect(String(first?.[1])).toMatch(new RegExp(`/${NOTICE}$`, 'u'));
  });

  test('names its template, and so does a no, and what is taken back', async () => {
    await desk.zhang.agrees(NOTICE);
    await desk.zhang.declines(OTHER);
    await desk.zhang.takesBack(NOTICE);
    expect(desk.house.allowances.map(({ template }) => template)).toEqual([NOTICE]);
    expect(desk.house.declined).toMatchObject([
      { address: desk.notices, template: OTHER, before: false },
      { address: desk.notices, template: NOTICE, before: true },
    ]);
    // Whatever was agreed to within the same second came before.
    const [given] = desk.house.allowances;
    expect(desk.house.declined[1]?.at).toBeGreaterThanOrEqual(given?.at ?? Number.POSITIVE_INFINITY);
  });
});

test('what WeChat tells late, twice or out of order is heard once, and what we have no use for does no harm', async () => {
  desk.emulator.world.faults.switchOn({ kind: 'duplicate' });
  await desk.zhang.clicksMenu('进度');
  desk.emulator.world.faults.switchOn({ kind: 'disconnect' });
  await desk.zhang.says('在吗');
  desk.later(5 * SECONDS);
  await until(() => desk.emulator.counts().acknowledged === 2, WITHIN_MS);
  expect(contents()).toHaveLength(2);
  const { acknowledged } = await desk.zhang.sends('miniprogrampage', { Title: '小程序' });
  expect([acknowledged, contents().length]).toEqual([true, 2]);
});
