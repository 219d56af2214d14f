/** What becomes of a send to a customer: shown once, within what they allowed, and a refusal that says why. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addressOf } from '../../../src/platform/address.js';
import { DeliveryError } from '../../../src/platform/delivery-error.js';
import { until } from '../../scheduler/until.js';
import { plainCard, ticketCard } from '../wecom/cards.js';
import { type KfDesk, openKfDesk } from './desk.js';

let desk: KfDesk;
beforeEach(async () => {
  desk = await openKfDesk();
});
afterEach(() => desk.stop());

const SOON_MS = 8_000;
const HOUR_MS = 3_600_000;
const send = (key = 'k', title = '好了', more: { allowance?: string } = {}) =>
  desk.adapter.send({ key, address: desk.address, card: plainCard(title), ...more });
const failureOf = async (sending: Promise<unknown>) => {
  const error = await sending.catch((thrown: unknown) => thrown);
  if (!(error instanceof DeliveryError)) throw error;
  return error.failure;
};

describe('what a customer says', () => {
  test('allows five answers within two days, before it is received', async () => {
    desk.house.clock.now += 60_000;
    const before = Math.floor(desk.emulator.clock.now() / 1000) * 1000;
    await desk.says('进度');
    const [allowed] = desk.house.allowances;
    expect(desk.house.allowances).toHaveLength(1);
    expect(allowed).toMatchObject({ address: desk.address, key: 'chat', messages: 5 });
    expect(allowed?.at).toBeGreaterThanOrEqual(before);
    expect(allowed?.at).toBeLessThanOrEqual(desk.emulator.clock.now());
    expect(allowed?.until).toBe((allowed?.at ?? 0) + 48 * HOUR_MS);
    for (let n = 1; n <= 5; n += 1) await send(`k${n}`, `第 ${n} 条`);
    expect(desk.titles()).toHaveLength(5);
    expect(await failureOf(send('k6'))).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining('five messages'),
    });
    await desk.says('再问一下');
    await send('k6', '第 6 条');
    expect(desk.titles().at(-1)).toBe('✅ 第 6 条');
  });

  test('two days later allows nothing more', async () => {
    await desk.says('进度');
    desk.later(48 * HOUR_MS + 1_000);
    expect(await failureOf(send())).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining('48 hours'),
    });
  });

  test('is counted by our clock, however far ahead WeChat is', async () => {
    desk.house.clock.now -= 7_000;
    await desk.says('进度');
    desk.house.clock.now += 500;
    await desk.says('在吗');
    for (const { at, until: end } of desk.house.allowances) {
      expect(at).toBeLessThanOrEqual(desk.house.clock.now);
      expect((end ?? 0) - at).toBe(48 * HOUR_MS);
    }
  });

  test('comes under their name in WeChat', async () => {
    await desk.says('进度');
    expect(desk.house.received[0]?.sender.name).toBe('张三');
  });
});

describe('the codes', () => {
  test('of somebody who comes for the first time greets them with a menu, once', async () => {
    await desk.zhang.opens();
    await desk.hears(1);
    const [allowed] = desk.house.allowances;
    expect(allowed).toMatchObject({
      address: desk.address,
      messages: 1,
      key: expect.stringMatching(/^code\//u),
    });
    expect((allowed?.until ?? 0) - (allowed?.at ?? 0)).toBe(20_000);
    expect(desk.house.received.map(({ content }) => content)).toEqual([{ kind: 'opened' }]);
    const delivery = {
      key: 'k',
      address: desk.address,
      card: ticketCard('新建'),
      allowance: allowed?.key ?? '',
    };
    await desk.adapter.send(delivery);
    expect(desk.zhang.sees().at(-1)).toMatchObject({ type: 'msgmenu', items: [{ text: '接单' }] });
    expect(await failureOf(desk.adapter.send({ ...delivery, key: 'k2' }))).toMatchObject({
      kind: 'retry',
    });
  });

  test('are over after twenty seconds, and what else allows it is looked for', async () => {
    await desk.zhang.opens();
    await desk.hears(1);
    desk.later(21_000);
    const key = desk.house.allowances[0]?.key ?? '';
    expect(await failureOf(send('k', '您好', { allowance: key }))).toMatchObject({
      ...{ kind: 'retry', afterMs: 0 },
      reason: expect.stringContaining('is over'),
    });
  });
});

describe('a message', () => {
  test('whose answer is lost is shown once when it is sent again', async () => {
    await desk.says('进度');
    desk.emulator.world.faults.switchOn({ kind: 'reset', on: 'kf/send_msg' });
    expect(await failureOf(send('k', '好了'))).toMatchObject({ kind: 'retry' });
    const { ref } = await send('k', '好了');
    expect(ref).toMatch(/^[\w-]{32}$/u);
    expect(desk.titles()).toEqual(['✅ 好了']);
  });

  test('that WeCom finds malformed at the first try has not arrived', async () => {
    await desk.says('进度');
    const card = {
      ...ticketCard('新建'),
      buttons: [{ text: '', value: 'claim:7:1', style: 'plain' as const }],
    };
    const broken = { key: 'k', address: desk.address, card };
    expect(await failureOf(desk.adapter.send(broken))).toMatchObject({ kind: 'rejected' });
    expect(await failureOf(desk.adapter.send(broken))).toMatchObject({ kind: 'rejected' });
    expect(desk.titles()).toEqual([]);
  });

  test('that was taken and did not arrive is told with its reason, however early that is known', async () => {
    const known = new Set<string>();
    await desk.stop();
    desk = await openKfDesk((context) => ({
      ...context,
      receipt: async (receipt) => (await context.receipt(receipt)) && known.has(receipt.ref),
    }));
    await desk.says('进度');
    desk.emulator.world.faults.switchOn({ kind: 'fail-4', on: 'kf/send_msg' });
    const { ref } = await send();
    await until(() => desk.house.receipts.length > 0, SOON_MS);
    known.add(ref);
    const left = async () => (await desk.house.context.state.get('losses'))?.value;
    await until(async () => JSON.stringify(await left()) === '[]', SOON_MS);
    expect(desk.house.receipts.at(-1)).toEqual({
      ...{ ref, kind: 'lost' },
      reason: '48 hours have passed since the customer last wrote',
    });
    const told = desk.house.receipts.length;
    await desk.says('还在吗');
    expect(desk.house.receipts).toHaveLength(told);
  });

  test('that a customer refuses opts them out', async () => {
    await desk.says('进度');
    desk.zhang.refuses();
    await send();
    await until(() => desk.house.receipts.length > 0, SOON_MS);
    expect([...desk.house.optedOut]).toEqual([desk.zhang.customer.externalUserId]);
  });

  test('to somebody whom WeChat does not know is final', async () => {
    const address = addressOf('wechat-kf', desk.emulator.kf.app.openKfId, 'wmNobody');
    expect(await failureOf(desk.adapter.send({ key: 'k', address, card: plainCard('好了') }))).toMatchObject({
      kind: 'rejected',
    });
  });

  test.each([
    ['-1', { kind: 'retry' }],
    ['45009', { kind: 'retry', afterMs: 60_000 }],
    ['45033', { kind: 'retry' }],
  ] as const)('refused with %s comes later', async (kind, failure) => {
    await desk.says('进度');
    desk.emulator.world.faults.switchOn({ kind, on: 'kf/send_msg' });
    expect(await failureOf(send())).toMatchObject(failure);
    await send();
    expect(desk.titles()).toEqual(['✅ 好了']);
  });

  test.each(['42001', '40014'] as const)('with a dead token (%s) renews it once', async (kind) => {
    await desk.says('进度');
    await send('before');
    const before = desk.emulator.counts().requests.gettoken ?? 0;
    desk.emulator.world.faults.switchOn({ kind, on: 'kf/send_msg' });
    await Promise.all(Array.from({ length: 4 }, (_, n) => send(`k${n}`, `第 ${n} 条`)));
    expect(desk.titles()).toHaveLength(5);
    expect(desk.emulator.counts().requests.gettoken).toBe(before + 1);
  });
});

describe('a menu', () => {
  test('gives back what stands behind an item, however long that is', async () => {
    await desk.says('进度');
    const value = `choose:7:1:${'选'.repeat(40)}`;
    const buttons = [
      { text: '很长', value, style: 'plain' as const },
      { text: '接单', value: 'claim:7:1', style: 'plain' as const },
    ];
    await desk.adapter.send({ key: 'k', address: desk.address, card: { ...ticketCard('新建'), buttons } });
    const { messageId } = desk.zhang.sees().at(-1) ?? { messageId: '' };
    await desk.zhang.taps(messageId, '很长');
    await desk.zhang.taps(messageId, '接单');
    await desk.hears(3);
    expect(desk.house.received.slice(1).map(({ content }) => content)).toEqual([
      { kind: 'button', value },
      { kind: 'button', value: 'claim:7:1' },
    ]);
  });

  test('has the files of a card: a tap sends one, and it counts among the five', async () => {
    await desk.says('进度');
    const bytes = Buffer.from('%PDF-1.4 certificate');
    const file = await desk.house.context.files.put({ name: '营业执照.pdf', bytes, personal: true });
    if ('refused' in file) throw new Error('expected a file');
    const card = { ...plainCard('附件'), blocks: [{ kind: 'files' as const, files: [file] }] };
    await desk.adapter.send({ key: 'k', address: desk.address, card });
    const { messageId } = desk.zhang.sees().at(-1) ?? { messageId: '' };
    await desk.zhang.taps(messageId, '📎 营业执照.pdf');
    await until(() => desk.zhang.sees().at(-1)?.type === 'file', SOON_MS);
    expect(desk.house.allowances.at(-1)).toMatchObject({ key: 'chat', messages: 4 });
    expect(desk.house.received).toHaveLength(1);
  });
});

test('a picture, a file and a voice are fetched; what cannot be read is said', async () => {
  const { zhang } = desk;
  await zhang.sendsFile('image', '身份证.jpg', Buffer.from('jpeg'));
  await zhang.sendsFile('file', '章程.pdf', Buffer.from('%PDF'));
  await zhang.sends('business_card', { userid: 'someone' });
  await zhang.sends('location', { name: '西湖', address: '杭州', latitude: 30.2, longitude: 120.1 });
  await desk.hears(4);
  expect(desk.house.received.map(({ content }) => content)).toEqual([
    { kind: 'files', files: [expect.objectContaining({ name: '身份证.jpg', size: 4 })] },
    { kind: 'files', files: [expect.objectContaining({ name: '章程.pdf' })] },
    { kind: 'lost_file', file: { name: '名片', why: 'file_unreadable' } },
    { kind: 'text', text: '西湖 杭州（30.2, 120.1）' },
  ]);
});

test('a link of ours says what stands in it', async () => {
  const { kf } = desk.emulator;
  const account = kf.app.openKfId;
  const made = desk.emulator.world.kf.links.make(
    desk.emulator.world.kf.accounts.get(account) as never,
    'ticket',
  );
  await desk.zhang.follows(`${made}&scene_param=${encodeURIComponent('进度')}`);
  await desk.hears(1);
  expect(desk.house.received[0]?.content).toEqual({ kind: 'text', text: '进度' });
});
