/** 我的设置: what members and requesters choose for themselves, and what comes of it with the clock moved. */

import { afterAll, describe, expect } from '@jest/globals';
import { publish } from '../../src/desk/publish.js';
import { addressOf } from '../../src/platform/address.js';
import { contentFiles, contentFolder } from '../support/content.js';
import { journey } from '../support/journey.js';
import { orders, submits } from '../support/orders.js';
import type { Person } from '../support/person.js';
import type { Stage } from '../support/stage.js';

/** A house whose review must be done in four hours by the wall, at night as well, and where 周明 has a second account. */
const content = await contentFolder([
  {
    file: 'sops/company-registration.v1.yaml',
    from: 'within: 4h, clock: business',
    to: 'within: 4h, clock: calendar',
  },
  { file: 'desk.yaml', from: 'identities: { web: zhou }', to: 'identities: { web: zhou, slack: U2 }' },
]);
afterAll(content.remove);
const environment = { TROIKA_CONTENT: content.folder };

const QUIET = { 免打扰时段: '22点到8点', 周末全天免打扰: '否' };

/** A ticket in review since this moment: 4 hours are left. */
async function inReview({ pays }: Stage, zhang: Person, company = '甲公司'): Promise<number> {
  const ticket = await orders(zhang, company);
  await pays(ticket);
  await submits(zhang, company);
  return ticket;
}

async function preferences({ troika }: Stage, id: string) {
  return (await troika.store.people.directory()).members.get(id)?.preferences;
}

describe('免打扰', () => {
  journey(
    'D16: 夜里派单不响，超时马上响，早上八点补发，各一次',
    async (stage) => {
      const { person, clock } = stage;
      const zhang = await person('zhang', '张三');
      const wang = await person('wang', '王芳');
      const zhou = await person('zhou', '周明');
      await zhou.says('我的设置');
      await zhou.sees({ title: '我的设置', text: ['免打扰：没有设置', '通知：全部打开', '休假：没有安排'] });
      const wrong = await zhou.fills('免打扰', { ...QUIET, 免打扰时段: '晚上' }, { title: '我的设置' });
      expect(wrong?.fieldErrors?.hours).toContain('没看懂时段「晚上」');
      const saved = await zhou.fills('免打扰', QUIET, { title: '我的设置' });
      expect(saved?.toast?.text).toContain('免打扰：22:00–08:00');
      await zhou.sees({ title: '我的设置', text: '免打扰：22:00–08:00' });
      const form = (await zhou.taps('免打扰', { text: '免打扰：22:00–08:00' }))?.form;
      expect(form?.inputs.map(({ value }) => value)).toEqual(['22:00-08:00', 'no']);

      await clock.to('2026-12-01T19:30');
      const ticket = await inReview(stage, zhang);
      await clock.to('2026-12-01T22:30');
      await wang.says(`#${ticket} 派单 周明`);
      await wang.sees({ title: '已派单' });
      await stage.settled();
      const mine = { title: `#${ticket}` };
      expect(zhou.count(mine)).toBe(0);
      expect((await stage.troika.store.outbox.health(clock.now())).held).toBeGreaterThan(0);

      // The warning at 23:00 can wait as well; that the limit is passed can not.
      await clock.to('2026-12-01T23:00');
      expect(zhou.count(mine)).toBe(0);
      await clock.to('2026-12-01T23:30');
      await zhou.sees({ ...mine, text: '已超时' });
      expect(zhou.count(mine)).toBe(1);

      await clock.to('2026-12-02T07:59');
      expect(zhou.count(mine)).toBe(1);
      await clock.to('2026-12-02T08:00');
      await zhou.sees({ ...mine, text: ['免打扰期间有 2 条通知', '王芳把这张工单交给了您'] });
      await zhou.sees({ ...mine, text: '快到时限了' });
      await zhou.sees({ ...mine, state: '资料审核', text: '周明' });
      await clock.advance('2h');
      expect(zhou.count({ ...mine, text: '王芳把这张工单交给了您' })).toBe(1);
      expect(zhou.count({ ...mine, text: '快到时限了' })).toBe(1);
      expect(zhou.count({ ...mine, state: '资料审核' })).toBe(1);
      expect(await stage.troika.store.outbox.health(clock.now())).toMatchObject({ held: 0, pending: 0 });
    },
    { environment },
  );

  journey('D16: 夜里超过三条并成一张卡片；提前关闭免打扰，压着的马上发', async (stage) => {
    const { person, clock } = stage;
    const zhang = await person('zhang', '张三');
    const wang = await person('wang', '王芳');
    const zhou = await person('zhou', '周明');
    await zhou.says('免打扰 晚上10点到早上8点');
    await zhou.sees({ title: '我的设置', text: '22:00–08:00' });
    const tickets: number[] = [];
    for (const company of ['甲公司', '乙公司', '丙公司', '丁公司', '戊公司'])
      tickets.push(await orders(zhang, company));
    await clock.to('2026-12-01T22:10');
    const [last = 0, ...many] = [...tickets].reverse();
    for (const ticket of many) await wang.says(`#${ticket} 派单 周明`);
    await stage.settled();
    expect(zhou.count({ text: '交给了您' })).toBe(0);
    await clock.to('2026-12-02T08:00');
    const card = await zhou.sees({ title: '免打扰期间有 4 条通知' });
    for (const ticket of many) expect(JSON.stringify(card.blocks)).toContain(`#${ticket} `);
    expect(card.buttons.map(({ text }) => text)).toEqual(many.map((ticket) => `打开 #${ticket}`));
    expect(zhou.count({ text: '交给了您' })).toBe(1);
    // The cards themselves are live, and stay single.
    for (const ticket of many) await zhou.sees({ title: `#${ticket}`, state: '待付款' });

    await clock.to('2026-12-02T23:00');
    await wang.says(`#${last} 派单 周明`);
    await stage.settled();
    expect(zhou.count({ title: `#${last}` })).toBe(0);
    // What somebody does themselves is answered at any hour.
    await zhou.says('我的工单');
    await zhou.sees({ title: '我的工单', text: `#${last}` });
    await zhou.says('免打扰 关闭');
    await stage.settled();
    await zhou.sees({ title: `#${last}`, text: '交给了您' });
    expect(await preferences(stage, 'zhou')).toEqual({});
  });

  journey('报单人也可以免打扰、换语言；恢复默认', async (stage) => {
    const { person, clock, pays } = stage;
    const zhang = await person('zhang', '张三');
    const ticket = await orders(zhang, '甲公司');
    await zhang.says('我的设置');
    const page = await zhang.sees({ title: '我的设置', buttons: ['语言', '免打扰', '恢复默认'] });
    expect(page.buttons).toHaveLength(3);
    await zhang.fills('免打扰', { 免打扰时段: '22:00-08:00' }, { title: '我的设置' });
    await clock.to('2026-12-01T23:00');
    const before = zhang.count({ title: `#${ticket}` });
    await pays(ticket);
    await stage.settled();
    // The live card is brought up to date in silence; the receipt waits.
    await zhang.sees({ title: '甲公司', state: '待提交资料' });
    expect(zhang.count({ title: `#${ticket}` })).toBe(before);
    await zhang.says('language English');
    await zhang.sees({ title: 'My settings', text: ['Language：English', '22:00–08:00'] });
    await clock.to('2026-12-02T08:00');
    await zhang.sees({ title: `#${ticket}`, text: '2 notices from your quiet hours' });
    await zhang.sees({ title: `#${ticket}`, text: 'We have received your payment' });
    await zhang.taps('Reset', { title: 'My settings' });
    await zhang.sees({ title: '我的设置', text: ['语言：中文', '免打扰：没有设置'] });
  });
});

describe('语言', () => {
  journey('换语言以后的卡片、通知和回答都是那种语言，已有的不硬刷', async (stage) => {
    const zhang = await stage.person('zhang', '张三');
    const wang = await stage.person('wang', '王芳');
    const zhou = await stage.person('zhou', '周明');
    const ticket = await orders(zhang, '甲公司');
    await wang.says(`#${ticket} 派单 周明`);
    await zhou.sees({ title: `#${ticket}`, state: '待付款' });
    await zhou.says('语言 法文');
    await zhou.sees({ title: '没有「法文」这种语言' });
    await zhou.says('语言 英文');
    await zhou.sees({ title: 'English from now on' });
    await zhou.sees({ title: 'My settings', text: 'Language：English' });
    expect(zhou.count({ title: `#${ticket}`, state: '待付款' })).toBe(1);
    await zhou.says('todo');
    await zhou.sees({ title: 'Waiting tickets' });
    await stage.pays(ticket);
    await zhou.sees({ title: `#${ticket}`, state: 'Awaiting documents' });
    // The content comes again and does not know better.
    const files = await contentFiles([
      { file: 'desk.yaml', from: '三驾马车企业服务', to: '四驾马车企业服务' },
    ]);
    expect(await publish(stage.troika.desk.house, files, 'test')).toMatchObject({ kind: 'published' });
    expect((await stage.troika.store.people.directory()).members.get('zhou')?.locale).toBe('en');
    await zhou.fills('Language', { Language: '中文 (Chinese)' }, { title: 'My settings' });
    await zhou.sees({ title: '我的设置', text: '语言：中文' });
  });
});

describe('休假和代理', () => {
  journey(
    'D17: 一周休假：通知给代理人并说明代谁，不派给休假的人，超时找代理人，到期自动恢复',
    async (stage) => {
      const { person, clock } = stage;
      const zhang = await person('zhang', '张三');
      const wang = await person('wang', '王芳');
      const lin = await person('lin', '林晓');
      const zhou = await person('zhou', '周明');
      const ticket = await inReview(stage, zhang);
      await wang.says(`#${ticket} 派单 周明`);
      await zhou.sees({ title: `#${ticket}`, text: '王芳把这张工单交给了您' });
      const on = { title: `#${ticket}` };

      await zhou.says('我的设置');
      const offered = (await zhou.taps('请假', { title: '我的设置' }))?.form?.inputs.at(-1)?.options;
      expect(offered?.map(({ text }) => text)).toEqual(['陈静', '林晓', '王芳']);
      const early = { 第一天: '2026-12-03', 最后一天: '2026-12-01', 代理人: '林晓' };
      expect((await zhou.fills('请假', early, { title: '我的设置' }))?.fieldErrors?.until).toContain('之前');
      const other = { 第一天: '2026-12-02', 最后一天: '2026-12-08', 代理人: '李强' };
      expect((await zhou.fills('请假', other, { title: '我的设置' }))?.fieldErrors?.delegate).toContain(
        '李强和周明不在同一个班组',
      );
      await zhou.fills('请假', { ...other, 代理人: '林晓' }, { title: '我的设置' });
      await zhou.sees({
        title: '我的设置',
        text: '休假：12月2日至12月8日，由林晓代理',
        buttons: ['结束休假'],
      });
      await lin.sees({ text: '周明12月2日至12月8日休假，由您代理' });
      expect(await preferences(stage, 'zhou')).toEqual({
        leave: { from: '2026-12-02', until: '2026-12-08', delegate: 'lin' },
      });

      // The leave has not begun: the limit of today is still theirs.
      await clock.to('2026-12-01T13:31');
      await zhou.sees({ ...on, text: '快到时限了' });
      expect(lin.count({ ...on, text: '您代理周明收到' })).toBe(0);

      await clock.to('2026-12-02T09:30');
      const second = await inReview(stage, zhang, '乙公司');
      await wang.in('注册').says(`@三驾马车 #${second} 派单 周明`);
      await wang.sees({ title: '周明（休假至12月8日，由林晓代理）现在不在，请选别人' });
      const form = (await wang.in('注册').taps('派单', { title: `#${second}`, state: '资料审核' }))?.form;
      expect(form?.inputs[0]?.options?.map(({ text }) => text)).toContain('周明（休假至12月8日）');
      expect(
        (await zhou.in('注册').taps('接单', { title: `#${second}`, state: '资料审核' }))?.toast?.text,
      ).toContain('您休假至12月8日，不能接单');

      // A reply for the absent one is heard by who stands in, who may act on it.
      await zhang.says(`#${ticket} 我下午不在？`);
      await lin.sees({ ...on, text: ['您代理周明收到', '我下午不在'] });
      expect(zhou.count({ ...on, text: '我下午不在' })).toBe(0);
      await lin.says(`#${ticket} 派单 林晓`);
      await lin.sees({ title: '已派单' });
      expect((await stage.troika.store.tickets.ticket(ticket))?.ticket.assigneeId).toBe('lin');
      await wang.says(`#${ticket} 派单 林晓`);

      // The day after everything is as before, by itself.
      await clock.to('2026-12-09T09:00');
      await wang.in('注册').says(`@三驾马车 #${second} 派单 周明`);
      await zhou.sees({ title: `#${second}`, text: '王芳把这张工单交给了您' });
      await zhou.says('我的设置');
      await zhou.sees({ title: '我的设置', text: '休假：没有安排' });
    },
    { environment },
  );

  journey(
    'D17: 组长替组员请假；超时找代理人；提前结束',
    async (stage) => {
      const { person, clock } = stage;
      const zhang = await person('zhang', '张三');
      const wang = await person('wang', '王芳');
      const lin = await person('lin', '林晓');
      const zhou = await person('zhou', '周明');
      const ticket = await inReview(stage, zhang);
      await wang.says(`#${ticket} 派单 周明`);
      await lin.says('请假 周明 明天到后天 林晓');
      await lin.sees({ title: '您不管理周明所在的全部班组' });
      await wang.says('请假 周明 今天到后天 林晓');
      await wang.sees({ title: '周明休假：12月1日至12月3日，由林晓代理' });
      await zhou.sees({ text: '为您安排了休假：12月1日至12月3日，由林晓代理' });
      await lin.sees({ text: '由您代理' });

      await clock.to('2026-12-01T14:01');
      await lin.sees({ title: `#${ticket}`, text: ['您代理周明收到', '已超时'] });
      expect(zhou.count({ title: `#${ticket}`, text: '已超时，应于' })).toBe(0);
      expect((await stage.troika.store.tickets.ticket(ticket))?.ticket.assigneeId).toBe('zhou');
      await wang.says(`#${ticket} 接单`);
      await wang.sees({ title: '周明（休假至12月3日，由林晓代理）已经接了这张工单' });

      // Asked one by one where nothing but a word was said; what was well written and is wrong is asked again.
      await wang.says('请假 周明');
      await wang.sees({ title: '周明请假（1/3）', text: '第一天' });
      await wang.says('后天');
      await wang.sees({ title: '（2/3）', text: '最后一天' });
      await wang.says('昨天');
      await wang.sees({ title: '（3/3）', text: '代理人' });
      await wang.says('林晓');
      await wang.sees({ title: '（2/3）', text: '最后一天（11月30日）在第一天（12月3日）之前' });
      await wang.says('2026-12-04');
      await wang.sees({ title: '周明休假：12月3日至12月4日，由林晓代理' });
      await zhou.says('请假 结束');
      await zhou.sees({ title: '周明的休假已结束' });
      await lin.sees({ text: '您不用再代理' });
      await zhang.says(`#${ticket} 谢谢`);
      await zhou.sees({ title: `#${ticket}`, text: '谢谢' });
      await zhou.says('请假 结束');
      await zhou.sees({ title: '周明没有休假安排' });
    },
    { environment },
  );
});

describe('通知开关和通道', () => {
  journey(
    '关掉的一类不再通知，超时照样通知；超时不能关',
    async (stage) => {
      const { person, clock } = stage;
      const zhang = await person('zhang', '张三');
      const wang = await person('wang', '王芳');
      const zhou = await person('zhou', '周明');
      await zhou.says('通知设置 超时 关');
      await zhou.sees({ title: '超时和升级的通知不能关闭' });
      await zhou.says('通知设置 天气 关');
      await zhou.sees({ title: '没看懂「天气 关」' });
      await zhou.says('我的设置');
      const form = (await zhou.taps('通知设置', { title: '我的设置' }))?.form;
      expect(form?.inputs.map(({ value }) => value)).toEqual(['on', 'on', 'on', 'on', 'on']);
      expect(form?.inputs.find(({ key }) => key === 'reminders')?.hint).toContain('不能关');
      const off = { assigned: 'off', reminders: 'off', replies: 'on', proposals: 'on', numbers: 'on' };
      await zhou.fills('通知设置', off, { title: '我的设置' });
      await zhou.sees({
        title: '我的设置',
        text: '已关闭：派给我、轮到我、提醒和时限（超时和升级照样通知）',
      });

      const ticket = await inReview(stage, zhang);
      await wang.says(`#${ticket} 派单 周明`);
      await wang.sees({ title: '已派单' });
      await clock.to('2026-12-01T13:31');
      expect(zhou.count({ title: `#${ticket}` })).toBe(0);
      await clock.to('2026-12-01T14:01');
      await zhou.sees({ title: `#${ticket}`, text: '已超时' });
      await zhang.says(`#${ticket} 营业执照哪天能拿`);
      await zhou.sees({ title: `#${ticket}`, text: '营业执照哪天能拿' });
      await zhou.says('通知设置 指派 开');
      await zhou.sees({ title: '我的设置', text: '已关闭：提醒和时限' });
      expect(await preferences(stage, 'zhou')).toEqual({ muted: ['reminders'] });
    },
    { environment },
  );

  journey('有几个账号的成员选先发到哪里；内容再发布也不会改回去', async (stage) => {
    const { person, troika } = stage;
    const zhou = await person('zhou', '周明');
    // A second account of theirs, on the page as well.
    await troika.store.prisma.identity.create({
      data: {
        platform: 'web',
        account: 'zhou2',
        memberId: 'zhou',
        address: addressOf('web', 'desk', 'zhou2'),
        rank: 1,
      },
    });
    await troika.store.prisma.revision.update({
      where: { name: 'directory' },
      data: { version: { increment: 1 } },
    });
    await troika.store.bus.publish('directory', {});
    await stage.settled();
    const addresses = async () => (await troika.store.people.directory()).members.get('zhou')?.addresses;
    expect(await addresses()).toEqual(['web:desk:zhou', 'web:desk:zhou2']);
    await zhou.says('接收通道 传真');
    await zhou.sees({ title: '没有「传真」这个通道' });
    await zhou.says('接收通道 网页（zhou2）');
    await zhou.sees({ title: '我的设置', text: '先发到：网页（zhou2）、网页（zhou）' });
    expect(await addresses()).toEqual(['web:desk:zhou2', 'web:desk:zhou']);
    const zhang = await person('zhang', '张三');
    const wang = await person('wang', '王芳');
    const ticket = await orders(zhang, '甲公司');
    await wang.says(`#${ticket} 派单 周明`);
    await wang.sees({ title: '已派单' });
    await stage.settled();
    const there = await troika.store.feed.since([addressOf('web', 'desk', 'zhou2')], 0, 50);
    expect(JSON.stringify(there)).toContain('交给了您');
    expect(zhou.count({ title: `#${ticket}`, text: '交给了您' })).toBe(0);
    await zhou.says('恢复默认');
    await zhou.sees({ title: '我的设置', text: '先发到：网页（zhou）、网页（zhou2）' });
    expect(await addresses()).toEqual(['web:desk:zhou', 'web:desk:zhou2']);
    const lin = await person('lin', '林晓');
    await lin.says('接收通道');
    await lin.sees({ title: '您只有一个通道' });
  });
});
