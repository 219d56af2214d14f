/** The procedure as the desk keeps it, by whatever door somebody comes: told in order, never skipped, graded with a reason. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { handle } from '../../src/desk/handle.js';
import type { Actor } from '../../src/people/people.js';
import { openSpeaking, type Speaking } from '../support/speaking.js';

let desk: Speaking;
beforeAll(async () => {
  desk = await openSpeaking();
  for (const said of ['我要注册公司', '杭州青禾科技有限公司', '13800138000']) await desk.says('zhang', said);
}, 120_000);
afterAll(() => desk?.close());

const ticket = async (id: number) => (await desk.store.tickets.ticket(id))?.ticket;

test('A1: asked for a procedure by its name, the bot lists every step of the sample in order, and whose it is', async () => {
  await desk.says('lin', '公司注册');
  const card = desk.cardsOf('lin').at(-1);
  const steps = (card?.blocks ?? []).flatMap((block) => (block.kind === 'progress' ? block.steps : []));
  const named = steps.map(({ text }) => text.replace(/^\d+\. /u, ''));
  expect(named).toEqual(['待付款', '待提交资料', '资料审核', '已指派', '注册完成', '已关闭']);
  expect(steps.every(({ note }, index) => note !== undefined || index === steps.length - 1)).toBe(true);
});

test('A6: no door skips a step: words, a button, the API and a message of another system are all refused', async () => {
  const version = (await ticket(1))?.version;
  const does = (actor: Actor, key: string) =>
    handle(
      desk.desk.house,
      {
        ...{ type: 'advance', ticketId: 1, input: { transition: 'finish', licence_no: '1' }, actor },
        cause: { kind: 'api', key },
      },
      () => ({}),
    );
  const doors = [
    await desk.says('wang', '#1 注册完成'),
    await desk.says('wang', { kind: 'button', value: `advance:1:${version}:finish` }),
    await desk.says('wang', {
      ...{ kind: 'form', form: `advance:1:${version}:finish` },
      input: { licence_no: '91330100MA2ABCDE0X' },
    }),
  ];
  for (const told of doors) expect(told).toContain('待付款');
  expect(await does({ kind: 'member', id: 'wang' }, 'by the API')).toMatchObject({ kind: 'refused' });
  expect(await does({ kind: 'source', name: 'payment' }, 'by a hook')).toMatchObject({ kind: 'refused' });
  expect(await ticket(1)).toMatchObject({ state: 'awaiting_payment', version });
});

test('D2: another priority than impact and urgency make needs a reason, and who gave which stands in the record', async () => {
  for (const said of ['服务请求', '一台投影仪', '跳过', '3', '3']) await desk.says('zhang', said);
  const [{ id = 0 } = {}] = await desk.store.tickets.list({ limit: 1 });
  const before = await ticket(id);
  const grade = (input: Readonly<Record<string, unknown>>) =>
    desk.says('li', { kind: 'form', form: `prioritise:${id}:${before?.version}`, input });
  await grade({ priority: 'P1' });
  expect(await ticket(id)).toMatchObject({ priority: before?.priority, version: before?.version });
  await grade({ priority: 'P1', reason: '总经理的会' });
  expect(await ticket(id)).toMatchObject({ priority: 'P1' });
  expect((await desk.store.tickets.events(id)).at(-1)).toMatchObject({
    ...{ type: 'priorityChanged', by: 'member:li' },
    data: { from: before?.priority, to: 'P1' },
    said: { words: { reason: '总经理的会' } },
  });
});
