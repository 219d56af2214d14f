/** The board in chat: the figures a team chose to look at first, over its own queues, for whoever is of that team. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openSpeaking, type Speaking } from '../support/speaking.js';

let desk: Speaking;
beforeAll(async () => {
  desk = await openSpeaking();
}, 120_000);
afterAll(() => desk?.close());

/** What stands on the newest card of somebody: the names of the teams, and the figures below them. */
function figuresOf(account: string): readonly string[] {
  const card = desk.cardsOf(account).at(-1);
  expect(card?.title).toBe('看板');
  return (card?.blocks ?? []).flatMap((block) =>
    block.kind === 'fields' ? block.fields.map(({ label, value }) => `${label}：${value}`) : [],
  );
}

test('B5: 看板 shows the one to three figures that the team chose, of its own queues, and no others', async () => {
  for (const said of ['报修 打印机卡纸', '三楼', '1']) await desk.says('zhang', said);
  expect((await desk.store.tickets.list({ limit: 5 })).map(({ queue }) => queue)).toEqual(['it']);

  await desk.says('li', '看板');
  expect(figuresOf('li')).toEqual(['首次响应：中位 —，九成以内 —（0 张）']);
  expect(desk.cardsOf('li').at(-1)?.buttons).toEqual([]);

  // What another team has open is not theirs.
  await desk.says('lin', 'board');
  expect(figuresOf('lin')).toEqual([
    '现在未完成：0 张，其中超时 0 张',
    '解决时长：中位 —（工作时间），—（自然时间）',
  ]);
});

test('B5: a manager sees the board of each team, one below the other, and goes on to all the figures', async () => {
  const told = await desk.says('chen', '看板');
  expect(told).toMatch(/注册组\n现在未完成[\s\S]*IT 服务台\n首次响应/u);
  expect(figuresOf('chen')).toHaveLength(3);
  expect(
    desk
      .cardsOf('chen')
      .at(-1)
      ?.buttons.map(({ text }) => text),
  ).toEqual(['本周数据']);
});

test('B5: whose team chose nothing is told how to choose, and a customer is told nothing', async () => {
  expect(await desk.says('gao', '看板')).toContain('还没有选北极星指标');
  expect(figuresOf('gao')).toEqual([]);
  const told = await desk.says('liu', '看板');
  expect(told).not.toMatch(/首次响应|北极星/u);
});
