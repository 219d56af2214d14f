/** What becomes of a text at Tencent: an approved one with its values, and a refusal that says what can be done. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { failureOf as sorted } from '../../../adapters/sms/refusal.js';
import { DeliveryError } from '../../../src/platform/delivery-error.js';
import { openSmsDesk, type SmsDesk } from './desk.js';

let desk: SmsDesk;
beforeEach(async () => {
  desk = await openSmsDesk();
});
afterEach(() => desk.stop());

const send = (second = '已受理', key = 'k') =>
  desk.adapter.send(desk.delivery(key, { '1': '12', '2': second }));
const failureOf = async (sending: Promise<unknown>) => {
  const error = await sending.then(
    () => 'sent',
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
  return error.failure;
};
const reads = () => desk.wang.sees().map(({ text }) => text);

test('whoever has the number reads the approved text with the values of the ticket', async () => {
  await send();
  expect(reads()).toEqual(['【三驾马车】工单12：已受理，回T退订']);
});

test('a value stands on one line, holds no link, and is cut to what the account allows', async () => {
  await send('请看 https://evil.example/a?b=1 补交材料');
  desk.emulator.clock.advance(30_000);
  await send('营业执照\n副本和法人身份证正反面', 'k2');
  expect(reads()).toEqual([
    '【三驾马车】工单12：请看 补交材料，回T退订',
    '【三驾马车】工单12：营业执照 副本和法人身…，回T退订',
  ]);
});

describe('a refusal', () => {
  test('of one number, though the call succeeded, is final and says why', async () => {
    desk.emulator.world.faults.switchOn({ kind: 'FailedOperation.PhoneNumberInBlacklist' });
    expect(await failureOf(send())).toEqual({
      kind: 'rejected',
      reason: expect.stringMatching(/PhoneNumberInBlacklist.*wants no messages/u),
    });
  });

  test('of an unknown template, or of values that are not its own, is final', async () => {
    const other = { ...desk.delivery('k', {}), template: { id: '9', values: {} } };
    expect(await failureOf(desk.adapter.send(other))).toMatchObject({ kind: 'rejected' });
    expect(await failureOf(desk.adapter.send(desk.delivery('k', { '1': '12' })))).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining('TemplateParamSetNotMatchApprovedTemplate'),
    });
    expect(await failureOf(desk.adapter.send(desk.delivery('k', { '2': '12' })))).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining('expected values 1, 2, … without a gap, got 2'),
    });
  });

  test('of a notice without a template is final: nothing else may be said there', async () => {
    const { template: _, ...bare } = desk.delivery('k', {});
    expect(await failureOf(desk.adapter.send(bare))).toMatchObject({ kind: 'rejected' });
    expect(desk.emulator.counts().requests.SendSms).toBeUndefined();
  });

  test('for the half minute comes back then, for the hour does not', async () => {
    await send();
    expect(await failureOf(send())).toMatchObject({ kind: 'retry', afterMs: 30_000 });
    for (let n = 0; n < 4; n += 1) {
      desk.emulator.clock.advance(30_000);
      await send();
    }
    desk.emulator.clock.advance(30_000);
    expect(await failureOf(send())).toMatchObject({ kind: 'rejected' });
    expect(reads()).toHaveLength(5);
  });

  test('for being too fast is tried again, for the keys waits for an operator', async () => {
    const { faults } = desk.emulator.world;
    faults.switchOn({ kind: 'RequestLimitExceeded', on: 'SendSms' });
    expect(await failureOf(send())).toMatchObject({ kind: 'retry' });
    faults.switchOn({ kind: 'AuthFailure.SecretIdNotFound', on: 'SendSms' });
    expect(await failureOf(send())).toMatchObject({ kind: 'unauthorised' });
    expect(reads()).toEqual([]);
  });
});

describe('a send whose fate nobody knows', () => {
  test('is uncertain: cut off after it, broken at Tencent, or not known there either', async () => {
    const { faults } = desk.emulator.world;
    faults.switchOn({ kind: 'reset', on: 'SendSms' });
    expect(await failureOf(send())).toMatchObject({ kind: 'uncertain' });
    expect(reads()).toHaveLength(1);
    for (const kind of ['5xx', 'InternalError'] as const) {
      faults.switchOn({ kind, on: 'SendSms' });
      expect(await failureOf(send())).toMatchObject({ kind: 'uncertain' });
    }
    desk.emulator.clock.advance(30_000);
    faults.switchOn({ kind: 'InternalError.Timeout' });
    expect(await failureOf(send())).toMatchObject({ kind: 'uncertain' });
    expect(reads()).toHaveLength(1);
  });

  test('is none where nothing was heard at all', async () => {
    await desk.emulator.close();
    expect(await failureOf(send())).toMatchObject({ kind: 'retry' });
    expect(sorted(new Error('network timeout at: https://sms.tencentcloudapi.com/'))).toMatchObject({
      kind: 'uncertain',
    });
  });
});

test('100 sends on bad days end as they should: nothing that arrived is called failed, nothing is sent twice', async () => {
  await desk.stop();
  desk = await openSmsDesk({ limits: null, seed: 7 });
  const { faults } = desk.emulator.world;
  for (const kind of ['reset', '5xx', 'RequestLimitExceeded', 'InternalError'] as const)
    faults.switchOn({ kind, on: 'SendSms', chance: 0.1 });
  const fates: Record<string, number> = { sent: 0 };
  const failed: string[] = [];
  for (let n = 0; n < 100; n += 1) {
    const said = `第${n}条`;
    const kind = await send(said, `k${n}`).then(
      () => 'sent',
      (error: DeliveryError) => error.failure.kind,
    );
    fates[kind] = (fates[kind] ?? 0) + 1;
    if (kind === 'retry' || kind === 'rejected') failed.push(said);
  }
  const arrived = reads();
  process.stdout.write(`sms: 100 sends, ${JSON.stringify(fates)}, ${arrived.length} arrived\n`);
  expect(new Set(arrived).size).toBe(arrived.length);
  expect(arrived.filter((text) => failed.some((said) => text.includes(`：${said}，`)))).toEqual([]);
  expect(arrived.length).toBeGreaterThanOrEqual(fates.sent ?? 0);
  expect(arrived.length).toBeLessThanOrEqual((fates.sent ?? 0) + (fates.uncertain ?? 0));
  expect(fates.retry).toBeGreaterThan(0);
  expect(fates.uncertain).toBeGreaterThan(0);
});
