/** Somebody leaves the company: from that moment on they may do nothing, and nothing of theirs lies about. */
import { describe, expect } from '@jest/globals';
import { PDF } from '../support/files.js';
import { journey } from '../support/journey.js';
import { orders } from '../support/orders.js';
import type { Person } from '../support/person.js';
import type { Stage } from '../support/stage.js';

/** A ticket in the hands of 周明. */
async function withZhou({ pays }: Stage, zhang: Person, lin: Person, wang: Person): Promise<number> {
  const ticket = await orders(zhang, `第${zhang.count({ title: '待付款' }) + 1}公司`);
  const on = { title: `#${ticket}`, state: '资料审核' };
  await pays(ticket);
  await zhang.sends({ name: '身份证.pdf', bytes: PDF });
  await zhang.sees({ title: '文件已收到' });
  await zhang.taps('提交资料', { text: '注册服务费' });
  await lin.in('注册').taps('勾选 公司名称与申请一致', on);
  await lin.in('注册').taps('勾选 证件清晰可读', on);
  await lin.in('注册').sees({ ...on, text: '确认事项（2/2）' });
  await lin.in('注册').fills('审核通过并指派', { 处理人: '周明' }, on);
  await wang.in('注册').taps('确认', { ...on, text: '林晓提议' });
  return ticket;
}

describe('离职', () => {
  journey('D19: 组长让周明离职：马上被拒绝，他的工单转给组长并说明原因', async (stage) => {
    const zhang = await stage.person('zhang', '张三');
    const lin = await stage.person('lin', '林晓');
    const wang = await stage.person('wang', '王芳');
    const zhou = await stage.person('zhou', '周明');
    const ticket = await withZhou(stage, zhang, lin, wang);
    await zhou.sees({ title: `#${ticket}`, state: '已指派' });

    await wang.says('离职 周明');
    await wang.sees({ title: '周明离职', text: '1 张未关闭的工单转给组长' });
    await wang.taps('确认离职');
    await stage.settled();
    await wang.sees({ text: ['负责这张工单的同事已离职', '已指派'] });
    await wang.sees({ title: `#${ticket}`, state: '已指派', text: '王芳' });
    expect((await stage.troika.store.tickets.ticket(ticket))?.ticket.assigneeId).toBe('wang');

    // Whoever is gone may neither do nor see anything from this moment on.
    const press = zhou.taps('备注', { title: `#${ticket}`, state: '已指派' });
    expect((await press)?.toast?.text).toContain('周明');
    await zhou.says('待办');
    await zhou.sees({ title: '周明的账号已停用' });
    expect(zhou.count({ title: '待办' })).toBe(0);
    expect(await stage.troika.store.deeds.history(5, 'membersChanged')).toEqual([
      expect.objectContaining({
        by: 'member:wang',
        deed: expect.objectContaining({ deed: 'membersChanged', leaving: ['zhou'] }),
      }),
    ]);
  });

  journey('C7: 坐席不能让别人离职，也没有人能停用自己；在群里说，转到单聊', async ({ person, troika }) => {
    const lin = await person('lin', '林晓');
    const wang = await person('wang', '王芳');
    await lin.says('离职 周明');
    await lin.sees({ title: '您不管理周明所在的全部班组，请找：陈静、王芳。' });
    await wang.says('离职 王芳');
    await wang.sees({ title: '不能停用自己' });
    await wang.says('离职 李雷');
    await wang.sees({ title: '谁离职：公司里没有「李雷」' });
    await wang.in('注册').says('@三驾马车 离职 周明');
    await wang.sees({ title: '离职', text: '这件事我们单独聊' });
    await wang.taps('离职', { text: '单独聊' });
    await wang.sees({ title: '周明离职' });
    expect(await troika.store.deeds.history(5, 'membersChanged')).toEqual([]);
  });
});
