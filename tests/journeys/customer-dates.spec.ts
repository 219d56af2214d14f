/** What happens by itself around the dates of customers: once a date, to the second, and not when it is no longer true. */
import { describe, expect } from '@jest/globals';
import { handle } from '../../src/desk/handle.js';
import { planDates } from '../../src/desk/plan-dates.js';
import { publish } from '../../src/desk/publish.js';
import { contentFiles } from '../support/content.js';
import { imports } from '../support/customers.js';
import { journey, stageOn } from '../support/journey.js';
import type { Stage } from '../support/stage.js';
import { openTroika, settled, type TestTroika } from '../support/troika.js';

/** An alarm is late by as much as the machine has to do besides, and never by more than the sweep takes to come. */
const SWEPT_MS = 30_000;

/** What moved is planned by a notice of the database; a story does not wait for it. */
async function planned(troika: TestTroika): Promise<void> {
  await planDates(troika.desk.house);
  await settled(troika);
}

/** Somebody who was met in a chat, so that they can be told something. */
async function meets({ person }: Stage, account: string, name: string) {
  const met = await person(account, name);
  await met.says('帮助');
  return met;
}

/** A tax filing of this customer, opened as the routine does. */
async function filing(troika: TestTroika, customer: string, requester: string): Promise<number> {
  const { house } = troika.desk;
  const key = `test/${customer}/${requester}`;
  await house.store.tickets.save({
    expect: [],
    outbox: [],
    commands: [
      {
        key,
        command: {
          type: 'open',
          input: {
            sop: 'tax-filing',
            requesterId: requester,
            customerId: customer,
            fields: { company_name: `客户${customer}`, period: '2026-12-13' },
          },
          actor: { kind: 'system' },
        },
      },
    ],
  });
  house.onSaved({
    commands: [{ key, command: { type: 'open', input: {}, actor: { kind: 'system' } } }],
  });
  await settled(troika);
  const ticket = await troika.store.prisma.ticket.findFirstOrThrow({
    where: { customerId: customer },
    orderBy: { id: 'desc' },
  });
  return ticket.id;
}

const requesterOf = async ({ store }: TestTroika, account: string) =>
  (await store.people.person('web', account))?.id ?? '';

const timers = ({ store }: TestTroika, where: object) =>
  store.prisma.timer.findMany({ where, orderBy: { dueAt: 'asc' } });

describe('B9：到期前三天、试听后一小时', () => {
  journey('执照到期前 3 天的 9 点整提醒税务组一次，不早一秒', async (stage) => {
    const { troika, clock, person } = stage;
    const chen = (await person('chen', '陈静')).in('税务');
    const told = () => chen.count({ text: '执照再过三天就到期' });
    await meets(stage, 'zhang', '张三');
    await imports(troika.store, [{ id: 'C-1', account: 'zhang', dates: { licence_expiry: '2026-12-20' } }]);
    await filing(troika, 'C-1', await requesterOf(troika, 'zhang'));
    await clock.to('2026-12-17T08:59:45');
    expect(told()).toBe(0);
    await clock.to('2026-12-17T09:00:00');
    await chen.sees({ text: '执照再过三天就到期' });
    await clock.to('2026-12-21T12:00');
    expect(told()).toBe(1);
    const [timer] = await timers(troika, { rule: 'sop:licence' });
    expect(timer).toMatchObject({ status: 'fired', date: '2026-12-20' });
    const nine = new Date('2026-12-17T09:00:00+08:00');
    expect(timer?.dueAt).toEqual(nine);
    expect((timer?.settledAt?.getTime() ?? 0) - nine.getTime()).toBeLessThan(SWEPT_MS);
  });

  journey('试听在 14:30，15:30 整跟进客户一次；换个日期再跟进一次，同一个日期不重复', async (stage) => {
    const { troika, clock } = stage;
    const zhang = await meets(stage, 'zhang', '张三');
    const told = () => zhang.count({ text: '执照将于' });
    const files = await contentFiles([
      {
        file: 'desk.yaml',
        from: 'licence: { date: licence_expiry, before: 30d, at: "09:00"',
        to: 'licence: { date: licence_expiry, after: 1h, at: "14:30"',
      },
    ]);
    expect(await publish(troika.desk.house, files, 'test')).toMatchObject({ kind: 'published' });
    const date = (licence_expiry: string) =>
      imports(troika.store, [{ id: 'C-1', account: 'zhang', dates: { licence_expiry } }]);
    await date('2026-12-05');
    await planned(troika);
    await clock.to('2026-12-05T15:29:45');
    expect(told()).toBe(0);
    await clock.to('2026-12-05T15:30:00');
    await zhang.sees({ text: '将于 2026-12-05 到期' });
    await date('2026-12-08');
    await planned(troika);
    await clock.to('2026-12-08T15:30');
    await zhang.sees({ text: '将于 2026-12-08 到期' });
    // Back to a date that had its turn, and to it once more.
    await date('2026-12-05');
    await planned(troika);
    await date('2026-12-08');
    await planned(troika);
    await clock.to('2026-12-20T12:00');
    expect(told()).toBe(2);
  });

  journey('日期改了：旧的作废，按新日期提醒；改到早已过去的日子不再补发，一天之内的马上发', async (stage) => {
    const { troika, clock, person } = stage;
    const chen = (await person('chen', '陈静')).in('税务');
    const zhang = await meets(stage, 'zhang', '张三');
    const told = () => chen.count({ text: '执照再过三天就到期' });
    const date = (licence_expiry: string) =>
      imports(troika.store, [{ id: 'C-1', account: 'zhang', dates: { licence_expiry } }]);
    await date('2026-12-20');
    const ticket = await filing(troika, 'C-1', await requesterOf(troika, 'zhang'));
    await date('2026-12-25');
    await planned(troika);
    expect(
      (await timers(troika, { ticketId: ticket, rule: 'sop:licence' })).map(({ status }) => status),
    ).toEqual(['void', 'pending']);
    await clock.to('2026-12-17T12:00');
    expect(told()).toBe(0);
    await clock.to('2026-12-22T08:59:45');
    expect(told()).toBe(0);
    await clock.to('2026-12-22T09:00:00');
    await chen.sees({ text: '执照再过三天就到期' });
    // Three days before the 24th was yesterday at nine, more than a day ago: too late to say so.
    await clock.to('2026-12-22T10:00');
    await date('2026-12-24');
    await planned(troika);
    expect(told()).toBe(1);
    // Thirty days before the 21st of January was an hour ago.
    await date('2027-01-21');
    await planned(troika);
    await zhang.sees({ text: '将于 2027-01-21 到期' });
    await clock.to('2027-02-01T12:00');
    await chen.line.until(() => (told() === 2 ? true : undefined), 'the reminder of the last date');
    expect(zhang.count({ text: '执照将于' })).toBe(1);
  });

  journey('到点时条件不满足：不发，作废并写明原因；工单已关闭：不发', async (stage) => {
    const { troika, clock, person } = stage;
    const wang = (await person('wang', '王芳')).in('注册');
    const chen = (await person('chen', '陈静')).in('税务');
    await meets(stage, 'zhang', '张三');
    await imports(troika.store, [
      { id: 'C-1', name: '甲公司', stage: 'served', dates: { contract_end: '2026-12-20' } },
      { id: 'C-2', name: '乙公司', stage: 'served', dates: { contract_end: '2026-12-20' } },
      { id: 'C-3', account: 'zhang', dates: { licence_expiry: '2026-12-20' } },
    ]);
    await planned(troika);
    const ticket = await filing(troika, 'C-3', await requesterOf(troika, 'zhang'));
    // C-2 leaves; the filing of C-3 is done and closed.
    await imports(troika.store, [{ id: 'C-2', name: '乙公司', stage: 'left' }]);
    const done = { transition: 'file', receipt_no: 'R-1' };
    const actor = { kind: 'member', id: 'zhao' } as const;
    const cause = { kind: 'api', key: 'filed' } as const;
    const command = { type: 'advance', ticketId: ticket, input: done, actor, cause };
    expect(await handle(troika.desk.house, command, () => ({}))).toMatchObject({ kind: 'done' });
    await clock.to('2026-12-17T09:00');
    await wang.sees({ text: ['甲公司', '合同 2026-12-20 到期'] });
    expect(wang.count({ text: '乙公司' })).toBe(0);
    expect(chen.count({ text: '执照再过三天就到期' })).toBe(0);
    expect(await timers(troika, { customerId: 'C-2' })).toMatchObject([
      { status: 'void', reason: 'condition_false' },
    ]);
  });

  journey('两个实例同时到点：每位客户只提醒一次', async (stage) => {
    const { troika, clock, person } = stage;
    const wang = (await person('wang', '王芳')).in('注册');
    const ids = Array.from({ length: 40 }, (_, n) => `C-${n + 10}`);
    await imports(
      troika.store,
      ids.map((id) => ({ id, stage: 'served', dates: { contract_end: '2026-12-20' } })),
    );
    const other = stageOn(await openTroika({ databaseUrl: troika.databaseUrl, at: null }));
    try {
      await Promise.all([planned(troika), planned(other.stage.troika)]);
      await Promise.all([clock.to('2026-12-17T09:00'), other.stage.troika.desk.ring(), troika.desk.ring()]);
      await Promise.all([settled(troika), settled(other.stage.troika)]);
      await wang.line.until(
        () => (wang.count({ text: '合同 2026-12-20 到期' }) === 40 ? true : undefined),
        'all',
      );
      await Promise.all([troika.desk.sweep(), other.stage.troika.desk.sweep()]);
      await settled(troika);
      for (const id of ids) expect([id, wang.count({ text: `客户${id}」` })]).toEqual([id, 1]);
    } finally {
      other.clear();
      await other.stage.troika.stop();
    }
  });
});
