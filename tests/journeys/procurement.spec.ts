/** D9: a purchase is approved, and finance hears of it; declined, it hears nothing. Written by the guide alone. */
import { describe, expect } from '@jest/globals';
import { PDF } from '../support/files.js';
import { guest } from '../support/guest.js';
import { journey } from '../support/journey.js';

describe('D9：采购', () => {
  journey(
    '申请 → 批准 → 财务双人付款 → 到货确认；不批准的，财务什么也听不到',
    async ({ troika, person, settled }) => {
      const zhang = await person('zhang', '张三');
      const chen = await person('chen', '陈静');
      const zhao = guest(troika, 'zhao', '赵敏');
      const finance = chen.in('税务');
      for (const item of ['27 寸显示器 2 台', '按摩椅']) {
        await zhang.says('我要采购');
        for (const answer of [item, '2999', '2027-03-01', '给新同事用']) await zhang.says(answer);
        await zhang.sees({ title: item, state: '待审批' });
      }

      // Without the quote it is asked for; it is the proof of the step.
      await chen.says('#1');
      const form = (await chen.taps('批准', { title: '#1' }))?.form;
      expect(form?.inputs.map(({ label, required }) => [label, required])).toEqual([['报价单', true]]);
      const quote = await chen.uploads({ name: '报价.pdf', bytes: PDF });
      await chen.fills('批准', { 报价单: { receipts: [quote] } }, { title: '#1' });
      await zhang.sees({ title: '#1', state: '已批准，财务付款中' });
      await finance.sees({ text: ['请付款：「27 寸显示器 2 台」', '2999'] });

      await chen.says('#2');
      await chen.fills('不批准', { 为什么不批准: '不是工作需要' }, { title: '#2' });
      await zhang.sees({ text: '没有批准，原因：不是工作需要' });
      await settled();
      expect(finance.count({ text: '按摩椅' })).toBe(0);

      await chen.says('#1');
      await chen.fills('已付款', { 付款流水号: 'F-88' }, { title: '#1', state: '待付款' });
      await zhao.says('#1');
      const agree = (await zhao.sees('#1')).buttons.find(({ text }) => text === '确认');
      await zhao.taps(agree?.value ?? '');
      await zhang.sees({ text: '「27 寸显示器 2 台」已付款' });
      await zhang.taps('收到货了', { title: '#1' });
      await zhang.sees({ title: '#1', state: '已完成' });
      expect((await troika.store.tickets.ticket(2))?.ticket.state).toBe('declined');
    },
  );
});
