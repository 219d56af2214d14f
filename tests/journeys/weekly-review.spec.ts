/** B7: on Monday at nine there is one ticket about what was unusual last week; after a quiet week there is one line and no ticket. */
import { describe, expect } from '@jest/globals';
import { until } from '../scheduler/until.js';
import { journey } from '../support/journey.js';
import { cardTexts } from '../support/seen.js';
import type { TestTroika } from '../support/troika.js';

const QUIET = '上周没有超时的步骤';
/** The IT desk looks back on itself, not the office on everybody. */
const edits = [
  { file: 'desk.yaml', from: 'tell: affairs, say: review_quiet', to: 'tell: it, say: review_quiet' },
  {
    file: 'desk.yaml',
    from: 'lin: { name: 林晓, teams: [registration]',
    to: 'lin: { name: 林晓, teams: [registration, it]',
  },
];

const reviews = ({ store }: TestTroika) =>
  store.prisma.ticket.findMany({ where: { sop: 'review' }, orderBy: { id: 'asc' } });
/** Mondays with a review that is done with. */
const done = async ({ store }: TestTroika, count: number) =>
  until(
    async () =>
      (await store.prisma.commandQueue.count({
        where: { key: { startsWith: 'routine/weekly_review/' }, status: 'done' },
      })) === count,
    20_000,
  );

describe('B7：每周复盘', () => {
  journey(
    'B7, A3: 周一九点整开一张复盘单，列出上周超时（连原因）、返工、等得久和重新打开的工单；写明原因和措施才算完',
    async ({ person, clock, troika, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      const chen = (await person('chen', '陈静')).in('IT');
      const on = { title: '#1 三楼 · 打印机卡纸' };
      await zhang.says('报修');
      await zhang.sees({ title: '故障报修', text: '故障现象' });
      await zhang.says('打印机卡纸');
      await zhang.sees({ title: '故障报修（2/3）' });
      await zhang.says('三楼');
      await zhang.taps('完全无法工作', { title: '故障报修（3/3）' });
      await lin.in('IT').sees({ ...on, state: '待接单' });
      // Due at 10:30; taken at 11:30, an hour late.
      await clock.advance('90m');
      await lin.in('IT').taps('接单', on);
      await lin.taps('开始处理', on);
      // A working day is its limit: the first time it is left two and a half hours late.
      await clock.to('2026-12-02T15:30:50');
      await settled();
      const late = { 解决办法: '换了搓纸轮', 超时原因: '人手不足' };
      await lin.fills('已解决', late, { ...on, state: '处理中' });
      await zhang.fills('重新打开', { 还有什么问题: '没有用' }, { ...on, state: '已解决' });
      for (const reason of ['又卡了', '还是卡']) {
        await lin.fills('已解决', { 解决办法: '换了搓纸轮' }, { ...on, state: '处理中' });
        await zhang.fills('重新打开', { 还有什么问题: reason }, { ...on, state: '已解决' });
      }
      await lin.fills('已解决', { 解决办法: '换了整机' }, { ...on, state: '处理中' });
      await zhang.taps('确认并关闭', { ...on, state: '已解决' });

      await clock.to('2026-12-07T08:59');
      expect(await reviews(troika)).toEqual([]);
      await clock.to('2026-12-07T09:00');
      await done(troika, 1);
      const [first, ...others] = await reviews(troika);
      expect(others).toEqual([]);
      expect(first?.createdAt.getTime()).toBeLessThan(Date.parse('2026-12-07T09:00:10+08:00'));
      expect(first).toMatchObject({ title: '2026年11月30日 – 2026年12月6日', queue: 'it' });
      expect(
        String((first?.fields as { readonly outliers?: string } | undefined)?.outliers).split('\n'),
      ).toEqual([
        '超时的步骤（超过时限的工作时间）',
        '· #1 故障报修 · 处理中：2 小时 30 分钟，原因：人手不足',
        '· #1 故障报修 · 待接单：1 小时',
        '返工最多的工单',
        '· #1 故障报修：3 次',
        '重新打开的工单',
        '· #1 故障报修：3 次',
      ]);
      // The team sees it, and works it like any other ticket.
      const review = { title: '#2 2026年11月30日 – 2026年12月6日' };
      const shown = await chen.sees({ ...review, state: '待复盘' });
      expect(cardTexts(shown).join('\n')).toContain('· #1 故障报修 · 待接单：1 小时');
      expect(chen.count({ text: QUIET })).toBe(0);
      await lin.in('IT').taps('接单', review);
      await lin.fills('复盘完成', { 原因: '搓纸轮没有备件', 改进措施: '每台打印机备一个' }, review);
      await lin.sees({ ...review, state: '已复盘', text: '改进措施：每台打印机备一个' });
    },
    { edits },
  );

  journey(
    'B7: 安静的一周不开单，只说一句；周一是法定节假日，推后到下一个工作日',
    async ({ person, clock, troika }) => {
      const chen = (await person('chen', '陈静')).in('IT');
      const told = () => chen.count({ text: QUIET });
      // Monday the 28th is a plain one; the 5th of October lies in the National Day holiday, which ends on the 7th.
      for (const [n, day] of ['2026-09-28', '2026-10-08', '2026-10-12'].entries()) {
        await clock.to(`${day}T08:59`);
        expect([day, told()]).toEqual([day, n]);
        await clock.to(`${day}T09:00`);
        await chen.line.until(() => (told() === n + 1 ? true : undefined), `the line of ${day}`);
      }
      await done(troika, 3);
      expect(await reviews(troika)).toEqual([]);
      expect(troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
    },
    { at: '2026-09-27T10:00', edits },
  );
});
