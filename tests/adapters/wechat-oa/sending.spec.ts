/** What becomes of a send at the Official Account: shown once, refused so that another way can go on, or in doubt. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Delivery } from '../../../src/platform/adapter.js';
import { addressOf } from '../../../src/platform/address.js';
import { DeliveryError } from '../../../src/platform/delivery-error.js';
import { until } from '../../scheduler/until.js';
import { plainCard } from '../wecom/cards.js';
import { MESSAGE, NOTICE, type OaDesk, openOaDesk } from './desk.js';

const WITHIN_MS = 5_000;
let desk: OaDesk;
beforeEach(async () => {
  desk = await openOaDesk();
  await desk.zhang.says('在吗');
});
afterEach(() => desk.stop());

const send = (key = 'k', title = '好了', more: Partial<Delivery> = {}) =>
  desk.adapter.send({ key, address: desk.address, card: plainCard(title), ...more });
const failureOf = async (sending: Promise<unknown>) => {
  const error = await sending.catch((thrown: unknown) => thrown);
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
  return error.failure;
};

describe('a text', () => {
  test('D7: beyond the fifth, or after two days, is refused in words, so that another way goes on', async () => {
    for (const n of [1, 2, 3, 4, 5]) await send(`k${n}`, `第 ${n} 条`);
    expect(await failureOf(send('k6'))).toEqual({
      kind: 'rejected',
      reason: 'as much was said as WeChat allows until they write again (45047)',
    });
    desk.later(48 * 3_600_000);
    expect(await failureOf(send('k7'))).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining('45015'),
    });
    await desk.zhang.says('还在吗');
    await send('k6', '又好了');
    expect(desk.shown()).toHaveLength(6);
  });

  test('whose answer is lost is in doubt, and not said again', async () => {
    desk.emulator.world.faults.switchOn({ kind: 'reset', on: 'message/custom/send' });
    expect(await failureOf(send())).toMatchObject({ kind: 'uncertain' });
    expect(await failureOf(send())).toMatchObject({ kind: 'uncertain' });
    expect(desk.shown()).toHaveLength(1);
  });

  test('that nobody took is said later', async () => {
    desk.emulator.world.faults.switchOn({ kind: '-1', on: 'message/custom/send' });
    expect(await failureOf(send())).toMatchObject({ kind: 'retry' });
    desk.emulator.world.faults.switchOn({ kind: '45009', on: 'message/custom/send' });
    expect(await failureOf(send())).toMatchObject({ kind: 'retry', afterMs: 15 * 60_000 });
    await send();
    expect(desk.shown()).toEqual(['✅ 好了\n正文']);
  });

  test('longer than WeChat takes is cut, and what looks like a link of ours stays words', async () => {
    const long = [{ kind: 'text' as const, text: '长'.repeat(3000) }];
    await send('k1', '长文', { card: { ...plainCard('长文'), blocks: long } });
    expect(desk.shown()[0]).toMatch(/长…$/u);
    await send('k2', '<a href="http://evil.example">点这里</a>');
    expect(desk.shown()[1]).toContain('＜a href="http://evil.example">');
  });

  test('with more to do than a menu holds says what can be said, and stays within what WeChat takes', async () => {
    const buttons = Array.from({ length: 12 }, (_, n) => ({
      ...{ text: `第 ${n + 1} 件事`, value: `do:7:1:${n + 1}`, style: 'plain' as const },
    }));
    const long = [{ kind: 'text' as const, text: '长'.repeat(3000) }];
    await send('k1', '多', { card: { ...plainCard('多'), buttons } });
    await send('k2', '长', { card: { ...plainCard('长'), blocks: long, buttons } });
    const [many, cut] = desk.zhang.sees().filter(({ from }) => from === 'account');
    expect([many?.menu.length, many?.text]).toEqual([
      10,
      expect.stringContaining('也可以直接回复：第 11 件事、第 12 件事'),
    ]);
    expect(cut?.menu).toHaveLength(10);
  });

  test('to somebody who left, or nobody, is final', async () => {
    await desk.zhang.unfollows();
    expect(await failureOf(send())).toMatchObject({ kind: 'rejected' });
    const nobody = addressOf('wechat-oa', desk.emulator.account.appId, 'nobody');
    expect(await failureOf(send('k', '好了', { address: nobody }))).toMatchObject({ kind: 'rejected' });
  });
});

describe('a token', () => {
  test.each(['42001', '40001'] as const)(
    'that is refused (%s) in a burst is renewed once for all',
    async (kind) => {
      await send('before');
      desk.emulator.world.faults.switchOn({ kind, on: 'message/custom/send' });
      await Promise.all([1, 2, 3, 4].map((n) => send(`k${n}`, `第 ${n} 条`)));
      expect(desk.shown()).toHaveLength(5);
      expect(desk.emulator.counts().requests.stable_token).toBe(2);
    },
  );

  test('that cannot be had is for an operator', async () => {
    desk.emulator.world.faults.switchOn({ kind: '40164', on: 'stable_token' });
    expect(await failureOf(send())).toMatchObject({
      kind: 'unauthorised',
      reason: expect.stringContaining('IP白名单'),
    });
  });
});

describe('D10: a notice', () => {
  const template = { id: NOTICE, values: { thing1: '公司注册', phrase2: '已受理' } };
  const consent = () =>
    desk.house.allowances.filter(({ address }) => address === desk.notices).at(-1)?.key ?? '';
  const notice = (key: string, more: Partial<Delivery> = {}) =>
    send(key, '好了', { address: desk.notices, template, allowance: consent(), ...more });

  test('reaches somebody who has been silent for days, once for their consent', async () => {
    await desk.zhang.agrees(NOTICE);
    desk.later(30 * 86_400_000);
    const { ref } = await notice('k1');
    expect((await notice('k1')).ref).toBe(ref);
    expect(desk.shown()).toEqual(['办理进度\n公司注册\n已受理']);
    expect(await failureOf(notice('k2'))).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining('43101'),
    });
    // What WeChat knows nothing of is none of ours either.
    expect(desk.house.declined).toMatchObject([{ address: desk.notices, template: NOTICE, before: true }]);
    await until(() => desk.house.receipts.length === 1, WITHIN_MS);
    expect(desk.house.receipts).toEqual([{ ref, kind: 'arrived' }]);
  });

  test('without a consent to its template is not even tried', async () => {
    await desk.zhang.agrees('anotherTemplate0123456789');
    expect(await failureOf(notice('k1'))).toMatchObject({ kind: 'rejected' });
    expect(await failureOf(send('k2', '好了', { address: desk.notices }))).toMatchObject({
      kind: 'rejected',
    });
    expect(desk.emulator.counts().refused).toEqual({});
  });

  test('whose places take something else is refused, and the consent is left', async () => {
    await desk.zhang.agrees(NOTICE);
    const wrong = { ...template, values: { ...template.values, phrase2: 'not in Chinese' } };
    expect(await failureOf(notice('k1', { template: wrong }))).toMatchObject({ kind: 'rejected' });
    await notice('k2');
    expect(desk.shown()).toHaveLength(1);
  });

  test('that is too long for its place is cut to it', async () => {
    await desk.zhang.agrees(NOTICE);
    const values = { thing1: '杭州青禾科技有限公司上海浦东新区第一分公司', phrase2: '等待对方付款' };
    await notice('k1', { template: { ...template, values } });
    expect(desk.shown()).toEqual(['办理进度\n杭州青禾科技有限公司上海浦东新区第一分…\n等待对方付']);
  });

  test('that WeChat could not deliver is reported lost', async () => {
    await desk.zhang.agrees(NOTICE);
    desk.emulator.world.faults.switchOn({ kind: 'undelivered' });
    const { ref } = await notice('k1');
    await until(() => desk.house.receipts.length === 1, WITHIN_MS);
    expect(desk.house.receipts).toEqual([{ ref, kind: 'lost', reason: 'failed: system failed (1)' }]);
  });

  test('as a template message goes to any follower, and is lost where they want none', async () => {
    const [, templates] = desk.adapter.waysTo?.(desk.zhang.follower.openId) ?? [];
    const message = (key: string, id = MESSAGE) =>
      send(key, '好了', { ...(templates && { address: templates }), template: { ...template, id } });
    await message('k1');
    desk.zhang.blocks();
    const { ref } = await message('k2');
    await until(() => desk.house.receipts.length === 2, WITHIN_MS);
    expect(desk.house.receipts[1]).toEqual({ ref, kind: 'lost', reason: 'failed:user block' });
    expect(await failureOf(message('k3', NOTICE))).toMatchObject({ kind: 'rejected' });
    expect(desk.adapter.capabilitiesAt?.(desk.notices)).toMatchObject({ byAllowance: true, templates: true });
    expect(templates && desk.adapter.capabilitiesAt?.(templates)).not.toHaveProperty('byAllowance');
  });
});
