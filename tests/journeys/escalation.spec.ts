/** D7, the whole way: a repair nobody finishes goes from the handler to their boss and on, until somebody has it in hand. */
import { describe, expect } from '@jest/globals';
import type { Edit } from '../support/content.js';
import { journey } from '../support/journey.js';

const LADDER = `escalation:
  ladders:
    hot:
      name: { zh-CN: 报修, en: Repairs }
      idle: 20m
      rungs:
        - { at: due, to: [assignee, leader] }
        - { at: +20m, to: department, courtesy: 10m, via: urgent }
        - { at: +2h, to: role:manager, via: digest }
        - { at: +3h, to: role:manager, via: digest }
  use:
    - { queue: it, ladder: hot }
late_reasons:
`;
/** 林晓 works tickets of the IT desk as well. */
const edits: readonly Edit[] = [
  { file: 'desk.yaml', from: 'late_reasons:\n', to: LADDER },
  {
    file: 'desk.yaml',
    from: 'lin: { name: 林晓, teams: [registration]',
    to: 'lin: { name: 林晓, teams: [registration, it]',
  },
];

describe('升级', () => {
  journey(
    'D7：到点先告诉处理人和上级，再往上之前先打招呼；已在处理就停，没有进展再接着走',
    async ({ person, clock, troika, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      const wang = await person('wang', '王芳');
      const chen = await person('chen', '陈静');
      const on = { title: '#1 三楼打印间 · 打印机卡纸' };
      await zhang.says('报修');
      await zhang.says('打印机卡纸');
      await zhang.says('三楼打印间');
      await zhang.taps('完全无法工作', { title: '故障报修（3/3）' });
      await lin.in('IT').taps('接单', on);

      // Half an hour is allowed. The plan of the timers is exact; here the alarm rings on a clock that runs.
      await clock.advance('29m');
      expect(wang.words()).not.toContain('报修」第');
      await clock.advance('1m');
      await lin.sees({ ...on, text: ['第 1 级', '处理人：林晓'], buttons: ['已在处理'] });
      await wang.sees({ ...on, text: ['已过', '林晓的上级'] });
      const due = await troika.store.prisma.ticket.findUniqueOrThrow({ where: { id: 1 } });
      const [next] = await troika.store.timers.pending(1);
      expect(next).toMatchObject({ rule: 'ladder:limit', dueAt: Number(due.dueAt) + 10 * 60_000 });

      // Before it goes further up, the handler has their say, and says why it would be whom.
      await clock.advance('10m');
      await lin.sees({ ...on, text: ['第 2 级，告诉陈静（经理）', '已在处理就点一下'] });
      await lin.says('为什么 #1');
      await lin.sees({
        title: '为什么 #1',
        text: ['已升级到「报修」第 1 级', '王芳（林晓的上级）', '到期后 20 分钟'],
      });
      expect((await lin.taps('已在处理', { ...on, text: '已在处理就点一下' }))?.toast?.text).toBe(
        '知道了，升级已停',
      );
      await wang.sees({ ...on, text: '林晓已在处理' });
      await lin.sees({ ...on, text: '升级已停' });
      await clock.advance('15m');
      expect(chen.words()).not.toContain('报修」第');

      // Nothing more was done: a reminder, and then it goes on with what was left.
      await clock.advance('5m');
      await lin.sees({ ...on, text: '之后 20 分钟没有进展' });
      expect(chen.words()).not.toContain('报修」第');
      await clock.advance('10m');
      await chen.sees({ ...on, text: ['第 2 级', '经理'] });

      // What can wait is told together, in the morning.
      await clock.advance('191m');
      await clock.advance('1h');
      expect(chen.words()).not.toContain('按「报修」第 3 级');
      await clock.advance('1d');
      await chen.sees({ title: '汇总：2 条通知', text: ['第 3 级', '第 4 级'] });
      await settled();
      expect(zhang.words()).not.toMatch(/升级|超时/u);
      const events = await troika.store.prisma.ticketEvent.findMany({ where: { ticketId: 1 } });
      expect(events.map(({ type }) => type).filter((type) => /escalat|acknowl/u.test(type))).toEqual([
        ...['escalated', 'escalationAnnounced', 'acknowledged', 'acknowledgementLapsed'],
        ...['escalated', 'escalated', 'escalated'],
      ]);
    },
    { edits },
  );
});
