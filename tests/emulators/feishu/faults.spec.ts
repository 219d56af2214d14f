/** Bad days of the open API, switched on: what the vendor's client meets then, and what was done all the same. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Client } from '@larksuiteoapi/node-sdk';
import { FeishuEmulator } from './emulator.js';
import type { Hands } from './human/hands.js';
import { clientOf, refusalOf } from './vendor-sdk.js';

let emulator: FeishuEmulator;
let client: Client;
let wang: Hands;
beforeEach(async () => {
  emulator = await FeishuEmulator.start({ seed: 7 });
  client = clientOf(emulator);
  wang = emulator.addPerson({ name: '王工' });
});
afterEach(() => emulator.close());

const send = (said: string, uuid = said) =>
  client.im.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: wang.person.openId, msg_type: 'text', content: JSON.stringify({ text: said }), uuid },
  });
const shown = () => wang.sees(wang.direct).map(({ text }) => text);

test('429: refused with the time to wait, and nothing was sent', async () => {
  emulator.world.faults.switchOn({ kind: '429', on: 'im.message.create' });
  expect(await refusalOf(send('a'))).toMatchObject({
    status: 429,
    code: 99991400,
    headers: { 'x-ogw-ratelimit-reset': '1' },
  });
  expect(shown()).toEqual([]);
  expect(await refusalOf(send('a'))).toBeNull();
});

test('5xx: the gateway answers with something that is no JSON, and nothing was sent', async () => {
  emulator.world.faults.switchOn({ kind: '5xx', on: 'im.message.create', times: 2 });
  expect(await refusalOf(send('a'))).toMatchObject({ status: 502 });
  expect(await refusalOf(send('a'))).toMatchObject({ status: 502 });
  expect(shown()).toEqual([]);
});

test('reset: the connection ends after the message was sent; the same uuid does not send it again', async () => {
  emulator.world.faults.switchOn({ kind: 'reset', on: 'im.message.create' });
  await expect(send('a')).rejects.toThrow();
  expect(shown()).toEqual(['a']);
  const [{ messageId } = { messageId: '' }] = wang.sees(wang.direct);
  expect((await send('a')).data?.message_id).toBe(messageId);
  expect(emulator.counts()).toMatchObject({ shown: 1, shownTwice: 0, faults: { reset: 1 } });
});

test('slow: the answer takes its time, and the message stood there long before', async () => {
  emulator.world.faults.switchOn({ kind: 'slow', on: 'im.message.create', ms: 200 });
  let answered = false;
  const sending = send('a').then(() => {
    answered = true;
  });
  while (shown().length === 0) await new Promise(setImmediate);
  expect(answered).toBe(false);
  await sending;
});

test('by chance: some calls fail and the counts say how many', async () => {
  emulator.world.faults.switchOn({ kind: '5xx', on: 'im.message.create', chance: 0.5 });
  let failed = 0;
  for (let n = 0; n < 20; n += 1) {
    if (await refusalOf(send(`message ${n}`))) failed += 1;
    emulator.clock.advance(1000);
  }
  expect(failed).toBeGreaterThan(3);
  expect(emulator.counts()).toMatchObject({ shown: 20 - failed, faults: { '5xx': failed } });
  emulator.world.faults.clear();
  expect(await refusalOf(send('after'))).toBeNull();
});
