/** D5: tickets find their people by the rules of the house, and everybody can ask by which. */
import { describe, expect } from '@jest/globals';
import { imports } from '../support/customers.js';
import { guest } from '../support/guest.js';
import { journey } from '../support/journey.js';

/** The people of the demo serve the IT desk: two who know ERP, and who leads them. */
const serves = (id: string, as: string) => ({
  file: 'desk.yaml',
  from: new RegExp(`(\\n {2}${id}: .*)teams: .registration., roles: .[a-z]+.`, 'u'),
  to: `$1teams: [it], ${as}`,
});
const edits = [
  { file: 'desk.yaml', from: /\n {2}li: .*/u, to: '' },
  serves('lin', 'roles: [agent], skills: [erp]'),
  serves('zhou', 'roles: [agent], skills: [erp]'),
  serves('wang', 'roles: [lead]'),
];

interface Speaker {
  says(text: string): Promise<unknown>;
}
const reports = async (person: Speaker, what: string, place: string) => {
  for (const line of ['报修', what, place, '完全无法工作']) await person.says(line);
};
const asks = async (person: Speaker, what: string) => {
  for (const line of ['技术咨询', what, '跳过']) await person.says(line);
};

describe('分派规则', () => {
  journey(
    'D5：写到 ERP 的给会的人里手上最少的，重点客户轮流，没人在岗时组长马上知道；「为什么是我」说出是哪条规则',
    async ({ troika, person, settled }) => {
      const weighty = ['qian', 'zheng', 'feng'];
      await imports(
        troika.store,
        weighty.map((account) => ({ id: account, account, tier: 'vip' })),
      );
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      const zhou = await person('zhou', '周明');
      const wang = await person('wang', '王芳');
      const holders = async () => {
        await settled();
        const rows = await troika.store.prisma.ticket.findMany({ orderBy: { id: 'asc' } });
        return rows.map(({ assigneeId }) => assigneeId);
      };

      await reports(zhang, '登录不了 erp', '三楼');
      await reports(guest(troika, 'sunqi', '孙七'), '打印机卡纸', '四楼');
      await reports(guest(troika, 'liba', '李八'), '财务模块报错', '五楼');
      expect(await holders()).toEqual(['lin', null, 'zhou']);
      await lin.sees({ title: '#1', text: '交给了您' });
      await lin.says('为什么是我 #1');
      await lin.sees({
        title: '为什么 #1',
        text: '按分派规则「ERP 和财务系统」——分类是故障报修、写到「ERP」。',
      });
      await zhang.says('为什么 #1');
      await zhang.sees({ title: '为什么 #1' });
      expect(zhang.words()).not.toContain('分派规则');

      for (const account of weighty) await asks(guest(troika, account, account), '发票怎么开');
      expect((await holders()).slice(3)).toEqual(['lin', 'zhou', 'lin']);
      await zhou.says('为什么是我 #5');
      await zhou.sees({ title: '为什么 #5', text: ['「重点客户的咨询」', '客户是重点客户'] });

      // Given to somebody else by hand, it is no rule any more that says why.
      await wang.says('#5 派单 林晓');
      await lin.says('为什么是我 #5');
      const by = await lin.sees({ title: '为什么 #5' });
      expect(JSON.stringify(by)).not.toContain('分派规则');

      for (const [one, standIn] of [
        [zhou, '王芳'],
        [lin, '王芳'],
      ] as const) {
        await one.says('我的设置');
        const leave = { 第一天: '2026-12-01', 最后一天: '2026-12-08', 代理人: standIn };
        await one.fills('请假', leave, { title: '我的设置' });
        await one.sees({ title: '我的设置', text: '休假' });
      }
      await reports(guest(troika, 'wujiu', '吴九'), 'ERP 又登录不了', '六楼');
      expect((await holders()).at(-1)).toBeNull();
      await wang.sees({ title: '#7', text: '规则「ERP 和财务系统」要把这张工单分给人，但现在没有人接得了' });
      await wang.says('为什么 #7');
      await wang.sees({ title: '为什么 #7', text: '找不到在岗的人' });
    },
    { edits },
  );
});
