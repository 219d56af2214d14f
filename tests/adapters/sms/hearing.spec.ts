/** What comes back from phones: receipts, words, and the wish to hear no more; pushed to us, or fetched. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { hearAnswer } from '../../../adapters/sms/inbound.js';
import { placesOf } from '../../../adapters/sms/places.js';
import { until } from '../../scheduler/until.js';
import { CALLBACK_KEY, openSmsDesk, type SmsDesk } from './desk.js';

let desk: SmsDesk;
afterEach(() => desk.stop());

describe('pushed to the addresses of the console', () => {
  test('a text that arrived and one that did not are told of, by the names they were sent under', async () => {
    desk = await openSmsDesk();
    const { emulator, adapter, delivery } = desk;
    const { ref: good } = await adapter.send(delivery('k1', { '1': '12', '2': '已受理' }));
    desk.wang.unreachable('MK:0001');
    emulator.clock.advance(30_000);
    const { ref: bad } = await adapter.send(delivery('k2', { '1': '12', '2': '已办结' }));
    emulator.clock.advance(2_000);
    await emulator.settled();
    expect(desk.house.receipts).toEqual([
      { ref: good, kind: 'arrived' },
      { ref: bad, kind: 'lost', reason: 'MK:0001 号码无法接收短信' },
    ]);
  });

  test('words are heard from whom they came, once however often they are pushed', async () => {
    desk = await openSmsDesk();
    desk.emulator.world.faults.switchOn({ kind: 'duplicate', on: 'reply' });
    await desk.wang.says('材料已寄出');
    expect(desk.house.received).toEqual([
      expect.objectContaining({
        sender: { account: '13800138000' },
        address: desk.address,
        private: true,
        content: { kind: 'text', text: '材料已寄出' },
      }),
    ]);
  });

  test('T is the wish to hear no more, and 恢复 takes it back; neither is said to anybody', async () => {
    desk = await openSmsDesk();
    await desk.wang.says('t');
    await desk.wang.says('恢复');
    expect(desk.optOuts).toEqual([
      ['13800138000', true],
      ['13800138000', false],
    ]);
    expect(desk.house.received).toEqual([]);
  });

  test.each([
    'T',
    'td',
    'R',
    '拒收',
    '回T',
    '回复T退订',
    'TD退订',
    '退订',
    '【退订】',
    '退订。',
    'Ｔ',
    'stop',
  ])('%s is understood as no more', async (text) => {
    desk = await openSmsDesk();
    const heard = hearAnswer({ account: '13800138000', text, at: 1 }, placesOf('1400006666'));
    expect(heard).toEqual({ kind: 'optOut', account: '13800138000', out: true });
  });

  test.each(['怎么退订', '我要退订套餐', 'TT', '进度', '好'])('%s is only said', async (text) => {
    desk = await openSmsDesk();
    const heard = hearAnswer({ account: '13800138000', text, at: 1 }, placesOf('1400006666'));
    expect(heard).toMatchObject({ kind: 'inbound', inbound: { content: { text } } });
  });
});

describe('the door', () => {
  const push = async (path: string, body: string) =>
    (await fetch(`${desk.url}${path}`, { method: 'POST', body })).status;
  const answer = JSON.stringify({ nationcode: '86', mobile: '13800138000', text: '进度', time: 1 });

  test('lets in only whoever knows the key, and says no to what it does not understand', async () => {
    desk = await openSmsDesk();
    expect(await push('/sms/replies/anotherKeyAltogether', answer)).toBe(404);
    expect(await push('/sms/replies/', answer)).toBe(404);
    expect(desk.house.received).toHaveLength(0);
    expect(await push(`/sms/replies/${CALLBACK_KEY}`, '[]')).toBe(400);
    expect(await push(`/sms/receipts/${CALLBACK_KEY}`, '{}')).toBe(400);
    expect(await push(`/sms/replies/${CALLBACK_KEY}`, answer)).toBe(200);
    expect(desk.house.received).toHaveLength(1);
  });

  test('is not there without a key', async () => {
    desk = await openSmsDesk({ pushed: false });
    expect(desk.house.routes).toEqual([]);
    expect(await push('/sms/replies/undefined', answer)).toBe(404);
  });
});

describe('where nothing is pushed', () => {
  test('receipts and answers are fetched', async () => {
    desk = await openSmsDesk({ pushed: false });
    await until(() => desk.emulator.counts().requests.PullSmsReplyStatus === 1, 5_000);
    const { emulator, adapter, delivery } = desk;
    const { ref } = await adapter.send(delivery('k1', { '1': '12', '2': '已受理' }));
    emulator.clock.advance(2_000);
    await desk.wang.says('收到');
    await desk.wang.says('退订');
    await adapter.stop();
    await adapter.start({
      ...desk.house.context,
      optOut: async (account, out) => void (desk.optOuts as unknown[]).push([account, out]),
    });
    await until(() => desk.optOuts.length > 0, 5_000);
    expect(desk.house.receipts).toEqual([{ ref, kind: 'arrived' }]);
    expect(desk.house.received.map(({ content }) => content)).toEqual([{ kind: 'text', text: '收到' }]);
    expect(desk.optOuts).toEqual([['13800138000', true]]);
  });

  test('and the account may not fetch them, that is said once', async () => {
    desk = await openSmsDesk({ pushed: false });
    await until(() => desk.emulator.counts().requests.PullSmsReplyStatus === 1, 5_000);
    await desk.adapter.stop();
    desk.emulator.world.faults.switchOn({ kind: 'UnauthorizedOperation', on: 'PullSmsSendStatus' });
    const warnings: string[] = [];
    await desk.adapter.start({
      ...desk.house.context,
      log: { ...desk.house.context.log, warn: (_, message) => void warnings.push(message) },
    });
    await until(() => warnings.length > 0, 5_000);
    expect(warnings).toEqual(['sms: receipts and answers could not be pulled']);
  });
});
