/** Published ten times to and fro under load, on two instances: nothing lost, nothing mixed, and a deaf bus delays nobody. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ContentFiles } from '../../src/desk/ports/content.js';
import { contentId, goingLive, prepare, publish } from '../../src/desk/publish.js';
import { until } from '../scheduler/until.js';
import { contentFiles, type Edit } from '../support/content.js';
import { guest } from '../support/guest.js';
import { sharedStage, stageOn } from '../support/journey.js';
import type { Stage } from '../support/stage.js';
import { inDatabase } from '../support/store.js';
import { openTroika } from '../support/troika.js';

const environment = { SECRET: 'the same secret in both instances' };
const one = sharedStage({ environment });
let opened: ReturnType<typeof stageOn>;
const other = (): Stage => opened.stage;

/** Ours, and the same with a mark wherever a customer reads: in the frame of a question, in the field, in the state. */
const MARK = '乙';
let plain: ContentFiles;
let marked: ContentFiles;
/** Marked too, with the people of the plain one: nothing but the content itself tells that it moved. */
let quiet: ContentFiles;

const TIMEOUT_MS = 300_000;
const FOLLOW_MS = 5_000;
const ROUNDS = 10;
const CUSTOMERS = 30;

async function bothSettled(): Promise<void> {
  for (const stage of [one(), other(), one()]) await stage.settled();
}

const cardWith = (words: string) => (card: { title: string; blocks: readonly unknown[] }) =>
  JSON.stringify(card).includes(words);

describe('两个实例，边办事边发布', () => {
  beforeAll(async () => {
    const first = await readFile('prompts/sops/company-registration.v1.yaml', 'utf8');
    const second = first
      .replace('version: 1', 'version: 2')
      .replace('label: { zh-CN: 公司名称,', `label: { zh-CN: 公司名称${MARK},`)
      .replace('label: { zh-CN: 联系电话,', `label: { zh-CN: 联系电话${MARK},`)
      .replace('{ zh-CN: 待付款,', `{ zh-CN: 待付款${MARK},`)
      .replace('{ zh-CN: 待提交资料,', `{ zh-CN: 待提交资料${MARK},`);
    plain = await contentFiles([]);
    const edits: readonly Edit[] = [
      { file: 'sops/company-registration.v2.yaml', to: second },
      {
        file: 'messages/zh-CN/ui.yaml',
        from: '"{title}（{step}/{of}）"',
        to: `"{title}（{step}/{of}）${MARK}"`,
      },
    ];
    quiet = await contentFiles(edits);
    marked = await contentFiles([
      ...edits,
      // The people change too: every save of that moment rests on another directory.
      { file: 'desk.yaml', from: '注册组', to: '企业注册组' },
    ]);
    const { databaseUrl } = one().troika;
    opened = stageOn(await openTroika({ databaseUrl, environment, at: null }));
  }, TIMEOUT_MS);
  afterAll(async () => {
    opened.clear();
    await opened.stage.troika.stop();
  });

  test(
    'C13: 来回发布十次，同时有人下单、付款、留言：每张工单保持出生时的版本，话不混，一件不丢，没人因此被拒',
    async () => {
      let ordered = 0;
      const published: string[] = [];
      const customers = Array.from({ length: CUSTOMERS }, (_, n) =>
        guest((n % 2 === 0 ? one() : other()).troika, `load${n}`, `客户${n}`),
      );
      const ticketOf = async (customer: (typeof customers)[number], company: string) => {
        let id = 0;
        await until(async () => {
          id = (await customer.cards()).findLast(({ title }) => title.endsWith(company))?.ticketId ?? 0;
          return id > 0;
        }, 20_000);
        return id;
      };
      const load = customers.map(async (customer, n) => {
        const { desk } = (n % 3 === 0 ? one() : other()).troika;
        // Not all at once: some come while the first edition is live, some while the second.
        await until(() => published.length >= Math.floor((n * ROUNDS) / CUSTOMERS), 60_000);
        for (const text of ['我要注册公司', `第${n}公司`, '13800138000']) await customer.says(text);
        const ticket = await ticketOf(customer, `第${n}公司`);
        ordered += 1;
        const paid = await desk.hook({
          ...{ source: 'payment', id: `pay${n}`, type: 'paid', ticketId: ticket, orderRef: null },
          data: { payment_ref: `PAY-${n}`, amount: 399 },
        });
        expect(paid).toMatchObject({ status: 'done' });
        await customer.says('在办了吗');
        await customer.taps(`show:${ticket}:0`);
      });
      const publisher = async () => {
        for (let round = 0; round < ROUNDS; round += 1) {
          // Paced by what is under way, so that every publish meets somebody in the middle of something.
          await until(() => ordered >= round, 60_000);
          const { house } = (round % 2 === 0 ? one() : other()).troika.desk;
          const done = await publish(house, round % 2 === 0 ? marked : plain, 'test');
          if (done.kind === 'published') published.push(done.id);
        }
      };
      await Promise.all([...load, publisher()]);
      await bothSettled();
      expect(published).toHaveLength(ROUNDS);

      const { prisma, tickets } = one().troika.store;
      const rows = await prisma.ticket.findMany({ where: { sop: 'company-registration' } });
      expect(rows.map(({ title }) => title).sort()).toEqual(customers.map((_, n) => `第${n}公司`).sort());
      expect(rows.every(({ state }) => state === 'awaiting_documents')).toBe(true);
      // Both editions were used, and each ticket by one of them from its first event on.
      const isMarked = (content: string) => content === published[0];
      expect(new Set(rows.map(({ content }) => content))).toEqual(new Set(published.slice(0, 2)));
      for (const { id, content } of rows) {
        const events = await tickets.events(id);
        expect(events[0]?.data).toMatchObject({ content });
        expect(events.map(({ type }) => type)).toEqual(
          expect.arrayContaining(['ticketOpened', 'orderPaid', 'ticketMoved', 'replied']),
        );
      }
      // What stands in a customer's conversation is of one edition, card by card.
      for (const customer of customers) {
        const cards = await customer.cards();
        expect(cards.filter(cardWith('再试一次'))).toEqual([]);
        expect(cards.filter(cardWith('暂时不能'))).toEqual([]);
        for (const card of cards.filter(({ title }) => /（\d\/2）/u.test(title))) {
          const said = JSON.stringify(card.blocks);
          expect([card.title, said.includes(MARK)]).toEqual([card.title, card.title.endsWith(MARK)]);
        }
        const shown = cards.filter(({ ticketId, tag }) => ticketId !== undefined && tag !== undefined);
        expect(shown.length).toBeGreaterThan(0);
        for (const { ticketId, tag } of shown) {
          const row = rows.find(({ id }) => id === ticketId);
          expect([ticketId, tag?.endsWith(MARK)]).toEqual([ticketId, isMarked(row?.content ?? '')]);
        }
      }
      expect(await prisma.inbox.count({ where: { settledAt: null } })).toBe(0);
      expect(await prisma.commandQueue.count({ where: { status: { notIn: ['done', 'dropped'] } } })).toBe(0);
      expect(await prisma.commandQueue.count({ where: { status: 'dropped' } })).toBe(0);
      // Each publish is told once to each team's group.
      const news = await prisma.outbox.groupBy({
        by: ['address'],
        where: { key: { startsWith: 'content/' }, status: 'sent' },
        _count: true,
      });
      expect(news.map(({ _count }) => _count)).toEqual([ROUNDS, ROUNDS, ROUNDS, ROUNDS, ROUNDS]);
      for (const { troika } of [one(), other()])
        expect(troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    'C13: 内容和人员一刻不停地换：照样办得成，不叫人「再试一次」',
    async () => {
      const customer = guest(one().troika, 'patient', '有耐心');
      for (const text of ['我要注册公司', '耐心公司', '13800138000']) await customer.says(text);
      const { ticketId = 0 } = await customer.sees('耐心公司');
      let done = false;
      const publisher = async () => {
        for (let round = 0; !done; round += 1)
          await publish(other().troika.desk.house, round % 2 === 0 ? marked : plain, 'test');
      };
      const publishing = publisher();
      const words = Array.from({ length: 8 }, (_, n) => `第${n}句`);
      for (const text of words) await customer.says(text);
      done = true;
      await publishing;
      await bothSettled();
      const replied = await one().troika.store.tickets.events(ticketId);
      expect(replied.filter(({ type }) => type === 'replied')).toHaveLength(words.length);
      expect((await customer.cards()).filter(cardWith('再试一次'))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    'C13: 通知丢了（监听的连接断了，发布的那一方也没说）：五秒内两个实例照样都换上，先问到的就是新的',
    async () => {
      const { desk, databaseUrl } = one().troika;
      await publish(desk.house, plain, 'test');
      const cancels = async (stage: Stage, account: string) => {
        const customer = guest(stage.troika, account, account);
        await customer.says('我要注册公司');
        return JSON.stringify(await customer.sees('公司注册（1/2）'));
      };
      for (const stage of [one(), other()]) expect(await cancels(stage, 'before')).not.toContain(MARK);

      const prepared = await prepare(desk.house, marked);
      if (prepared.kind !== 'ready') throw new Error(`expected something to publish, got ${prepared.kind}`);
      const { deed, ...change } = await goingLive(desk.house, prepared.publication, 'operator:test');
      await inDatabase(databaseUrl, (client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE application_name = 'troika bus' AND datname = current_database()`,
        ),
      );
      const now = one().clock.now();
      const saved = await one().troika.store.deeds.save(
        [deed],
        'operator:test',
        { ...change, commands: [] },
        now,
      );
      expect(saved).toEqual({ saved: true });
      const began = performance.now();
      const followed = async (stage: Stage, name: string) => {
        let asked = 0;
        await until(async () => {
          asked += 1;
          const said = await cancels(stage, `${name}${asked}`);
          return said.includes(MARK);
        }, FOLLOW_MS);
      };
      await Promise.all([followed(one(), 'here'), followed(other(), 'there')]);
      expect(performance.now() - began).toBeLessThan(FOLLOW_MS);
      // So have the people: the team's new name came with the content.
      const team = async ({ troika }: Stage) =>
        (await troika.desk.house.staff.directory()).teams.get('registration')?.name['zh-CN'];
      for (const stage of [one(), other()])
        await until(
          async () => (await team(stage)) === '企业注册组',
          FOLLOW_MS - (performance.now() - began),
        );
    },
    TIMEOUT_MS,
  );

  test(
    'C13: 没听到通知的实例开的单，也按在用的版本：保存时发现变了，重新来过',
    async () => {
      const { house } = other().troika.desk;
      await publish(one().troika.desk.house, plain, 'test');
      await until(async () => (await house.library.live()).id === contentId(plain), FOLLOW_MS);
      const customer = guest(other().troika, 'deaf', '没听到');
      for (const text of ['我要注册公司', '没听到公司']) await customer.says(text);
      const prepared = await prepare(house, quiet);
      if (prepared.kind !== 'ready') throw new Error(`expected something to publish, got ${prepared.kind}`);
      const { deed, ...change } = await goingLive(house, prepared.publication, 'operator:test');
      await house.store.deeds.save([deed], 'operator:test', { ...change, commands: [] }, one().clock.now());
      // At once: the other instance still holds what was live a moment ago.
      await customer.says('13800138000');
      const card = await customer.sees('没听到公司');
      expect(card.tag).toBe(`待付款${MARK}`);
      const row = await one().troika.store.prisma.ticket.findFirst({ where: { title: '没听到公司' } });
      expect(row?.content).toBe(prepared.publication.id);
    },
    TIMEOUT_MS,
  );
});
