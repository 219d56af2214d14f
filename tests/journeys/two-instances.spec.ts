/** Two processes on one database: whoever is connected to which sees the same desk. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contentId, publish } from '../../src/desk/publish.js';
import { until } from '../scheduler/until.js';
import { contentFiles } from '../support/content.js';
import { PDF } from '../support/files.js';
import { guest } from '../support/guest.js';
import { sharedStage, stageOn } from '../support/journey.js';
import { orders, submits } from '../support/orders.js';
import type { PagePerson } from '../support/page-person.js';
import type { Stage } from '../support/stage.js';
import { openTroika } from '../support/troika.js';

/** Behind one address both must believe the same sessions and receipts. */
const environment = { SECRET: 'the same secret in both instances' };
const one = sharedStage({ environment });
let opened: ReturnType<typeof stageOn>;
const other = (): Stage => opened.stage;

async function bothSettled(): Promise<void> {
  await one().settled();
  await other().settled();
  await one().settled();
}

/** What stands in a conversation, in order. */
const told = ({ line }: PagePerson, address: string) =>
  line
    .lines()
    .filter((item) => item.address === address)
    .map(({ id, body }) => [id, body.text ?? body.card]);

describe('两个实例，一个数据库', () => {
  beforeAll(async () => {
    const { databaseUrl } = one().troika;
    opened = stageOn(await openTroika({ databaseUrl, environment, at: null }));
  });
  afterAll(async () => {
    opened.clear();
    await opened.stage.troika.stop();
  });

  test('在一个上开的单，5 秒内出现在另一个的页面上；在哪个上点都算数，两边都跟着变', async () => {
    const zhang = await one().person('zhang', '张三');
    const lin = (await other().person('lin', '林晓')).in('注册');
    const zhou = (await one().person('zhou', '周明')).in('注册');
    const ticket = await orders(zhang, '甲公司');
    const began = performance.now();
    const on = { title: `#${ticket} 甲公司` };
    await lin.sees({ ...on, state: '待付款' });
    expect(performance.now() - began).toBeLessThan(5_000);

    expect(await other().pays(ticket)).toBe(200);
    await zhang.sees({ ...on, text: '抽查' });
    await submits(zhang, '甲公司');
    await lin.sees({ ...on, state: '资料审核' });
    expect((await lin.taps('勾选 公司名称与申请一致', on))?.toast?.tone).toBe('good');
    await zhou.sees({ ...on, text: '☑ 公司名称与申请一致 林晓' });
    expect((await zhou.taps('勾选 证件清晰可读', on))?.toast?.tone).toBe('good');
    await lin.sees({ ...on, buttons: ['审核通过并指派'] });
    await bothSettled();
    // One live card a place, whoever posted it.
    expect(await other().troika.store.prisma.cardPost.count({ where: { ticketId: ticket } })).toBe(2);
  });

  test('两位坐席各在一个实例上同时接单：一位接到', async () => {
    const lin = await one().person('lin', '林晓');
    const zhou = await other().person('zhou', '周明');
    for (let round = 1; round <= 4; round += 1) {
      const customer = guest(one().troika, `c${round}`, `客户${round}`);
      for (const text of ['报障', '打印机卡纸', '三楼', '1']) await customer.says(text);
      for (const text of ['我要注册公司', `抢${round}公司`, '13800138000']) await customer.says(text);
      const { ticketId: ticket = 0 } = await customer.sees(`抢${round}公司`);
      await one().pays(ticket);
      const { id: file } = (await one().troika.desk.house.store.files.put({
        ...{ name: '身份证.pdf', type: 'application/pdf', bytes: PDF, personal: true },
        now: one().clock.now(),
      })) as { id: string };
      const ref = { id: file, name: '身份证.pdf', type: 'application/pdf', size: PDF.length };
      await customer.does({ kind: 'files', files: [ref] });
      await customer.taps(`advance:${ticket}:0:submit`);
      const tap = ({ line }: PagePerson) =>
        line.ask({ type: 'tap', address: line.places()[1]?.address, value: `claim:${ticket}:0` });
      const answers = JSON.stringify(await Promise.all([tap(lin), tap(zhou)]));
      expect(answers).toMatch(/(林晓|周明)已经接了这张工单/u);
      const events = await one().troika.store.tickets.events(ticket);
      expect(events.filter(({ type }) => type === 'ticketAssigned')).toHaveLength(1);
    }
  });

  test('每个会话里的消息，两边的顺序一样，一条不少，一条不重', async () => {
    const here = (await one().person('lin', '林晓')).in('注册');
    const there = (await other().person('lin', '林晓')).in('注册');
    const group = here.line.places()[1]?.address ?? '';
    const crowd = Array.from({ length: 10 }, (_, n) =>
      guest((n % 2 === 0 ? one() : other()).troika, `order${n}`, `客户${n}`),
    );
    await Promise.all(
      crowd.map(async (customer, n) => {
        for (const text of ['我要注册公司', `第${n}家公司`, '13800138000', '在办了吗', '谢谢'])
          await customer.says(text);
      }),
    );
    await bothSettled();
    const cards = (person: PagePerson) => person.count({ text: '谢谢' });
    await here.line.until(() => (cards(here) === 10 ? true : undefined), 'all words here');
    await there.line.until(() => (cards(there) === 10 ? true : undefined), 'all words there');
    expect(told(there, group)).toEqual(told(here, group));
    // Each customer was heard in the order they spoke.
    for (let n = 0; n < 10; n += 1) {
      const of = told(here, group).filter(([, body]) => JSON.stringify(body).includes(`第${n}家公司`));
      const words = of.map(([, body]) => JSON.stringify(body)).join('\n');
      expect([n, of.length, words.indexOf('在办了吗') < words.indexOf('谢谢')]).toEqual([n, 3, true]);
    }
  });

  test('拨时钟两边都动；到点的提醒只发一次', async () => {
    const { clock } = one();
    const zhang = await other().person('zhang', '张三');
    const ticket = await orders(zhang, '迟公司');
    await Promise.all([clock.advance('2h'), clock.advance('1m')]);
    await bothSettled();
    expect(Math.abs(other().clock.now() - clock.now())).toBeLessThan(50);
    await zhang.sees({ title: '迟公司', text: '还没有付款' });
    await Promise.all([one().troika.desk.ring(), other().troika.desk.ring(), one().troika.desk.sweep()]);
    await bothSettled();
    expect(zhang.count({ title: '迟公司', text: '还没有付款' })).toBe(1);
    const reminded = (await one().troika.store.tickets.events(ticket)).filter(
      ({ type }) => type === 'reminded',
    );
    expect(reminded).toHaveLength(1);
  });

  test('在一个上发布新内容，另一个不重启就跟着用', async () => {
    const files = await contentFiles([
      { file: 'messages/zh-CN/ui.yaml', from: '好的，已取消。', to: '没问题，取消了。' },
      { file: 'desk.yaml', from: '注册组', to: '企业注册组' },
    ]);
    expect(await publish(one().troika.desk.house, files, 'test')).toMatchObject({ kind: 'published' });
    const { library } = other().troika.desk.house;
    await until(async () => (await library.live()).id === contentId(files), 5_000);
    const zhang = await other().person('zhang', '张三');
    await zhang.says('我要注册公司');
    await zhang.says('取消');
    await zhang.sees({ title: '没问题，取消了。' });
    const ticket = await orders(zhang, '新公司');
    await zhang.sees({ title: `#${ticket} 新公司`, text: '服务人员：企业注册组' });
  });
});
