/** What is mended, done again or late on the way: cards say what is true now, and nothing happens a second time. */
import { describe, expect } from '@jest/globals';
import { PDF } from '../support/files.js';
import { orders } from '../support/orders.js';
import { describeCard } from '../support/seen.js';
import { pageAndFeishu } from '../support/theatres.js';

describe.each(pageAndFeishu)('公司注册的弯路，$name', ({ journey }) => {
  journey(
    'A11、A3：改了名称、被驳回、超时后双人指派、办完又打开：标题跟着改，原因看得懂，税务只转一次',
    async ({ person, pays, clock, troika, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = (await person('lin', '林晓')).in('注册');
      const wang = (await person('wang', '王芳')).in('注册');
      const zhou = await person('zhou', '周明');
      const ticket = await orders(zhang, '青河公司');
      await pays(ticket);

      // The name was wrong: every card says the new one.
      await zhang.fills('填写', { 公司名称: '青禾公司' }, { title: '#1', state: '待提交资料' });
      const on = { title: '#1 青禾公司' };
      await zhang.sees({ ...on, state: '待提交资料' });
      await lin.sees({ ...on, state: '待提交资料' });

      // Sent back with a reason, handed in again: told once each, the notice of spot checks only once.
      await zhang.sends({ name: '身份证.pdf', bytes: PDF });
      await zhang.sees({ title: '文件已收到' });
      await zhang.taps('提交资料', { text: '注册服务费' });
      const unsaid = await lin.fills('驳回', {}, { ...on, state: '资料审核' });
      expect(JSON.stringify(unsaid)).toContain('驳回原因');
      await lin.fills('驳回', { 驳回原因: '照片反光' }, { ...on, state: '资料审核' });
      await zhang.sees({ ...on, text: ['没有通过审核', '原因：照片反光'], buttons: ['提交资料'] });
      await zhang.taps('提交资料', { ...on, text: '没有通过审核' });
      await lin.sees({ ...on, state: '资料审核', text: '确认事项（0/2）' });
      expect(zhang.count({ text: '抽查' })).toBe(1);

      // Late: the reason is part of what the second hand puts their name to, in words.
      await clock.advance('1d');
      await lin.taps('勾选 公司名称与申请一致', { ...on, state: '资料审核' });
      await lin.taps('勾选 证件清晰可读', { ...on, state: '资料审核' });
      await lin.sees({ ...on, state: '资料审核', text: '确认事项（2/2）' });
      await lin.fills('审核通过并指派', { 处理人: '周明', 超时原因: '人手不足', 补充说明: '两位请假' }, on);
      const proposal = await wang.sees({
        ...on,
        state: '资料审核',
        text: ['处理人：周明', '超时原因：人手不足'],
      });
      expect(describeCard(proposal)).not.toMatch(/workload|：无/u);
      await wang.sees({ ...on, text: ['林晓提议「审核通过并指派」', '超时原因：人手不足'] });
      await wang.taps('确认', { ...on, state: '资料审核' });
      expect(describeCard(await zhou.sees({ ...on, state: '已指派' }))).toContain(
        '✓ 资料审核 注册组、第 2 次',
      );

      // Finished, opened again, finished again: the tax team is asked once.
      await zhou.fills('注册完成', { 营业执照号: '9133' }, { ...on, state: '已指派' });
      await zhang.fills('重新打开', { 还有什么问题: '地址写错了' }, { ...on, state: '注册完成' });
      await zhou.sees({ ...on, text: ['被客户重新打开', '地址写错了'] });
      await zhou.taps('注册完成', { ...on, state: '已指派' });
      await zhang.taps('确认并关闭', { ...on, state: '注册完成' });
      await settled();
      const tickets = await troika.store.prisma.ticket.findMany({ orderBy: { id: 'asc' } });
      expect(tickets.map(({ sop, title }) => [sop, title])).toEqual([
        ['company-registration', '青禾公司'],
        ['tax-setup', '青禾公司'],
      ]);
      expect(zhang.words()).not.toMatch(/人手不足|两位请假|第 2 次/u);
    },
  );
});
