/** F1: after any refusal and at any deadline, 为什么 is answered with the rule, what is missing, who holds it, and the sum. */
import { describe, expect } from '@jest/globals';
import { PDF } from '../support/files.js';
import { guest } from '../support/guest.js';
import { journey } from '../support/journey.js';
import { cardTexts } from '../support/seen.js';

describe('F1：为什么', () => {
  journey(
    '被拒绝以后、看到期限时都能问：规则、缺什么、找谁、工作时间怎么加出来的；客户只看到自己该看的',
    async ({ troika, person, clock, pays }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      const group = lin.in('注册');
      for (const line of ['我要注册公司', '青禾', '13800138000']) await zhang.says(line);
      await zhang.sees({ title: '#1 青禾' });
      await zhang.says('为什么');
      await zhang.sees({ title: '为什么 #1', text: '现在等张三' });

      expect(await pays(1)).toBe(200);
      await zhang.sends({ name: '身份证.pdf', bytes: PDF });
      // Late on a Friday: the sum goes over the weekend.
      await clock.to('2026-12-04T16:30');
      await zhang.taps('提交资料');
      const refused = await group.taps('审核通过并指派', { state: '资料审核' });
      expect(refused?.toast?.text).toContain('还要确认');

      await lin.says('为什么 #1');
      const why = await lin.sees({
        title: '为什么 #1 青禾',
        text: [
          '「资料审核」的时限是4 小时（按工作时间）',
          '✗ 公司名称与申请一致：还没有，由林晓、周明提供',
          '双人复核',
          '预警：时限快到',
        ],
      });
      const table = why.blocks.find((block) => block.kind === 'table');
      expect(table?.kind === 'table' ? table.rows.map(([date, , time]) => [date, time]) : []).toEqual([
        ['12月4日', '1 小时 29 分钟'],
        ['12月7日', '2 小时 31 分钟'],
        ['合计', '4 小时'],
      ]);

      // In the group colleagues ask each other why; the desk answers when it is meant.
      await group.says('为什么');
      await group.says('为什么 #1');
      await group.sees({ title: '为什么 #1' });
      expect(group.count({ title: '为什么 #1' })).toBe(1);

      await zhang.says('为什么 #1');
      const theirs = await zhang.sees({ title: '为什么 #1', text: '「资料审核中」的时限是4 小时' });
      expect(cardTexts(theirs).join('\n')).not.toMatch(/公司名称与申请一致|林晓|周明|双人|预警/u);

      // Another requester is not even told that there is such a ticket.
      const stranger = guest(troika, 'sun', '孙七');
      await stranger.says('为什么 #1');
      const told = JSON.stringify((await stranger.cards()).at(-1));
      expect(told).toContain('没有 #1 这张工单');
      expect(told).not.toMatch(/青禾|资料审核/u);
    },
  );
});
