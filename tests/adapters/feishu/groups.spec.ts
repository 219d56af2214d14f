/** Groups the bot opens itself: once a key, filled with whoever can be, and a refusal where nothing can be done. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Groups } from '../../../src/platform/adapter.js';
import type { Address } from '../../../src/platform/address.js';
import { DeliveryError } from '../../../src/platform/delivery-error.js';
import { type FeishuDesk, openFeishuDesk } from './desk.js';

let desk: FeishuDesk;
let groups: Groups;
beforeEach(async () => {
  desk = await openFeishuDesk('long connection');
  if (!desk.adapter.groups) throw new Error('expected Feishu to have groups');
  groups = desk.adapter.groups;
});
afterEach(() => desk.stop());

const opened = () => [...desk.emulator.world.chats.values()].filter(({ type }) => type === 'group');
const failureOf = async (asking: Promise<unknown>) => {
  const error = await asking.catch((thrown: unknown) => thrown);
  if (!(error instanceof DeliveryError)) throw error;
  return error.failure;
};

test('one whose answer is lost is the same one when it is asked for again, and is filled then', async () => {
  for (const on of ['im.chat.create', 'im.chatMembers.create']) {
    desk.emulator.world.faults.switchOn({ kind: 'reset', on });
    expect(await failureOf(groups.open('12', '#12 卡纸', ['ou_wang']))).toMatchObject({ kind: 'retry' });
    desk.emulator.world.faults.clear();
  }
  const address = await groups.open('12', '#12 卡纸', ['ou_wang']);
  expect(opened().map(({ name, members }) => [name, [...members]])).toEqual([['#12 卡纸', ['ou_wang']]]);
  expect(address).toBe(`feishu:${desk.emulator.app.appId}:${opened()[0]?.id}`);
  await groups.open('13', '#13 断网', []);
  expect(opened()).toHaveLength(2);
});

test('somebody Feishu does not know costs nobody the group, and fifty are brought in at once', async () => {
  const many = Array.from({ length: 60 }, (_, n) => `ou_agent${n}`);
  for (const openId of many) desk.emulator.addPerson({ name: openId, openId });
  const address = await groups.open('12', '#12 卡纸', ['ou_nobody']);
  await groups.add(address, many);
  expect([...(opened()[0]?.members ?? [])]).toEqual(many);
});

test('a long title is cut to what Feishu takes', async () => {
  await groups.open('12', '长'.repeat(80), []);
  expect(opened()[0]?.name).toBe('长'.repeat(60));
});

test('one that is dissolved, or is none of ours, takes nobody in', async () => {
  const address = await groups.open('12', '#12 卡纸', []);
  await desk.emulator.company.dissolves(opened()[0]?.id ?? '');
  expect(await failureOf(groups.add(address, ['ou_wang']))).toMatchObject({ kind: 'rejected' });
  const strange = 'feishu:another:oc_1' as Address;
  expect(await failureOf(groups.add(strange, ['ou_wang']))).toMatchObject({ kind: 'rejected' });
});
