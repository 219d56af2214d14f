/** A13: somebody answers for a routine, and hears what became of it each time. */
import { describe, expect } from '@jest/globals';
import { imports } from '../support/customers.js';
import { journey } from '../support/journey.js';

/** Filings are moved within four working hours, or their owner hears of it, and then the lead of the tax team. */
const laddered = [
  {
    file: 'desk.yaml',
    from: '{ days: [13, 28], at: "09:00", calendar: office',
    to: '{ owner: member:zhou, by: 4h, days: [13, 28], at: "09:00", calendar: office',
  },
  {
    file: 'desk.yaml',
    from: 'late_reasons:\n',
    to: `escalation:
  ladders:
    filings:
      name: { zh-CN: 报税, en: Filings }
      rungs:
        - { at: due, to: owner }
        - { at: +2h, to: lead }
  use:
    - { routine: tax_filing, limit: step, ladder: filings }
late_reasons:
`,
  },
  ...['lin: { name: 林晓', 'wang: { name: 王芳'].map((who) => ({
    file: 'desk.yaml',
    from: `${who}, teams: [registration]`,
    to: `${who}, teams: [registration, tax]`,
  })),
];

/** 周明 answers for the filings. */
const edits = [
  {
    file: 'desk.yaml',
    from: '{ days: [13, 28], at: "09:00", calendar: office',
    to: '{ name: { zh-CN: 报税开单, en: Filings }, owner: member:zhou, days: [13, 28], at: "09:00", calendar: office',
  },
];

describe('例行任务的负责人', () => {
  journey(
    'A13：开了几张、一张没开、谁没开成、停机以后补了哪一次，负责人每次都听到，别人不听',
    async ({ person, clock, troika }) => {
      const zhou = await person('zhou', '周明');
      const lin = await person('lin', '林晓');
      const { prisma } = troika.store;
      await imports(troika.store, [
        { id: 'C-1', name: '甲公司', fields: { taxpayer: 'general' } },
        { id: 'C-2', name: '长'.repeat(70), fields: { taxpayer: 'small' } },
      ]);
      await clock.to('2026-03-13T09:00');
      await zhou.sees({ text: '例行任务「报税开单」做完了，开了 1 张工单' });
      await zhou.sees({ text: '有 1 位客户没有自动开成单' });

      await prisma.customer.updateMany({ data: { fields: {} } });
      await clock.to('2026-03-27T09:00');
      await zhou.sees({ text: '这次没有要开的单，一张也没有开' });
      expect(zhou.count({ text: '没有自动开成单' })).toBe(1);
      expect(zhou.count({ text: '补上' })).toBe(0);

      // Away from the 13th of April on: it is made up for once, and the 28th is not.
      await clock.to('2026-05-10T12:00');
      await zhou.sees({
        text: ['应于4月13日周一 09:00 做，当时系统没有运行，现在补上一次', '错过的另外 1 次作废'],
      });
      expect(zhou.count({ text: '补上' })).toBe(1);
      expect(lin.count({ text: '报税开单' })).toBe(0);
      expect(troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
    },
    { at: '2026-03-12T10:00', edits },
  );

  journey(
    'A13/D7：四个工作小时还没动的报税单，先找例行任务的负责人，再过两小时找组长；动过的谁也不找',
    async ({ person, clock, troika }) => {
      const zhou = await person('zhou', '周明');
      const wang = await person('wang', '王芳');
      const lin = await person('lin', '林晓');
      await imports(troika.store, [
        { id: 'C-1', name: '甲公司', fields: { taxpayer: 'general' } },
        { id: 'C-2', name: '乙公司', fields: { taxpayer: 'small' } },
      ]);
      await clock.to('2026-03-13T09:00');
      await zhou.sees({ text: '开了 2 张工单' });
      const { prisma } = troika.store;
      const [one, two] = await prisma.ticket.findMany({ orderBy: { id: 'asc' } });
      // Until noon are three hours, and the fourth ends at half past two.
      for (const { dueAt, beside } of [one, two].flatMap((ticket) => ticket ?? [])) {
        expect(Math.abs(Number(dueAt) - Date.parse('2026-03-13T14:30+08:00'))).toBeLessThan(10_000);
        expect(beside).toMatchObject({ routine: 'tax_filing' });
      }
      await lin.says(`#${two?.id} 补资料 营业执照`);
      await lin.sees({ title: '现在是「待补资料」' });

      await clock.to('2026-03-13T14:29');
      expect(zhou.count({ text: '按「报税」第 1 级' })).toBe(0);
      await clock.to('2026-03-13T14:30:10');
      await zhou.sees({ title: `#${one?.id} 甲公司`, text: ['按「报税」第 1 级', '负责人'] });
      await clock.to('2026-03-13T16:29');
      expect(wang.count({ text: '按「报税」第 2 级' })).toBe(0);
      await clock.to('2026-03-13T16:30:10');
      await wang.sees({ title: `#${one?.id} 甲公司`, text: ['按「报税」第 2 级', '组长'] });
      for (const who of [zhou, wang])
        expect(who.count({ title: `#${two?.id} `, text: '「报税」第' })).toBe(0);
    },
    { at: '2026-03-12T10:00', edits: laddered },
  );
});
