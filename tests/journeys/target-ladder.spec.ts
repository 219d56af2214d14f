/** D6/D7: a promise of the SLA that is not kept climbs a ladder of its own, until somebody has the ticket in hand. */
import { describe, expect } from '@jest/globals';
import type { Edit } from '../support/content.js';
import { journey } from '../support/journey.js';
import type { PagePerson } from '../support/page-person.js';
import type { Stage } from '../support/stage.js';

const MINUTE = 60_000;
const LADDER = `escalation:
  ladders:
    p1:
      name: { zh-CN: 一级故障, en: P1 faults }
      idle: 1h
      rungs:
        - { at: due, to: assignee }
        - { at: +10m, to: leader, courtesy: 5m }
        - { at: +20m, to: department }
        - { at: +30m, to: role:director, via: urgent }
  use:
    - { limit: [first_response, resolution], priority: P1, ladder: p1 }
late_reasons:
`;
const RULES = `sla:
  p1:
    for: { priority: P1 }
    first_response: 20m
    resolution: 1h
`;
/** A network that is down is a P1, and goes to 林晓 by itself: 王芳 is above her, 陈静 runs the department, 周明 is the director. */
const edits: readonly Edit[] = [
  { file: 'desk.yaml', from: 'late_reasons:\n', to: LADDER },
  { file: 'desk.yaml', from: 'sla:\n', to: RULES },
  { file: 'desk.yaml', from: 'network is down], priority: P2', to: 'network is down], priority: P1' },
  { file: 'desk.yaml', from: '\nroles:\n', to: '\nroles:\n  director: { zh-CN: 总监, en: Director }\n' },
  {
    file: 'desk.yaml',
    from: 'lin: { name: 林晓, teams: [registration]',
    to: 'lin: { name: 林晓, teams: [registration, it]',
  },
  {
    file: 'desk.yaml',
    from: 'zhou: { name: 周明, teams: [registration], roles: [agent]',
    to: 'zhou: { name: 周明, teams: [registration], roles: [director]',
  },
  {
    file: 'desk.yaml',
    from: 'routing:\n',
    to: 'routing:\n  network:\n    name: { zh-CN: 网络, en: Network }\n    when: { category: fault.network }\n    to: member:lin\n',
  },
];

async function reports(zhang: PagePerson, place: string): Promise<void> {
  await zhang.says('上不了网');
  await zhang.says(place);
  await zhang.taps('完全无法工作', { title: '故障报修（3/3）' });
}

const rung = (n: number) => `按「一级故障」第 ${n} 级`;

async function cast({ person }: Stage) {
  const zhang = await person('zhang', '张三');
  const lin = await person('lin', '林晓');
  const wang = await person('wang', '王芳');
  const chen = await person('chen', '陈静');
  const zhou = await person('zhou', '周明');
  return { zhang, lin, wang, chen, zhou };
}

/** When the promise is to be kept, as it was written down with the ticket. */
async function dueAt({ troika }: Stage, ticket: number, target: string): Promise<number> {
  const { beside } = await troika.store.prisma.ticket.findUniqueOrThrow({ where: { id: ticket } });
  const { targets } = beside as unknown as { targets: readonly { name: string; dueAt: number }[] };
  const found = targets.find(({ name }) => name === target);
  return Number(found?.dueAt);
}

/** The timers of a ladder that fired, as minutes after `due`, each with how late it was. */
async function fired({ troika }: Stage, ticket: number, due: number) {
  const timers = await troika.store.prisma.timer.findMany({
    where: { ticketId: ticket, rule: { startsWith: 'ladder:' }, status: 'fired' },
    orderBy: { dueAt: 'asc' },
  });
  return timers.map((timer) => (Number(timer.dueAt) - due) / MINUTE);
}

describe('升级：服务承诺', () => {
  journey(
    'D6/D7：P1 没有按时首次响应：到点找处理人，打过招呼再找直接上级、部门负责人、总监，都在约定的那一秒；已在处理的不再往上',
    async (stage) => {
      const { zhang, lin, wang, chen, zhou } = await cast(stage);
      const { clock, troika, settled } = stage;
      await reports(zhang, '一楼');
      await reports(zhang, '二楼');
      const first = { title: '#1 一楼 · 上不了网' };
      const second = { title: '#2 二楼 · 上不了网' };
      await lin.sees({ ...second, text: '首次响应' });
      const due = await dueAt(stage, 1, 'first_response');
      const at = (ms: number) => clock.advance(`${due + ms - clock.now()}ms`);

      await at(-20_000);
      expect(lin.words()).not.toContain('按「一级故障」第');
      await at(0);
      await lin.sees({
        ...first,
        text: ['「首次响应」的时限已过', rung(1), '处理人：林晓'],
        buttons: ['已在处理'],
      });
      await at(4 * MINUTE);
      await lin.sees({ ...second, text: rung(1) });
      expect((await lin.taps('已在处理', { ...second, text: rung(1) }))?.toast?.text).toBe(
        '知道了，升级已停',
      );
      expect(wang.words()).not.toContain('按「一级故障」第');

      // The handler hears who is next, and then it goes up: person by person, and nobody hears it early.
      const above = [
        [5, 10, wang, 2, '王芳（林晓的上级）', '林晓的上级'],
        [15, 20, chen, 3, null, '经理'],
        [25, 30, zhou, 4, null, '总监'],
      ] as const;
      for (const [before, minute, who, n, announced, as] of above) {
        await at(before * MINUTE);
        if (announced)
          await lin.sees({ ...first, text: [`第 ${n} 级，告诉${announced}`, '已在处理就点一下'] });
        await at(minute * MINUTE - 20_000);
        expect(who.words()).not.toContain('按「一级故障」第');
        await at(minute * MINUTE);
        await who.sees({ ...first, text: ['「首次响应」的时限已过', rung(n), as] });
      }
      await settled();
      expect(await fired(stage, 1, due)).toEqual([0, 5, 10, 20, 30]);
      // What was acknowledged told its handler and nobody else.
      for (const one of [wang, chen, zhou])
        expect(one.count({ ...second, text: '按「一级故障」第' })).toBe(0);
      expect(await fired(stage, 2, await dueAt(stage, 2, 'first_response'))).toEqual([0]);
      expect(zhang.words()).not.toMatch(/一级故障|超时/u);
      expect(troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
    },
    { edits },
  );

  journey(
    'D6/D7：延期的承诺晚这么久才升级；挂起的时候谁也不找，继续以后按剩下的时间走；响应了就不再走',
    async (stage) => {
      const { zhang, lin, wang } = await cast(stage);
      const { clock, settled } = stage;
      await reports(zhang, '一楼');
      const on = { title: '#1 一楼 · 上不了网' };
      await lin.sees({ ...on, text: '首次响应' });
      const promised = await dueAt(stage, 1, 'first_response');

      await lin.says('#1 给我 10 分钟');
      await lin.says('在路上');
      await lin.sees({ ...on, text: '已延期 10 分钟' });
      const due = await dueAt(stage, 1, 'first_response');
      expect(due).toBe(promised + 10 * MINUTE);
      await clock.advance(`${due - clock.now() - 20_000}ms`);
      expect(lin.words()).not.toContain('按「一级故障」第');
      await clock.advance('20s');
      await lin.sees({ ...on, text: ['「首次响应」的时限已过', rung(1)] });

      // Held, the promise stands still, and so does its ladder.
      await lin.fills('挂起', { 为什么挂起: '等运营商', 到什么时候: '2h' }, on);
      await settled();
      await clock.advance('40m');
      expect(wang.words()).not.toContain('按「一级故障」第');
      await lin.taps('恢复', { ...on, text: '已挂起' });
      await settled();
      await clock.advance('4m');
      await settled();
      expect(lin.words()).not.toContain('已在处理就点一下');
      await clock.advance('1m');
      await lin.sees({ ...on, text: '第 2 级，告诉王芳（林晓的上级）' });

      // Answered, nobody is told that it was not.
      await lin.taps('开始处理', on);
      await clock.advance('10m');
      await settled();
      expect(wang.words()).not.toContain('「首次响应」的时限已过');
    },
    { edits },
  );
});
