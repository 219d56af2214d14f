/** A customer's session to a colleague and back, as WeChat has it, and what is heard while a colleague has it. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { HandOver } from '../../../src/platform/adapter.js';
import { DeliveryError, type DeliveryFailure } from '../../../src/platform/delivery-error.js';
import type { ServicerHands } from '../../emulators/wecom/kf/servicer-hands.js';
import { type KfDesk, openKfDesk } from './desk.js';

const HOUR_MS = 3_600_000;
const POOLED = { to: 'whoever_is_first' };
const BY_LI = { to: 'colleague', account: 'LiQiang' };

let desk: KfDesk;
let li: ServicerHands;
beforeEach(async () => {
  desk = await openKfDesk();
  desk.emulator.addPerson({ userId: 'LiQiang', name: '李强' });
  desk.emulator.addPerson({ userId: 'HeLan', name: '何兰' });
});
afterEach(() => desk.stop());

const handOver = (): HandOver => {
  const { handOver: found } = desk.adapter;
  if (!found) throw new Error('expected customer service to hand over');
  return found;
};
const give = (account: string | null = null) => handOver().give(desk.address, account);
const refusal = (work: Promise<unknown>): Promise<DeliveryFailure> =>
  work.then(
    () => Promise.reject(new Error('expected a refusal')),
    (error: unknown) => (error instanceof DeliveryError ? error.failure : Promise.reject(error)),
  );
const chat = () => {
  const { kf, world } = desk.emulator;
  const found = world.kf.accounts.get(kf.app.openKfId)?.chats.get(desk.zhang.customer.externalUserId);
  if (!found) throw new Error('expected a conversation');
  return found;
};
const heard = () => desk.house.received.map(({ content, aside }) => [content, aside?.by]);
const left = () => desk.house.allowances.at(-1);
const servicer = (userId: string) => desk.emulator.kf.addServicer(userId);
async function calls(): Promise<void> {
  await desk.says('转人工');
  li = servicer('LiQiang');
}

describe('giving it', () => {
  test('goes to whoever is asked for, else to the pool, and allows us nothing more', async () => {
    await calls();
    expect(await give()).toEqual(POOLED);
    expect(chat().state).toBe(2);
    expect(left()).toMatchObject({ key: 'chat', messages: 0 });
    expect(await give('liqiang')).toEqual(BY_LI);
    expect(chat()).toMatchObject({ state: 3, servicer: 'LiQiang' });
  });

  test('asked for again, answers how it stands and leads nowhere', async () => {
    await calls();
    await give('LiQiang');
    expect(await give('LiQiang')).toEqual(BY_LI);
    expect(await give()).toEqual(BY_LI);
    expect(desk.emulator.counts().refused).toEqual({});
  });

  test('after an answer that was lost, finds that it is done', async () => {
    await calls();
    desk.emulator.world.faults.switchOn({ kind: 'reset', on: 'kf/service_state/trans' });
    expect(await refusal(give('LiQiang'))).toMatchObject({ kind: 'retry' });
    expect(await give('LiQiang')).toEqual(BY_LI);
  });

  test('where nobody takes customers over, leaves everything as it is', async () => {
    await desk.says('转人工');
    expect(await give('LiQiang')).toEqual({ to: 'nobody' });
    expect(left()).toMatchObject({ messages: 5 });
    expect(chat().state).toBe(0);
  });

  test('to somebody who has stopped goes to the pool, and where all have, it is refused in words', async () => {
    await calls();
    await li.receives(false);
    expect(await refusal(give('LiQiang'))).toMatchObject({
      ...{ kind: 'rejected', reason: expect.stringContaining('no colleague takes customers over') },
    });
    expect(left()).toMatchObject({ messages: 5 });
    servicer('HeLan');
    expect(await give('LiQiang')).toEqual(POOLED);
  });

  test('to somebody who has left the company meanwhile goes to the pool', async () => {
    await calls();
    servicer('HeLan');
    await desk.emulator.company.leaves('LiQiang');
    expect(await give('LiQiang')).toEqual(POOLED);
  });

  test('is refused where the session has ended, and we hear the customer as before', async () => {
    await calls();
    desk.later(49 * HOUR_MS);
    expect(await refusal(give())).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining('95013'),
    });
    await desk.says('还在吗');
    expect(heard().at(-1)).toEqual([{ kind: 'text', text: '还在吗' }, undefined]);
  });
});

describe('while a colleague has it', () => {
  test('both sides are heard aside, taps by their words, and nothing is allowed by it', async () => {
    await calls();
    await give();
    const before = desk.house.allowances.length;
    await desk.says('在吗');
    await li.takes('张三');
    await li.says('张三', '在的，我看一下');
    await li.sendsFile('张三', 'file', 'a.txt', Buffer.from('lines'));
    await desk.hears(5);
    expect(heard().slice(1)).toEqual([
      [{ kind: 'text', text: '在吗' }, null],
      [{ kind: 'handed', to: 'LiQiang' }, undefined],
      [{ kind: 'text', text: '在的，我看一下' }, 'LiQiang'],
      [{ kind: 'files', files: [expect.objectContaining({ name: 'a.txt' })] }, 'LiQiang'],
    ]);
    expect(desk.house.allowances.slice(before).map(({ messages }) => messages)).toEqual([0]);
  });

  test('its end allows one message by a code, and the next word is ours again', async () => {
    await calls();
    await give('LiQiang');
    await li.ends('张三');
    await desk.hears(2);
    expect(heard().at(-1)).toEqual([{ kind: 'handed', to: null }, undefined]);
    expect(left()).toMatchObject({ messages: 1, key: expect.stringMatching(/^code\//u) });
    await desk.says('还有一件事');
    expect(heard().at(-1)).toEqual([{ kind: 'text', text: '还有一件事' }, undefined]);
    expect(left()).toMatchObject({ key: 'chat', messages: 5 });
  });

  test('two days of silence end it without a word: the next one says that it is over', async () => {
    await calls();
    await give('LiQiang');
    desk.later(49 * HOUR_MS);
    await desk.zhang.says('还在吗');
    await desk.hears(3);
    expect(heard().slice(1)).toEqual([
      [{ kind: 'handed', to: null }, undefined],
      [{ kind: 'text', text: '还在吗' }, undefined],
    ]);
    expect(left()).toMatchObject({ key: 'chat', messages: 5 });
  });
});

describe('taking it back', () => {
  test('ends the session, allows one message by a code, and does so once', async () => {
    await calls();
    await give('LiQiang');
    await handOver().takeBack(desk.address);
    expect(chat().state).toBe(4);
    expect(left()).toMatchObject({ messages: 1, key: expect.stringMatching(/^code\//u) });
    const told = desk.house.allowances.length;
    await handOver().takeBack(desk.address);
    expect(desk.house.allowances).toHaveLength(told);
  });

  test('leaves what is ours alone', async () => {
    await calls();
    await handOver().takeBack(desk.address);
    expect(chat().state).toBe(0);
  });
});
