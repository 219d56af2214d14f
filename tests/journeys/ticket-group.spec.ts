/** A fault that needs more than one head: the ticket has a group of its own as long as it lasts. */
import { describe, expect } from '@jest/globals';
import type { Edit } from '../support/content.js';
import { feishu } from '../support/feishu-scenery.js';
import { theatre } from '../support/journey.js';
import type { Person } from '../support/person.js';

/** Where work begins a group is opened; 林晓 works for the IT desk as well. */
const edits: readonly Edit[] = [
  {
    file: 'sops/it-helpdesk.v1.yaml',
    from: '    owner: assignee\n',
    to: '    owner: assignee\n    group: true\n',
  },
  {
    file: 'desk.yaml',
    from: 'lin: { name: 林晓, teams: [registration]',
    to: 'lin: { name: 林晓, teams: [registration, it]',
  },
];

/** Waits until somebody is in the group, and gives them there. */
const joined = (person: Person, name: string) =>
  person.until(() => {
    try {
      return person.in(name);
    } catch {
      return undefined;
    }
  }, `a group ${name}`);

const { journey } = theatre(feishu('webhook'));

describe('飞书里的工单群', () => {
  journey(
    '开始处理 → 建群，处理人和组长在里面 → 群里的话就是对这张工单说的 → 转派的人进群 → 关闭也在群里说',
    async ({ person, settled }) => {
      const zhang = await person('zhang', '张三');
      const li = await person('li', '李强');
      const lin = await person('lin', '林晓');
      await zhang.says('报修 打印机卡纸');
      await zhang.sees({ title: '故障报修', text: '故障地点' });
      await zhang.says('三楼打印间');
      await zhang.taps('完全无法工作', { title: '故障报修（3/3）' });
      const on = { title: '#1 三楼打印间 · 打印机卡纸' };
      await li.in('IT').taps('接单', on);
      await settled();
      expect(() => li.in('#1')).toThrow('is in no group');
      await li.taps('开始处理', on);
      const group = await joined(li, '#1 三楼打印间');
      await group.sees({ ...on, state: '处理中' });
      const zhao = await joined(await person('zhao', '赵敏'), '#1');
      await zhao.sees({ ...on, state: '处理中' });
      for (const other of [zhang, lin]) expect(() => other.in('#1')).toThrow('is in no group');
      await lin.in('IT').sees({ ...on, text: ['已为这张工单建群', '李强、赵敏'] });

      await group.fills('派单', { 处理人: '林晓' }, { ...on, state: '处理中' });
      const newcomer = await joined(lin, '#1');
      await newcomer.sees({ ...on, text: '处理人：林晓' });

      await newcomer.says('@工单助手 已解决 换了搓纸轮');
      await group.sees({ ...on, state: '已解决' });
      await zhang.taps('确认并关闭', { ...on, state: '已解决' });
      await group.sees({ ...on, text: '这张工单已关闭' });
      await group.sees({ ...on, state: '已关闭' });
      await settled();
      expect(group.count({ state: '已关闭' })).toBe(1);
      expect(li.in('IT').count({ text: '这张工单已关闭' })).toBe(0);
    },
    { edits },
  );
});
