/** What becomes of a send: shown once, in its pace, changed where it stands, and a refusal that says what can be done. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addressOf } from '../../../src/platform/address.js';
import { DeliveryError } from '../../../src/platform/delivery-error.js';
import { CARD } from './cards.js';
import { type FeishuDesk, openFeishuDesk } from './desk.js';

let desk: FeishuDesk;
afterEach(() => desk.stop());

describe('sending', () => {
  beforeEach(async () => {
    desk = await openFeishuDesk('long connection');
  });

  const send = (key = 'k', address = desk.address) => desk.adapter.send({ key, address, card: CARD });
  const failureOf = async (sending: Promise<unknown>) => {
    const error = await sending.catch((thrown: unknown) => thrown);
    if (!(error instanceof DeliveryError)) throw error;
    return error.failure;
  };

  test('whose answer is lost is shown once when it is sent again', async () => {
    desk.emulator.world.faults.switchOn({ kind: 'reset', on: 'im.message.create' });
    expect(await failureOf(send())).toMatchObject({ kind: 'retry' });
    await send();
    expect(desk.titles()).toEqual(['#1 待受理']);
  });

  test('with a token that died is done with a new one, once for all who wait', async () => {
    await send('before');
    desk.emulator.world.tokens.invalidate();
    await Promise.all([send('a'), send('b'), send('c')]);
    expect(desk.titles()).toHaveLength(4);
    expect(desk.emulator.counts().requests['auth.tenantAccessToken.internal']).toBe(2);
  });

  test('too fast comes back when Feishu says, and an outage soon', async () => {
    desk.emulator.world.faults.switchOn({ kind: '429', on: 'im.message.create' });
    expect(await failureOf(send())).toMatchObject({ kind: 'retry', afterMs: 1000 });
    desk.emulator.world.faults.switchOn({ kind: '5xx', on: 'im.message.create' });
    expect(await failureOf(send())).toMatchObject({ kind: 'retry' });
  });

  test('to where nobody can hear it any more is rejected', async () => {
    const { emulator } = desk;
    const group = emulator.addGroup({ name: '注册组', members: ['ou_wang'] });
    const there = addressOf('feishu', emulator.app.appId, group);
    const { ref } = await send('k1', there);
    await emulator.company.recalls(ref);
    expect(
      await failureOf(desk.adapter.update({ key: 'k2', address: there, card: CARD }, ref)),
    ).toMatchObject({
      kind: 'rejected',
    });
    await emulator.company.removesBot(group);
    expect(await failureOf(send('k3', there))).toMatchObject({ kind: 'rejected' });
    await emulator.company.resigns('ou_wang');
    expect(await failureOf(send('k4'))).toMatchObject({ kind: 'rejected' });
  });

  test('changes a card for fourteen days', async () => {
    const posted = await send();
    expect(posted.editableUntil).toBeGreaterThan(desk.house.clock.now + 13 * 86_400_000);
    desk.emulator.clock.advance(14 * 86_400_000 + 1000);
    const late = desk.adapter.update({ key: 'k2', address: desk.address, card: CARD }, posted.ref);
    expect(await failureOf(late)).toMatchObject({ kind: 'rejected' });
  });

  test('pages a person about what is urgent, and says it also where paging fails', async () => {
    const { wang, emulator } = desk;
    await desk.adapter.send({ key: 'u1', address: desk.address, card: CARD, urgent: true });
    emulator.world.faults.switchOn({ kind: '5xx', on: 'urgent' });
    await desk.adapter.send({ key: 'u2', address: desk.address, card: CARD, urgent: true });
    expect(wang.sees(wang.direct).map(({ urgent }) => urgent)).toEqual([true, false]);
  });
});
