/** The directory in chat: who there is, who joins, changes teams or comes back; and who may say so. */
import { describe, expect } from '@jest/globals';
import { guest } from '../support/guest.js';
import { journey } from '../support/journey.js';

describe('成员', () => {
  journey(
    'D18: 组长在聊天里加一位新同事；一个账号都没有的人，谁也冒充不了',
    async ({ person, troika, settled }) => {
      const wang = await person('wang', '王芳');
      await wang.says('成员');
      await wang.sees({ title: '成员', text: ['注册组（4 人）', '林晓'], buttons: ['新成员'] });
      const input = {
        工号: 'han',
        姓名: '韩梅',
        '班组（用、分开）': '注册组',
        '角色（用、分开）': '坐席',
        直属上级: '王芳',
      };
      expect((await wang.fills('新成员', { ...input, 工号: '韩梅' }))?.toast?.text).toContain(
        '工号用小写字母开头',
      );
      const nowhere = await wang.fills('新成员', { ...input, '班组（用、分开）': '人事组' });
      expect(nowhere?.toast?.text).toContain(
        '没有「人事组」这个班组，有：行政组、IT 服务台、注册组、电商运营组、税务组',
      );
      await wang.fills('新成员', input);
      await wang.sees({ title: '韩梅（han）', state: '在职', text: ['注册组', '坐席', '王芳'] });
      await settled();
      const { members } = await troika.store.people.directory();
      expect(members.get('han')).toMatchObject({
        teams: ['registration'],
        roles: ['agent'],
        leader: 'wang',
        active: true,
      });
      // Known, but without an account nobody can write to them: the code has nowhere to go.
      const han = guest(troika, 'han', '韩梅');
      await han.says('绑定 韩梅');
      await settled();
      expect((await troika.store.people.person('web', 'han'))?.kind).toBe('requester');
    },
  );

  journey('D19: 改资料从现在的样子开始；离职的人可以复职', async ({ person, troika, settled }) => {
    const chen = await person('chen', '陈静');
    await chen.says('成员 林晓');
    const reply = await chen.taps('修改资料', { title: '林晓（lin）' });
    expect(reply?.form?.inputs.map(({ label, value }) => [label, value])).toEqual([
      ['姓名', '林晓'],
      ['班组（用、分开）', '注册组'],
      ['角色（用、分开）', '坐席'],
      ['直属上级', 'wang'],
    ]);
    await chen.fills(
      '修改资料',
      {
        姓名: '林晓',
        '班组（用、分开）': '注册组、税务组',
        '角色（用、分开）': '坐席、组长',
        直属上级: '陈静',
      },
      { title: '林晓（lin）' },
    );
    await settled();
    await chen.says('成员 林晓');
    await chen.sees({ title: '林晓（lin）', text: ['注册组、税务组', '坐席、组长', '陈静'] });

    await chen.taps('离职', { title: '林晓（lin）', text: '税务组' });
    await chen.taps('确认离职');
    await settled();
    await chen.says('成员 lin');
    await chen.sees({ title: '林晓（lin）', state: '已离职', buttons: ['修改资料'] });
    await chen.fills(
      '修改资料',
      { 姓名: '林晓', '班组（用、分开）': '注册组', '角色（用、分开）': '坐席', 直属上级: '' },
      { title: '林晓（lin）', state: '已离职' },
    );
    await settled();
    expect((await troika.store.people.directory()).members.get('lin')).toMatchObject({
      active: true,
      leader: null,
    });
  });

  journey('C7: 坐席看得到自己班组，改不了任何人；没有人能给出自己没有的权力', async ({ person }) => {
    const lin = await person('lin', '林晓');
    await lin.says('成员');
    const page = await lin.sees({ title: '成员', text: '注册组' });
    expect(page.buttons).toEqual([]);
    await lin.says('改成员 周明');
    await lin.says('周明');
    await lin.doesNotSee({ title: '周明的资料已保存' });
    const wang = await person('wang', '王芳');
    const input = { 工号: 'boss', 姓名: '老板', '班组（用、分开）': '注册组', '角色（用、分开）': '管理员' };
    await wang.says('成员');
    expect((await wang.fills('新成员', input))?.toast?.text).toBe('只有管理员能设管理员。');
    // A team one does not run cannot be given to anybody.
    const refused = await wang.fills('新成员', {
      ...input,
      '角色（用、分开）': '坐席',
      '班组（用、分开）': '税务组',
    });
    expect(refused?.toast?.text).toContain('您不管理老板所在的全部班组');
  });
});
