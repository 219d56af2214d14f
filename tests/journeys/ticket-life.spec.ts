/** What becomes of a ticket beside its procedure: it waits, is hurried and watched, meets others of its kind, and a slip is taken back. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect } from '@jest/globals';
import { publish } from '../../src/desk/publish.js';
import type { Card } from '../../src/platform/card.js';
import { contentFiles, contentFolder } from '../support/content.js';
import { guest } from '../support/guest.js';
import { journey } from '../support/journey.js';
import { orders, submits } from '../support/orders.js';
import type { Person } from '../support/person.js';
import { describeCard } from '../support/seen.js';
import type { Stage } from '../support/stage.js';

/** A house where 林晓 works tickets of the IT desk as well, and 王芳 leads both. */
const house = [
  {
    file: 'desk.yaml',
    from: 'lin: { name: 林晓, teams: [registration]',
    to: 'lin: { name: 林晓, teams: [registration, it]',
  },
  {
    file: 'desk.yaml',
    from: 'wang: { name: 王芳, teams: [registration]',
    to: 'wang: { name: 王芳, teams: [registration, it]',
  },
] as const;
const content = await contentFolder(house);
afterAll(content.remove);
const environment = { TROIKA_CONTENT: content.folder };

const on = { title: '#1 三楼 · 打印机卡纸' };

/** 张三 reports a fault, and 林晓 works on it. */
async function working({ person }: Stage): Promise<{ readonly zhang: Person; readonly lin: Person }> {
  const zhang = await person('zhang', '张三');
  const lin = await person('lin', '林晓');
  await zhang.says('报修 打印机卡纸');
  await zhang.sees({ title: '故障报修', text: '故障地点' });
  await zhang.says('三楼');
  await zhang.taps('完全无法工作', { title: '故障报修（3/3）' });
  await lin.in('IT').taps('接单', on);
  await lin.taps('开始处理', on);
  await lin.sees({ ...on, state: '处理中' });
  return { zhang, lin };
}

const deadlineOf = (card: Card): string | undefined => {
  const deadline = card.blocks.find((block) => block.kind === 'deadline');
  return deadline?.kind === 'deadline'
    ? new Date(deadline.dueAt + 8 * 3_600_000).toISOString().slice(0, 16)
    : undefined;
};

describe('挂起与恢复', () => {
  journey(
    'A3、A14：挂起时计时停下，恢复后接着走；等报单人的，答复了自动恢复；到约定时间也自动恢复',
    async (stage) => {
      const { zhang, lin } = await working(stage);
      const { clock } = stage;
      const due = '2026-12-02T10:00';
      expect(deadlineOf(await lin.sees({ ...on, state: '处理中' }))?.slice(0, 13)).toBe(due.slice(0, 13));

      // Two days on hold: neither warned of nor late, and the card says why it waits.
      await lin.says('#1 挂起 等配件到货');
      const held = await lin.sees({
        ...on,
        text: ['已挂起：等配件到货（林晓', '计时已暂停，还剩'],
        buttons: ['恢复'],
      });
      expect(deadlineOf(held)).toBeUndefined();
      await zhang.sees({ ...on, text: '暂时挂起，恢复后会继续办理' });
      expect(zhang.words()).not.toContain('等配件');
      await clock.advance('2d');
      expect(lin.count({ text: '快到时限' }) + lin.count({ text: '已超时' })).toBe(0);
      await lin.taps('恢复', { ...on, text: '已挂起' });
      const gone = await lin.sees({ ...on, state: '处理中', text: '还剩', buttons: ['挂起'] });
      expect(deadlineOf(gone)?.slice(0, 13)).toBe('2026-12-04T10');

      // It waits for the requester: what for is told to them, and their answer is what ends it.
      await lin.fills('挂起', { 为什么挂起: '请拍一张红灯的照片', 等谁: '报单人答复' }, on);
      await zhang.sees({ ...on, text: ['要等您答复才能继续', '请拍一张红灯的照片'] });
      await zhang.says('左边那盏一直亮');
      await lin.sees({ ...on, text: ['来信', '左边那盏一直亮'] });
      await lin.sees({ ...on, state: '处理中', buttons: ['挂起'] });

      // A time of its own.
      await lin.fills('挂起', { 为什么挂起: '等楼下断电', 到什么时候: '2h' }, on);
      await lin.sees({ ...on, text: '12:0', buttons: ['恢复'] });
      await clock.advance('121m');
      await lin.sees({ ...on, text: '这张工单恢复处理' });
      await lin.sees({ ...on, state: '处理中', buttons: ['挂起'] });
      expect(stage.troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
    },
    { environment },
  );
});

describe('关注、备注、催办', () => {
  journey(
    'D10：备注报单人看不到，来信处理人和关注人都看到；催办计在卡片上，半小时内只催一次',
    async (stage) => {
      const { zhang, lin } = await working(stage);
      const wang = await stage.person('wang', '王芳');
      await wang.says('#1 关注');
      await wang.sees({ title: '已关注' });
      await lin.says('#1 备注 客户脾气急');
      await wang.sees({ ...on, text: ['您关注的工单：林晓加了内部备注', '客户脾气急'] });
      expect(zhang.words()).not.toContain('脾气');

      await zhang.says('几点能好？');
      await lin.sees({ ...on, text: '几点能好？' });
      await wang.sees({ ...on, text: ['发了回复', '几点能好？'] });

      await zhang.taps('催办', on);
      await lin.sees({ ...on, text: '张三催办（第 1 次）：现在是「处理中」' });
      await lin.sees({ ...on, state: '处理中', text: '催办：1 次' });
      const again = await zhang.sees({ ...on, greyed: { 催办: '已经催过（共 1 次）' } });
      expect(again.buttons.map(({ text }) => text)).toContain('催办');
      await zhang.says('催办');
      await zhang.sees({ title: '以后可以再催' });
      expect(lin.count({ text: '催办（第' })).toBe(1);
      await stage.clock.advance('30m');
      await zhang.says('催办');
      await lin.sees({ ...on, text: '催办（第 2 次）' });

      // A watcher is told, and can do nothing for that.
      await wang.says('#1 取消关注');
      await wang.sees({ title: '已取消关注' });
      const heard = wang.count({ ...on, text: '您关注的工单' });
      await lin.says('#1 备注 换了搓纸轮');
      await stage.settled();
      expect(wang.count({ ...on, text: '您关注的工单' })).toBe(heard);
    },
    { environment },
  );
});

describe('两张工单', () => {
  journey(
    'D3、A12：重复的合并过去，报单人照样听到进展；拆分和再开的各是新工单，两边都写着对方',
    async (stage) => {
      const { zhang, lin } = await working(stage);
      const { troika, settled, clock } = stage;
      const sun = guest(troika, 'qian', '孙丽');
      for (const said of ['报修 打印机不出纸', '三楼东', '完全无法工作']) await sun.says(said);
      await sun.sees('#2 三楼东 · 打印机不出纸');
      await lin.says('#2 合并 1');
      await lin.sees({ title: '已合并，报单人会收到消息' });
      await settled();
      expect(describeCard(await sun.sees('#2'))).toContain('您的工单和 #1 是同一件事');
      await lin.sees({ ...on, text: ['关联工单：#2（重复，已合并进来）', '关注人：1 位报单人'] });
      const kept = (await troika.store.tickets.ticket(2))?.ticket;
      expect(kept).toMatchObject({ state: 'closed', fields: { problem: '打印机不出纸', place: '三楼东' } });

      // A part of it is another matter.
      await lin.says('#1 拆分 门禁刷不开');
      await lin.in('IT').sees({ title: '#3 三楼 · 门禁刷不开', state: '待接单', text: '#1（由那张开出）' });
      await zhang.sees({ title: '#3 三楼 · 门禁刷不开' });
      await lin.sees({ ...on, text: '#3「三楼 · 门禁刷不开」：待接单' });
      await lin.says('#3 关联 #2');
      await lin.in('IT').sees({ title: '#3', text: '#2' });

      // Whoever reported it too hears how it goes, in words for them, and has nothing to press.
      await lin.fills('已解决', { 解决办法: '换了搓纸轮' }, { ...on, state: '处理中' });
      await settled();
      const news = await sun.sees('#1');
      expect(describeCard(news)).toContain('有进展了：现在是「已解决」');
      expect(news.buttons.map(({ text }) => text)).toEqual(['查看工单']);
      await sun.taps('show:1:0');
      const shown = await sun.sees('#1');
      expect(shown.tag).toBe('已解决');
      expect(shown.buttons).toEqual([]);
      await zhang.sees({ ...on, text: '解决办法：换了搓纸轮', buttons: ['确认并关闭', '重新打开'] });

      // Silence closes it; closed is final, and another one follows on it.
      await clock.advance('3d');
      await zhang.sees({ ...on, state: '已关闭', buttons: ['再开一张'] });
      await zhang.says('#1 重新打开 又卡了');
      await zhang.sees({ title: '再开一张' });
      await zhang.taps('再开一张', { ...on, state: '已关闭' });
      await zhang.sees({ title: '#4 三楼 · 打印机卡纸', state: '已收到，等待受理' });
      await settled();
      const links = async (id: number) => (await troika.store.tickets.ticket(id))?.ticket.links;
      expect(await links(4)).toEqual([{ ticket: 1, kind: 'opened_by' }]);
      expect(await links(1)).toMatchObject([
        { ticket: 2, kind: 'duplicate' },
        { ticket: 3, kind: 'opened', stands: { title: '三楼 · 门禁刷不开', over: false } },
        { ticket: 4, kind: 'opened' },
      ]);
      expect(troika.log.filter((line) => /^(?:error|warn)/u.test(line))).toEqual([]);
    },
    { environment },
  );
});

describe('两张工单，不顺利的时候', () => {
  journey(
    'D3：两人同时把两张工单互相合并，只合并一张；拆分开不出来的，组长知道为什么',
    async (stage) => {
      const { troika, settled, person } = stage;
      const lin = await person('lin', '林晓');
      const wang = await person('wang', '王芳');
      const ticketOf = async (id: number) => (await troika.store.tickets.ticket(id))?.ticket;
      for (let first = 1; first <= 5; first += 2) {
        for (const id of [first, first + 1]) {
          const one = guest(troika, `guest-${id}`, `客人${id}`);
          for (const said of ['报修 打印机不出纸', `${id}楼`, '完全无法工作']) await one.says(said);
          await one.sees(`#${id} `);
        }
        await Promise.all([
          lin.says(`#${first} 合并 ${first + 1}`),
          wang.says(`#${first + 1} 合并 ${first}`),
        ]);
        await settled();
        const [one, other] = [await ticketOf(first), await ticketOf(first + 1)];
        expect([one?.category, other?.category].sort()).toEqual(['closed', 'new']);
        const lives = one?.category === 'closed' ? other : one;
        expect(lives?.links.map(({ kind }) => kind)).toEqual(['duplicate']);
      }

      // A procedure that by now asks for more than the ticket knows.
      const asking = await contentFiles([
        ...house,
        {
          file: 'sops/it-helpdesk.v2.yaml',
          to: (await readFile(path.join(content.folder, 'sops/it-helpdesk.v1.yaml'), 'utf8'))
            .replace('version: 1', 'version: 2')
            .replace(
              'fields:\n',
              'fields:\n  asset: { type: text, label: { zh-CN: 资产编号, en: Asset }, ask: intake, required: true }\n',
            ),
        },
      ]);
      await publish(troika.desk.house, asking, 'test');
      const open = (await ticketOf(1))?.category === 'closed' ? 2 : 1;
      await lin.says(`#${open} 拆分 门禁刷不开`);
      await settled();
      await wang.sees({ title: `#${open} `, text: ['「开单」没有做成', '资产编号'] });
    },
    { environment },
  );
});

describe('撤销', () => {
  journey(
    'A6、A11：一分钟内撤销自己的一步：十秒内客户什么也没听到，之后的告诉客户作废；别人接着做了的不能撤',
    async (stage) => {
      const { person, pays, clock, troika, settled } = stage;
      const zhang = await person('zhang', '张三');
      const linAlone = await person('lin', '林晓');
      const wangAlone = await person('wang', '王芳');
      const [lin, wang] = [linAlone.in('注册'), wangAlone.in('注册')];
      const ticket = await orders(zhang, '甲公司');
      await pays(ticket);
      await submits(zhang, '甲公司');
      const review = { title: '#1 甲公司', state: '资料审核' };
      const due = deadlineOf(await lin.sees(review));
      const rejected = { text: '没有通过审核' };

      // Undone at once: it was never said, and the clock is the one that ran.
      await lin.fills('驳回', { 驳回原因: '照片反光' }, review);
      await zhang.sees({ title: '#1', state: '待提交资料' });
      await linAlone.says('#1 撤销');
      await linAlone.sees({ title: '已撤销' });
      expect(deadlineOf(await lin.sees(review))).toBe(due);
      await zhang.sees({ title: '#1', state: '资料审核中' });
      await clock.advance('5m');
      expect(zhang.count(rejected)).toBe(0);
      expect(zhang.count({ text: '操作已撤销' })).toBe(0);

      // Undone after it was said: they hear that too.
      await lin.fills('驳回', { 驳回原因: '照片反光' }, review);
      expect(zhang.count(rejected)).toBe(0);
      await clock.advance('11s');
      await zhang.sees(rejected);
      await linAlone.says('#1 撤销');
      await zhang.sees({ text: ['刚才的消息请忽略', '现在是「资料审核中」'] });
      expect(deadlineOf(await lin.sees(review))).toBe(due);

      // What somebody did since stays; what is a minute old stays too.
      await lin.taps('勾选 公司名称与申请一致', review);
      await lin.taps('勾选 证件清晰可读', review);
      await lin.sees({ ...review, text: '确认事项（2/2）' });
      await lin.fills('审核通过并指派', { 处理人: '周明' }, review);
      await wang.taps('确认', review);
      await linAlone.says('#1 撤销');
      await linAlone.sees({ title: '之后王芳推进了流程，不能再撤销' });
      await clock.advance('61s');
      await wangAlone.says('#1 撤销');
      await wangAlone.sees({ title: '已经过了 1 分钟' });
      await zhang.sees({ text: '资料已审核通过' });

      // Nothing of the history is edited: what was undone stands there, and that it was undone.
      await settled();
      const events = await troika.store.tickets.events(ticket);
      const steps = events.flatMap(({ type, data }) =>
        type === 'ticketMoved' || type === 'actUndone' ? [String(data.transition ?? type)] : [],
      );
      expect(steps).toEqual(['pay', 'submit', 'reject', 'actUndone', 'reject', 'actUndone', 'assign']);
      expect(troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
    },
    { recallMs: 10_000 },
  );
});
