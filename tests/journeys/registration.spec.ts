/** The story the product is built around: an order becomes a registered company. */
import { describe, expect } from '@jest/globals';
import { PDF } from '../support/files.js';
import type { Person } from '../support/person.js';
import { describeCard } from '../support/seen.js';
import type { Stage } from '../support/stage.js';
import { everywhere } from '../support/theatres.js';

/** An alarm is late by as much as the machine has to do besides, and never by more than the sweep takes to come. */
const SWEPT_MS = 30_000;

describe.each(everywhere)('公司注册，$name', ({ journey }) => {
  journey(
    'A1、A2、A3、A5、A7、A8、A12、A14：下单 → 付款 → 资料 → 审核 → 双人指派 → 超时 → 注册完成 → 确认关闭',
    async ({ troika, person, clock, pays, settled }) => {
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      const zhou = await person('zhou', '周明');
      const wang = await person('wang', '王芳');
      const group = lin.in('注册');

      // Intake: one question at a time; a malformed phone is asked again.
      await zhang.says('我要注册公司');
      await zhang.sees({ title: '公司注册（1/2）', text: '公司名称' });
      await zhang.says('杭州青禾科技有限公司');
      await zhang.sees({ title: '公司注册（2/2）', text: '联系电话' });
      await zhang.says('12345');
      await zhang.sees({ title: '公司注册（2/2）', text: '12345' });
      await zhang.says('138 0013 8000');
      await zhang.sees({ title: '#1 杭州青禾科技有限公司', state: '待付款' });
      await group.sees({ title: '#1 杭州青禾科技有限公司', state: '待付款' });

      // Paid: told, led to the documents, and warned of spot checks exactly once (A5, A10).
      expect(await pays(1, { id: 'p-1' })).toBe(200);
      await zhang.sees({ text: '已收到', buttons: ['提交资料'] });
      await zhang.sees({ text: '抽查' });
      expect(await pays(1, { id: 'p-1' })).toBe(200);
      await settled();
      expect(zhang.count({ text: '抽查' })).toBe(1);

      await zhang.sends({ name: '身份证.pdf', bytes: PDF });
      await zhang.sees({ title: '文件已收到' });
      await zhang.taps('提交资料');
      await zhang.sees({ title: '#1', text: '资料已收到' });

      // The checklist is the gate (A2): refused with what is missing and who holds it.
      const card = await group.sees({
        title: '#1',
        state: '资料审核',
        greyed: { 审核通过并指派: '公司名称与申请一致' },
      });
      const missing = /公司名称与申请一致.*证件清晰可读.*由林晓、周明勾选/su;
      expect(card.buttons.find(({ text }) => text === '审核通过并指派')?.disabledReason).toMatch(missing);
      // Pressed all the same, it says so once more.
      expect((await group.taps('审核通过并指派'))?.toast?.text).toMatch(missing);
      await group.taps('勾选 公司名称与申请一致');
      await group.taps('勾选 证件清晰可读');

      // Two hands: the maker is not the checker (F8).
      await group.sees({ title: '#1', buttons: ['审核通过并指派'] });
      await group.fills('审核通过并指派', { 处理人: '周明' });
      await group.sees({ title: '#1', state: '资料审核', text: ['林晓提议', '处理人：周明'] });
      expect((await group.taps('确认', { state: '资料审核' }))?.toast?.tone).toBe('warning');
      await group.sees({ title: '#1', state: '资料审核', text: '林晓提议' });
      await wang.in('注册').taps('确认', { state: '资料审核' });
      // Handler and next step in words (A12), the same on the card of the ticket for whoever asks (A8).
      await zhang.sees({ text: ['周明', '下一步：注册完成'] });
      await zhang.says('进度 #1');
      await zhang.sees({ title: '#1', state: '办理中', text: ['服务人员：周明'] });
      await zhou.sees({ title: '#1', state: '已指派' });

      // Three working days: warned four working hours before, late at the due second, both once (A4, A14).
      const due = await dueAt(troika, 1);
      const warn = Date.parse('2026-12-03T15:00+08:00');
      expect(due).toBeGreaterThanOrEqual(Date.parse('2026-12-04T10:00+08:00'));
      await clock.to('2026-12-03T14:59');
      expect(zhou.count({ text: '快到时限' })).toBe(0);
      await clock.to('2026-12-03T15:01');
      await zhou.sees({ text: '快到时限' });
      await clock.advance(`${due - clock.now() - 60_000}ms`);
      expect(zhou.count({ text: '已超时，应于' })).toBe(0);
      await clock.advance(`${due - clock.now()}ms`);
      await zhou.sees({ text: '已超时，应于' });
      await wang.sees({ text: '已超时，应于' });
      expect(zhou.count({ text: '快到时限' })).toBe(1);
      const happened = await troika.store.tickets.events(1);
      const at = (type: string) => happened.filter((event) => event.type === type).map((event) => event.at);
      expect(at('limitWarned')).toHaveLength(1);
      expect(at('limitWarned')[0]).toBeGreaterThanOrEqual(warn);
      expect(at('limitPassed')).toHaveLength(1);
      expect((at('limitPassed')[0] ?? 0) - due).toBeGreaterThanOrEqual(0);
      expect((at('limitPassed')[0] ?? 0) - due).toBeLessThan(SWEPT_MS);

      // Late: the next step demands a reason (A3).
      await zhou.sees({ title: '#1', state: '已指派', text: '超时原因' });
      const whole = { 营业执照号: '91330100MA2ABCDE0X', 超时原因: '政府部门办理慢' };
      for (const left of ['营业执照号', '超时原因'] as const) {
        const { [left]: _, ...given } = whole;
        const without = await zhou.fills('注册完成', given, { state: '已指派' });
        expect(JSON.stringify(without)).toContain(left);
      }
      await zhou.fills('注册完成', whole, { state: '已指派' });

      // Done, now, next, who; then the requester confirms and it is closed (A8, D10).
      await zhang.says('进度 #1');
      const done = await zhang.sees({
        title: '#1',
        state: '注册完成',
        text: ['✓ 办理中 周明', '▶ 注册完成', '· 已关闭'],
      });
      expect(done.buttons.map(({ text }) => text)).toEqual(
        expect.arrayContaining(['确认并关闭', '重新打开']),
      );
      await zhang.taps('确认并关闭', { state: '注册完成' });
      await zhang.sees({ title: '#1', text: '已经结束' });

      // The second flow began by itself with the data copied (A7).
      const second = await troika.store.tickets.ticket(2);
      expect(second?.ticket).toMatchObject({
        sop: 'tax-setup',
        fields: { company_name: '杭州青禾科技有限公司', phone: '13800138000' },
      });

      // What the customer sees hides the internals.
      for (const internal of [
        '公司名称与申请一致',
        '证件清晰可读',
        '超时',
        '林晓提议',
        '快到时限',
        '双人',
        '资料审核】',
        '政府部门',
      ])
        expect(zhang.words()).not.toContain(internal);
      // A group reads no personal value.
      expect(group.words()).not.toContain('13800138000');
      await zhou.sees({ title: '#1 杭州青禾科技有限公司' });
      expect(troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
    },
  );

  journey('A4: 下单 2 小时未付款提醒一次，付款后不再提醒', async ({ person, clock, pays }) => {
    const zhang = await person('zhang', '张三');
    await orders(zhang, '甲公司');
    await orders(zhang, '乙公司', 'another');
    await clock.advance('119m');
    expect(zhang.count({ text: '还没有付款' })).toBe(0);
    expect(await pays(2)).toBe(200);
    await clock.advance('2m');
    await zhang.sees({ text: ['甲公司', '还没有付款'] });
    expect(zhang.count({ text: ['乙公司', '还没有付款'] })).toBe(0);
    expect(await pays(1)).toBe(200);
    await clock.advance('10d');
    expect(zhang.count({ text: '还没有付款' })).toBe(1);
  });

  journey('D14: 经理问「本周数据」，得到真实的数', async ({ person, pays }) => {
    const zhang = await person('zhang', '张三');
    const chen = await person('chen', '陈静');
    await orders(zhang, '甲公司');
    await orders(zhang, '乙公司', 'another');
    expect(await pays(1)).toBe(200);
    await chen.says('本周数据');
    const card = await chen.sees({ title: '本周' });
    const words = describeCard(card);
    expect(words).toMatch(/新建[^\d]*2/u);
    expect(words).toContain('口径');
  });
});

/** Whoever has one under way is shown it, and says that this is another. */
async function orders(person: Person, company: string, which?: 'another'): Promise<void> {
  await person.says('我要注册公司');
  if (which) await person.taps('仍要新建', { title: '是不是这件事？' });
  await person.sees({ title: '（1/2）' });
  await person.says(company);
  await person.sees({ title: '（2/2）' });
  await person.says('13800138000');
  await person.sees({ title: company, state: '待付款' });
}

/** To the millisecond; people read it to the minute. */
async function dueAt({ store }: Stage['troika'], ticket: number): Promise<number> {
  const read = await store.tickets.ticket(ticket);
  if (!read?.ticket.limit) throw new Error('expected a running limit');
  return read.ticket.limit.dueAt;
}
