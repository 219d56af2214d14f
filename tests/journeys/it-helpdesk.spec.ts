/** The second procedure: a printer is jammed, somebody comes, asks, mends it, and comes again. */
import { describe, expect } from '@jest/globals';
import type { Edit } from '../support/content.js';
import type { Person } from '../support/person.js';
import { describeCard } from '../support/seen.js';
import { inPrivate, pageAndFeishu } from '../support/theatres.js';

/** A house where 林晓 works tickets of the IT desk as well, and 王芳 leads both. */
const edits: readonly Edit[] = [
  {
    file: 'desk.yaml',
    from: 'lin: { name: 林晓, teams: [registration]',
    to: 'lin: { name: 林晓, teams: [registration, it]',
  },
  {
    file: 'desk.yaml',
    from: 'zhou: { name: 周明, teams: [registration]',
    to: 'zhou: { name: 周明, teams: [registration, it]',
  },
  {
    file: 'desk.yaml',
    from: 'wang: { name: 王芳, teams: [registration]',
    to: 'wang: { name: 王芳, teams: [registration, it]',
  },
];

async function reports(person: Person, problem: string): Promise<void> {
  await person.says('报修');
  await person.sees({ title: '故障报修', text: '故障现象' });
  await person.says(problem);
  await person.sees({ title: '故障报修（2/3）' });
  await person.says('三楼打印间');
  await person.taps('完全无法工作', { title: '故障报修（3/3）' });
  await person.sees({ title: `三楼打印间 · ${problem}`, state: '已收到，等待受理' });
}

describe.each(pageAndFeishu)('故障报修，$name', ({ journey }) => {
  journey(
    'D3、D10：报修 → 接单 → 处理 → 问报单人 → 答复 → 解决 → 没修好 → 再解决 → 确认关闭',
    async ({ person, clock, troika, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      const group = lin.in('IT');
      const other = (await person('zhou', '周明')).in('IT');
      await reports(zhang, '打印机卡纸');
      const on = { title: '#1 三楼打印间 · 打印机卡纸' };

      // Nobody works on it before somebody took it, and only who took it does.
      await group.sees({ ...on, state: '待接单', text: '还没有人接', greyed: { 开始处理: '处理人' } });
      expect((await group.taps('接单', on))?.toast?.text).toBe('已接单，由您处理');
      await zhang.sees({ ...on, text: '您的工单由林晓负责' });
      await other.sees({ ...on, text: '处理人：林晓' });
      expect((await other.taps('开始处理', on))?.toast?.text).toBe('这件事要由林晓来做。');
      expect((await lin.taps('开始处理', on))?.toast?.text).toBe('好了，现在是「处理中」');
      await zhang.sees({ ...on, text: ['已开始处理', '服务人员：林晓'] });

      // A question stops our clock; plain words are the answer.
      await lin.fills('请报单人补充', { 要问什么: '左边还是右边那台？' }, on);
      await zhang.sees({ ...on, text: ['林晓想请您补充', '左边还是右边那台？'], buttons: ['答复'] });
      expect(describeCard(await lin.sees({ ...on, state: '等待报单人' }))).not.toContain('时限');
      await clock.advance('1d');
      await zhang.sees({ ...on, text: '还在等您的答复', buttons: ['答复'] });
      await zhang.says('左边那台，红灯一直亮');
      await zhang.sees({ title: '好了，现在是「处理中」' });
      await lin.sees({ ...on, text: ['有了答复', '左边那台，红灯一直亮'] });
      await lin.sees({ ...on, state: '处理中' });
      await clock.advance('3d');
      expect(zhang.count({ text: '还在等您的答复' })).toBe(1);
      await lin.sees({ ...on, state: '处理中', text: '已超时' });

      // Solved takes a solution; what was not solved is opened again, and the second stay counts.
      const { inputs } = await lin.opens('已解决', { ...on, state: '处理中' });
      expect(inputs.map(({ label }) => label)).toContain('解决办法');
      await lin.fills('已解决', { 解决办法: '换了搓纸轮', 超时原因: '人手不足' }, { ...on, state: '处理中' });
      await zhang.sees({ ...on, text: ['已解决', '解决办法：换了搓纸轮'], buttons: ['确认并关闭'] });
      const again = { 还有什么问题: '又卡了' };
      const unsaid = await zhang.fills('重新打开', {}, { ...on, state: '已解决' });
      expect(JSON.stringify(unsaid)).toContain('请填写还有什么问题');
      await zhang.fills('重新打开', again, { ...on, state: '已解决' });
      await lin.sees({ ...on, text: ['被报单人重新打开', '又卡了'] });
      await lin.sees({ ...on, state: '处理中', text: '处理中 林晓、第 3 次' });
      await lin.fills('已解决', { 解决办法: '换了整机' }, { ...on, state: '处理中' });
      await zhang.taps('确认并关闭', { ...on, state: '已解决' });
      const closed = await zhang.sees({ ...on, state: '已关闭', text: '这张工单已结束' });
      expect(closed.buttons.map(({ text }) => text)).toEqual(['再开一张']);
      await settled();
      const facts = (await troika.store.tickets.ticket(1))?.ticket.facts;
      expect(facts).toMatchObject({ reopens: 1, reassignments: 0 });

      // What is over is not what the next words are about.
      await zhang.says('报障');
      await zhang.sees({ title: '故障报修', text: '故障现象' });
      await zhang.says('取消');
      await zhang.says('你们真快');
      await zhang.sees({ title: '张三，您好' });
      expect(troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
    },
    { edits },
  );

  journey(
    'D10：撤回：处理人知道不用再去；客户的进度不说没发生过的步骤；不确认的 3 天后自动关闭',
    async ({ person, clock }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      await reports(zhang, '投影仪没图像');
      const first = { title: '#1 三楼打印间 · 投影仪没图像' };
      await lin.in('IT').taps('接单', first);
      await zhang.says('撤回');
      await zhang.sees({ ...first, state: '已关闭' });
      await lin.sees({ ...first, text: '这张报修已撤回，不用再处理' });
      const progress = describeCard(await zhang.sees({ ...first, state: '已关闭' }));
      expect(progress).toMatch(/✓ 已收到，等待受理.*▶ 已关闭/su);
      expect(progress).not.toMatch(/✓ 处理中|✓ 已解决/u);

      await reports(zhang, '门禁刷不开');
      const second = { title: '#2 三楼打印间 · 门禁刷不开' };
      await lin.in('IT').taps('接单', second);
      await lin.taps('开始处理', second);
      await lin.fills('已解决', { 解决办法: '重新授权' }, { ...second, state: '处理中' });
      await zhang.sees({ ...second, state: '已解决' });
      await clock.advance('71h');
      await zhang.sees({ ...second, state: '已解决' });
      await clock.advance('1h');
      await zhang.sees({ ...second, state: '已关闭' });
    },
    { edits },
  );
});

describe.each(inPrivate)('报修的人，$name', ({ journey }) => {
  journey(
    'D4：报修到一半离开，第二天回来接着填，前面的还在；上一步、取消都行',
    async ({ person, clock, troika }) => {
      const zhang = await person('zhang', '张三');
      await zhang.says('报修 打印机卡纸');
      await zhang.sees({ title: '故障报修', text: '故障地点' });
      await zhang.says('三楼');
      await zhang.sees({ title: '故障报修（3/3）', buttons: ['完全无法工作', '上一步', '取消'] });
      zhang.leaves();

      // Words of the next day are more likely news than an answer: the question first.
      await clock.advance('20h');
      const back = await person('zhang', '张三');
      await back.says('2');
      await back.sees({ title: '故障报修（3/3）', text: '上次问到这里，我们接着来' });
      await back.says('上一步');
      await back.sees({ title: '故障报修（2/3）' });
      await back.says('四楼');
      await back.says('着急');
      await back.sees({ title: '故障报修（3/3）', text: '收到「着急」' });
      // Another page may be looked at on the way.
      await back.says('帮助');
      await back.sees({ title: '可以这样说' });
      await back.says('继续');
      await back.says('２');
      await back.sees({ title: '#1 四楼 · 打印机卡纸' });
      expect((await troika.store.tickets.ticket(1))?.ticket.fields).toEqual({
        problem: '打印机卡纸',
        place: '四楼',
        urgency: 'hindered',
      });

      await back.says('再报修');
      await back.taps('仍要新建', { title: '是不是这件事？' });
      await back.sees({ title: '故障报修', text: '故障现象' });
      await back.says('显示器闪');
      await back.says('算了');
      await back.sees({ title: '好的，已取消' });
      // A button of a question that is over answers nothing.
      const late = await back.taps('完全无法工作', { title: '故障报修（3/3）', text: '收到「着急」' });
      if (late?.toast) expect(late.toast.text).toContain('这个问题已经过去了');
      // Where an acknowledgement carries no words, a message says it.
      else await back.sees({ text: '这个问题已经过去了' });
      expect(await troika.store.prisma.ticket.count()).toBe(1);
      expect(await troika.store.prisma.dialogue.count()).toBe(0);
    },
    { edits },
  );
});

describe.each(pageAndFeishu)('D6、A14：时限按工作时间走，$name', ({ journey }) => {
  journey(
    '国庆前 15 分钟报修：假期不计时，节后 9:15 到时限；调休的周六照常计时，周日不计',
    async ({ person, clock }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      const group = lin.in('IT');
      await reports(zhang, '打印机卡纸');
      const on = { title: '#1 三楼打印间 · 打印机卡纸' };
      await group.sees({ ...on, text: '10月8日周四 09:15 前' });
      await zhang.sees({ ...on, text: '预计：10月8日周四 09:15 前' });

      await clock.to('2026-10-08T09:04');
      expect(group.count({ text: '快到时限' })).toBe(0);
      await clock.to('2026-10-08T09:06');
      await group.sees({ ...on, text: '「待接单」快到时限了，请在今天 09:15 前完成' });
      await clock.to('2026-10-08T09:14');
      expect(group.count({ text: '已超时，应于' })).toBe(0);
      await clock.to('2026-10-08T09:16');
      await group.sees({ ...on, text: '「待接单」已超时，应于今天 09:15 完成' });

      // Friday 17:00: one working day ends on the Saturday that is worked for the holiday.
      await clock.to('2026-10-09T17:00');
      await group.taps('接单', on);
      await lin.taps('开始处理', on);
      await lin.sees({ ...on, state: '处理中', text: '明天 17:00 前' });
      await clock.to('2026-10-10T14:59');
      expect(lin.count({ ...on, text: '「处理中」快到时限' })).toBe(0);
      await clock.to('2026-10-10T15:01');
      await lin.sees({ ...on, text: '「处理中」快到时限了，请在今天 17:00 前完成' });
      await lin.fills('已解决', { 解决办法: '换了搓纸轮' }, { ...on, state: '处理中' });

      // Opened again on that Saturday at 16:00: Sunday is free, so it is due on Monday at 16:00.
      await clock.to('2026-10-10T16:00');
      await zhang.fills('重新打开', { 还有什么问题: '又卡了' }, { ...on, state: '已解决' });
      await lin.sees({ ...on, state: '处理中', text: '10月12日周一 16:00 前' });
    },
    { edits, at: '2026-09-30T17:45' },
  );
});
