/** D9: a purchase is approved by all who have to, and finance hears of it; declined, it hears nothing. B4: nobody is asked twice. */
import { describe, expect } from '@jest/globals';
import { PDF } from '../support/files.js';
import { guest } from '../support/guest.js';
import { journey } from '../support/journey.js';

describe('D9：采购', () => {
  journey(
    'B4、D9：申请 → 组长和经理会签 → 财务付款，会签过的人不再问 → 到货确认；不批准的，财务什么也听不到',
    async ({ troika, person, settled }) => {
      const zhang = await person('zhang', '张三');
      const chen = await person('chen', '陈静');
      const li = guest(troika, 'li', '李强');
      const zhao = guest(troika, 'zhao', '赵敏');
      const finance = chen.in('税务');
      for (const item of ['27 寸显示器 2 台', '按摩椅']) {
        await zhang.says('我要采购');
        for (const answer of [item, '2999', '2027-03-01', '给新同事用']) await zhang.says(answer);
        await zhang.sees({ title: item, state: '待审批' });
      }

      // Without the quote it is asked for; it is the proof of the step.
      for (const number of [1, 2]) {
        const form = (await li.taps(`advance:${number}:0:approve`))?.form;
        expect(form?.inputs.map(({ label, required }) => [label, required])).toEqual([['报价单', true]]);
        const of = { name: `报价 ${number}.pdf`, type: 'application/pdf' };
        const put = { ...of, bytes: PDF, personal: false, now: Date.now() };
        const { id } = (await troika.desk.house.store.files.put(put)) as { id: string };
        const input = { quote: [{ ...of, id, size: PDF.length }] };
        await li.does({ kind: 'form', form: `advance:${number}:0:approve`, input });
      }

      // Both have to agree; with the last yes it goes to finance.
      await chen.says('#1');
      await chen.sees({ title: '#1', text: '还等：赵敏、陈静（0/2 已同意）' });
      await chen.taps('确认', { title: '#1' });
      await chen.in('IT').sees({ title: '#1', text: ['✓ 陈静已同意', '还等：赵敏（1/2 已同意）', '作废'] });
      await zhao.says('#1');
      const agree = (await zhao.sees('#1')).buttons.find(({ text }) => text === '确认');
      await zhao.taps(agree?.value ?? '');
      await zhang.sees({ title: '#1', state: '已批准，财务付款中' });
      await finance.sees({ text: ['请付款：「27 寸显示器 2 台」', '2999'] });

      // One no is enough, with a reason, and leads where the procedure says.
      await chen.says('#2');
      await chen.fills('不同意', { 为什么不同意: '不是工作需要' }, { title: '#2' });
      await zhang.sees({ text: '没有批准，原因：不是工作需要' });
      await settled();
      expect(finance.count({ text: '按摩椅' })).toBe(0);

      // 陈静 agreed to the purchase: for its payment she is not asked again.
      const paid = { kind: 'form', form: 'advance:1:0:pay', input: { payment_no: 'F-88' } } as const;
      await zhao.does(paid);
      await zhang.sees({ text: '「27 寸显示器 2 台」已付款' });
      await zhang.taps('收到货了', { title: '#1' });
      await zhang.sees({ title: '#1', state: '已完成' });
      expect((await troika.store.tickets.ticket(2))?.ticket.state).toBe('declined');
    },
  );
});
