/** The purchase of `procurement`, at Feishu and at WeCom: approved by all who have to, nobody asked twice (B4, D9). */
import { describe, expect } from '@jest/globals';
import { PDF } from '../support/files.js';
import { inPrivate } from '../support/theatres.js';

/** The page's own is in `procurement`. */
const ELSEWHERE = inPrivate.slice(1);

/** Alone with the app nobody is in a group: what a team hears has no place there. */
const WITHOUT_GROUPS = '企业微信';

describe.each(ELSEWHERE)('D9：采购，$name', ({ name, journey }) => {
  journey(
    'B4、D9：申请 → 组长和经理会签 → 财务付款，会签过的人不再问 → 到货确认；不批准的，财务什么也听不到',
    async ({ troika, person, settled }) => {
      const zhang = await person('zhang', '张三');
      const chen = await person('chen', '陈静');
      const li = await person('li', '李强');
      const zhao = await person('zhao', '赵敏');
      const finance = name === WITHOUT_GROUPS ? null : chen.in('税务');
      for (const item of ['27 寸显示器 2 台', '按摩椅']) {
        await zhang.says('我要采购');
        for (const answer of [item, '2999', '2027-03-01', '给新同事用']) await zhang.says(answer);
        await zhang.sees({ title: item, state: '待审批' });
      }

      // The quote is the proof of the step.
      for (const number of [1, 2]) {
        const on = { title: `#${number}` };
        await li.says(`#${number}`);
        await li.sees({ ...on, state: '待审批' });
        await li.sends({ name: `报价 ${number}.pdf`, bytes: PDF });
        await li.sees({ title: '文件已收到' });
        await li.says(`#${number} 报批`);
        await li.says(`#${number}`);
        await li.sees({ ...on, text: '还等：赵敏、陈静（0/2 已同意）' });
      }

      // Both have to agree; with the last yes it goes to finance.
      await chen.says('#1');
      await chen.sees({ title: '#1', text: '还等：赵敏、陈静（0/2 已同意）' });
      await chen.taps('确认', { title: '#1' });
      await chen.says('#1');
      await chen.sees({ title: '#1', text: ['✓ 陈静已同意', '还等：赵敏（1/2 已同意）', '作废'] });
      await zhao.says('#1');
      await zhao.taps('确认', { title: '#1', text: '1/2 已同意' });
      await zhang.sees({ title: '#1', text: '已批准，接下来由财务付款' });
      await finance?.sees({ text: ['请付款：「27 寸显示器 2 台」', '2999'] });

      // One no is enough, with a reason, and leads where the procedure says.
      await chen.says('#2');
      await chen.fills('不同意', { 为什么不同意: '不是工作需要' }, { title: '#2' });
      await zhang.sees({ text: '没有批准，原因：不是工作需要' });
      await settled();
      expect(finance?.count({ text: '请付款：「按摩椅」' }) ?? 0).toBe(0);
      expect(zhao.words()).not.toContain('请付款：「按摩椅」');

      // 陈静 agreed to the purchase: for its payment she is not asked again.
      await zhao.says('#1');
      await zhao.fills('已付款', { 付款流水号: 'F-88' }, { title: '#1', state: '待付款' });
      await zhang.sees({ text: '「27 寸显示器 2 台」已付款' });
      await zhang.taps('收到货了', { title: '#1' });
      // Words answer the tap; the card is seen when it is asked for.
      await zhang.says('#1');
      await zhang.sees({ title: '#1', state: '已完成' });
      expect((await troika.store.tickets.ticket(2))?.ticket.state).toBe('declined');
    },
  );
});
