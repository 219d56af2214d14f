/** 体检 and the report after a standstill: every alarm is accounted for, and nobody has to believe it. */
import { describe, expect } from '@jest/globals';
import { journey } from '../support/journey.js';
import { orders } from '../support/orders.js';
import { describeCard } from '../support/seen.js';

const HOUR_MS = 3_600_000;

describe('体检', () => {
  journey('F10: 到点、作废、搁置、丢失都数得出来，坐席看不到', async (stage) => {
    const { troika, clock } = stage;
    const zhang = await stage.person('zhang', '张三');
    const chen = await stage.person('chen', '陈静');
    const ticket = await orders(zhang, '杭州青禾科技有限公司');
    await clock.advance('2h');
    await zhang.sees({ text: '还没有付款' });
    await stage.pays(ticket);
    await chen.says('体检');
    const card = describeCard(await chen.sees({ title: '闹钟一切正常' }));
    expect(card).toMatch(/已触发：1 个/u);
    expect(card).toMatch(/作废（条件已不成立）：[1-9]\d* 个/u);
    expect(card).toMatch(/丢失（过时一分钟还没触发）：0 个/u);
    expect(card).toMatch(/重复触发：0 个/u);

    // Set aside by an operator's eye only: a row as a poisoned ticket leaves it, and one that nobody fires.
    const at = (ms: number) => new Date(clock.now() - ms);
    await troika.store.prisma.timer.createMany({
      data: [
        {
          key: 'odd',
          ticketId: ticket,
          rule: 'limit',
          dueAt: at(HOUR_MS),
          status: 'poisoned',
          reason: 'planted',
          settledAt: at(0),
        },
        { key: 'lost', ticketId: ticket, rule: 'no_such_rule', dueAt: at(2 * HOUR_MS) },
      ],
    });
    await chen.says('体检');
    const sick = describeCard(await chen.sees({ title: '闹钟有问题，要处理' }));
    expect(sick).toMatch(/#1，应于[^\n]+planted/u);
    expect(sick).toMatch(/丢失（过时一分钟还没触发）：1 个/u);

    const lin = await stage.person('lin', '林晓');
    await lin.says('体检');
    await lin.sees({ title: '这里只给管理班组的人看，请找：组长、经理' });
  });

  journey('F10: 停机四十分钟以后，补发几个、作废几个，只说一次', async (stage) => {
    const { troika, clock } = stage;
    const zhang = await stage.person('zhang', '张三');
    const chen = await stage.person('chen', '陈静');
    await orders(zhang, '杭州青禾科技有限公司');
    await troika.desk.sweep();
    const down = 40 * 60_000;
    // As the database stands when everybody was gone for forty minutes: nothing was fired, and no heart beat.
    await troika.store.prisma.timer.updateMany({
      where: { status: 'pending', ticketId: { not: null } },
      data: { dueAt: new Date(clock.now() - down / 2) },
    });
    await troika.store.prisma
      .$executeRaw`UPDATE shared_state SET value = to_jsonb((value #>> '{}')::numeric - ${down}) WHERE key = 'desk:heartbeat'`;
    await troika.desk.sweep();
    await stage.settled();
    const said = describeCard(await chen.sees({ title: '服务台停机' }));
    expect(said).toMatch(/服务台停机 40 分钟.*补发 1 个提醒，作废 0 个/u);
    await zhang.sees({ text: '还没有付款' });
    await troika.desk.sweep();
    await stage.settled();
    expect(chen.count({ title: '服务台停机' })).toBe(1);
  });
});
