/** What is promised, as people see it: near, missed, paused and extended, and explained to whoever asks. */
import { describe, expect } from '@jest/globals';
import type { Edit } from '../support/content.js';
import { describeCard } from '../support/seen.js';
import { pageAndFeishu } from '../support/theatres.js';

/** Every fault is answered within 20 minutes and mended within 4 hours; 林晓 works at the IT desk, and 王芳 leads it. */
const edits: readonly Edit[] = [
  {
    file: 'desk.yaml',
    from: 'for: { category: fault, tier: vip }\n    first_response: { within: 30m, warn: 10m }',
    to: 'for: { category: fault }\n    first_response: { within: 20m, warn: 5m }',
  },
  ...['lin: { name: 林晓', 'wang: { name: 王芳'].map((who) => ({
    file: 'desk.yaml',
    from: `${who}, teams: [registration]`,
    to: `${who}, teams: [registration, it]`,
  })),
];

describe.each(pageAndFeishu)('服务承诺，$name', ({ journey }) => {
  journey(
    'D6：首次响应不到点不说、到点说；解决按工作时间倒计，等报单人时暂停，延期要原因，为什么算得清',
    async ({ person, clock }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      const wang = await person('wang', '王芳');
      const group = lin.in('IT');
      await zhang.says('报修');
      await zhang.says('打印机卡纸');
      await zhang.says('三楼打印间');
      await zhang.taps('完全无法工作', { title: '故障报修（3/3）' });
      const on = { title: '#1 三楼打印间 · 打印机卡纸' };
      await group.sees({
        ...on,
        text: ['剩 19 分钟（工作时间）', '剩 3 小时 59 分钟（工作时间）'],
      });

      await clock.advance('12m');
      expect(group.count({ text: '「首次响应」快到时限了' })).toBe(0);
      await clock.advance('3m');
      await group.sees({ ...on, text: '「首次响应」快到时限了' });
      await clock.advance('3m');
      expect(wang.count({ text: '「首次响应」已超时' })).toBe(0);
      await clock.advance('2m');
      await wang.sees({ ...on, text: '「首次响应」已超时' });

      // Taken, it is answered; that it was late is asked about once, at the next step.
      await group.taps('接单', on);
      expect(describeCard(await lin.sees({ ...on, text: '剩 3 小时 3' }))).not.toContain('首次响应');
      await lin.fills('开始处理', { 超时原因: '人手不足' }, on);
      await lin.sees({ ...on, state: '处理中' });
      await lin.fills('请报单人补充', { 要问什么: '左边还是右边那台？' }, on);
      await lin.sees({ ...on, state: '等待报单人', text: '解决：暂停计时，剩 3 小时 3' });
      await clock.advance('1d');
      await zhang.says('左边那台');
      await lin.sees({ ...on, state: '处理中', text: '剩 3 小时 3' });
      await lin.says('我的工单');
      await lin.sees({ title: '我的工单', text: '解决 剩 3 小时 3' });

      await lin.says('#1 给我 30 分钟');
      await lin.says('等配件');
      await lin.sees({ ...on, text: ['剩 4 小时', '已延期 30 分钟'] });
      await wang.sees({ ...on, text: '林晓把「解决」延了 30 分钟：等配件' });
      await lin.says('#1 给我 2 小时');
      await lin.says('还要等');
      await lin.sees({ ...on, text: '要组长同意' });
      await wang.taps('同意延期', { ...on, text: '同意吗' });
      await lin.sees({ ...on, text: '剩 6 小时' });

      await lin.says('为什么 #1');
      await lin.sees({ title: '为什么 #1', text: ['「解决」按规则 vip_fault 限 4 小时', '王芳同意'] });
    },
    { edits },
  );
});
