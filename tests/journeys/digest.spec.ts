/** D15: a routine posts a report by itself, with the numbers somebody gets who asks for it. */
import { describe, expect } from '@jest/globals';
import { journey } from '../support/journey.js';
import { orders } from '../support/orders.js';
import { cardTexts } from '../support/seen.js';

const HEAD = '每周一看看上周';
const RULE =
  'weekdays: [mon], at: "09:00", calendar: office, on_holiday: next, tell: registration, say: numbers';
const edits = [
  {
    file: 'desk.yaml',
    from: 'routines:\n',
    to: `routines:
  team_numbers: { ${RULE}, report: { of: overview, period: last_week } }
  lead_numbers: { name: { zh-CN: 组长看数, en: Lead }, owner: member:zhou, ${RULE}, report: { of: overview, period: last_week, to: lead } }
`,
  },
  ...['zh-CN', 'en'].map((locale) => ({
    file: `messages/${locale}/say-tax-filing.yaml`,
    from: 'say:\n',
    to: `say:\n  numbers: ${HEAD}\n`,
  })),
];

describe('D15：定时汇总', () => {
  journey(
    'D15: 周一九点发到班组群和组长，遇节假日推后，数字和自己问的一样；停机以后补一次，负责人知道',
    async ({ person, clock, troika, settled }) => {
      const zhang = await person('zhang', '张三');
      const wang = await person('wang', '王芳');
      const zhou = await person('zhou', '周明');
      const lin = await person('lin', '林晓');
      const group = wang.in('注册');
      await orders(zhang, '青禾科技');
      await settled();

      // Monday the 5th of October is a holiday, and so are the days until the 7th.
      await clock.to('2026-10-08T08:59');
      expect(wang.count({ text: HEAD }) + group.count({ text: HEAD })).toBe(0);
      await clock.to('2026-10-08T09:00');
      const own = cardTexts(await wang.sees({ text: HEAD }));
      const shared = cardTexts(await group.sees({ text: HEAD }));
      await wang.says('上周数据');
      await wang.until(
        () => (wang.count({ title: '上周数据' }) === 2 ? true : undefined),
        'the numbers that were asked for',
      );
      const asked = cardTexts(await wang.sees({ title: '上周数据' }));
      expect(asked).toContain('新建：1 张');
      expect(own).toEqual([HEAD, ...asked]);
      expect(shared).toEqual([HEAD, ...asked]);
      await zhou.sees({ text: '例行任务「组长看数」做了' });
      expect(lin.count({ text: HEAD }) + zhou.count({ text: HEAD })).toBe(0);

      // Down over two Mondays: the first is made up for, about the week it was due for, and the second is void.
      await clock.to('2026-10-20T12:00');
      await zhou.sees({ text: ['应于10月12日周一 09:00 做', '错过的另外 1 次作废'] });
      await wang.until(
        () => (wang.count({ text: HEAD }) === 2 ? true : undefined),
        'the digest that was missed',
      );
      await wang.sees({ text: [HEAD, '2026年10月5日 – 2026年10月11日'] });
      expect(troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
    },
    { at: '2026-09-28T10:00', edits },
  );
});
