/** The texts that the set-up guide tells to apply for, as the person reads them who gets them. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openSmsDesk, type SmsDesk } from './desk.js';

/** Up to this many characters, the sign included, are one message. */
const ONE_MESSAGE = 70;

const ROW = /^\| `(\w+)` \| ([^|`]*\{1\}[^|]*) \| /gmu;
const texts = [...readFileSync('adapters/sms/README.md', 'utf8').matchAll(ROW)].map(
  ([, say = '', content = '']) => ({ say, content }),
);

let desk: SmsDesk;
beforeAll(async () => {
  desk = await openSmsDesk({ limits: null });
});
afterAll(() => desk.stop());

test('read as they should, each as one message', async () => {
  for (const [index, { content }] of texts.entries()) {
    const id = String(2_100_001 + index);
    desk.emulator.addTemplate({ id, content });
    const values = content.includes('{2}') ? { '1': '#12', '2': '资料审核中' } : { '1': '#12' };
    await desk.adapter.send({ ...desk.delivery(id, values), template: { id, values } });
  }
  const read = desk.wang.sees().map(({ text }) => text);
  expect(texts.map(({ say }, index) => `${say}: ${read[index]}`)).toEqual([
    'payment_received: 【三驾马车】您的工单#12已收到付款，请回到微信提交证件资料，我们收到后马上审核。拒收请回复R',
    'review_rejected: 【三驾马车】您的工单#12的资料没有通过审核，请回到微信查看原因并重新提交。拒收请回复R',
    'assigned: 【三驾马车】您的工单#12的资料已审核通过，现在由专人为您办理。拒收请回复R',
    'registered: 【三驾马车】您的工单#12已办好，公司注册完成，请回到微信确认。拒收请回复R',
    'unpaid: 【三驾马车】您的工单#12还没有付款，付款后我们马上开始办理；已付款请忽略。拒收请回复R',
    'default: 【三驾马车】您的工单#12有新进展：资料审核中。详情请回到微信查看。拒收请回复R',
  ]);
  expect(read.filter((text) => [...text].length > ONE_MESSAGE)).toEqual([]);
});
