/** What an SOP wants to know is asked at once where there are inputs, and one by one where there are none: the same questions, the same ticket. */
import { describe, expect } from '@jest/globals';
import { everywhere, pageAndFeishu } from '../support/theatres.js';

const wanted = { 买什么: '27 寸显示器 2 台', 预计金额: '2999', 最晚哪天要: '2027-03-01' };
const fields = { item: '27 寸显示器 2 台', amount: 2999, needed_by: '2027-03-01', purpose: '给新同事用' };

describe.each(everywhere)('采购的人，$name', ({ journey }) => {
  journey('D4：能填表的地方一次填完，不能的一项一项问，开出来的是同一张工单', async ({ person, troika }) => {
    const zhang = await person('zhang', '张三');
    await zhang.says('采购 给新同事用');
    await zhang.sees({ title: '采购申请', text: '买什么' });
    await zhang.completes(wanted);
    await zhang.sees({ title: '#1 27 寸显示器 2 台', state: '待审批' });
    expect((await troika.store.tickets.ticket(1))?.ticket.fields).toEqual(fields);
    expect(await troika.store.prisma.dialogue.count()).toBe(0);
  });
});

describe.each(pageAndFeishu)('填表的人，$name', ({ journey }) => {
  journey(
    'D4：填错的一栏说明原因，填对的都留着；离开再来接着填，也可以一项一项来；交过的表不能再交一次',
    async ({ person, troika, settled }) => {
      const zhang = await person('zhang', '张三');
      await zhang.says('采购 给新同事用');
      await zhang.sees({ title: '采购申请', text: '用途：给新同事用', buttons: ['一项一项来', '取消'] });
      const wrong = await zhang.completes({ ...wanted, 预计金额: '两千多' });
      expect(JSON.stringify(wrong)).toContain('两千多');
      expect(await troika.store.prisma.ticket.count()).toBe(0);

      // Another page may be looked at on the way.
      await zhang.says('帮助');
      await zhang.says('继续');
      await zhang.sees({ text: ['上次问到这里', '买什么：27 寸显示器 2 台', '用途：给新同事用'] });
      zhang.doesNotSee({ text: ['上次问到这里', '两千多'] });
      await zhang.taps('一项一项来', { text: '上次问到这里' });
      await zhang.sees({ title: '采购申请（2/4）', text: '请填写预计金额' });
      await zhang.says('2999');
      await zhang.sees({ title: '#1 27 寸显示器 2 台', state: '待审批' });
      expect((await troika.store.tickets.ticket(1))?.ticket.fields).toEqual(fields);

      const again = await zhang.completes(wanted, { text: '上次问到这里' });
      expect(again?.toast?.text).toContain('这个问题已经过去了');
      await settled();
      expect(await troika.store.prisma.ticket.count()).toBe(1);
    },
  );
});
