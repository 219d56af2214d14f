/** E7, A13: the holidays of the next year: a deadline beyond them says that it is a guess; imported, they move what rests on them, and back. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import { describe, expect } from '@jest/globals';
import { troikaCommand } from '../support/command-line.js';
import { NOTICE_2027 } from '../support/holidays.js';
import { journey } from '../support/journey.js';
import { orders, submits } from '../support/orders.js';
import type { PagePerson } from '../support/page-person.js';
import { describeCard } from '../support/seen.js';
import { openTroika } from '../support/troika.js';

const FIRST_OF_MONTH = {
  file: 'desk.yaml',
  from: 'routines:\n',
  to: 'routines:\n  opening: { days: [1], at: "09:00", calendar: office, on_holiday: next, tell: tax, say: opening }\n',
};
/** Its ticket would be one more whose deadline moves. */
const NO_REVIEW = { file: 'desk.yaml', from: /^ {2}weekly_review:\n.*\n.*\n/mu, to: '' };
const SAYING = ['zh-CN', 'en'].map((locale) => ({
  ...{ file: `messages/${locale}/say-tax-filing.yaml`, from: 'say:\n', to: 'say:\n  opening: 开工了\n' },
}));
const GUESS = '2027 年放假安排未公布，按普通周末计算';

async function sends(person: PagePerson, text: string): Promise<void> {
  await person.says('导入节假日');
  await person.sees({ title: '导入节假日（1/1）' });
  await person.sends({ name: '放假.yaml', bytes: new TextEncoder().encode(text) });
}

const local = (at: string) => Date.parse(`${at}+08:00`);

describe('导入节假日', () => {
  journey(
    'A13: 下一年还没公布时写明是估算；导入先给看哪些时限从几时改到几时，一按生效，每张工单能解释；取消导入全部改回',
    async ({ troika, person, clock, pays, settled }) => {
      const { store } = troika;
      const due = async () => (await store.tickets.ticket(1))?.ticket.limit?.dueAt;
      const waiting = async (rule: string) =>
        (await store.timers.pending(1)).filter((timer) => timer.rule === rule).map(({ dueAt }) => dueAt);
      const opening = async () =>
        (await store.holidays.routines()).find(({ routine }) => routine === 'opening')?.dueAt;
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      const chen = await person('chen', '陈静');
      await orders(zhang, '青禾');
      expect(await pays(1)).toBe(200);
      // A Thursday, the last day anything is known of.
      await clock.to('2026-12-31T16:00');
      await troika.desk.sweep();
      await submits(zhang, '青禾');
      await settled();
      await lin.in('注册').sees({ title: '#1 青禾', text: GUESS });
      await lin.says('为什么 #1');
      await lin.sees({ title: '为什么 #1', text: GUESS });
      await chen.says('体检');
      await chen.sees({
        title: '闹钟一切正常',
        text: ['已知到 2026年12月31日', '1 张工单的时限、2 个例行任务', GUESS],
      });
      const guessed = await due();
      expect(guessed).toBeGreaterThan(local('2027-01-01T10:00'));
      expect(guessed).toBeLessThan(local('2027-01-01T12:00'));
      expect(await opening()).toBe(local('2027-01-01T09:00'));

      await sends(chen, NOTICE_2027.replace('2027-01-30', '2027-01-29'));
      await chen.sees({ text: ['放假.yaml:10:', 'got 2027-01-29, a fri', 'it is a workday already'] });
      await sends(chen, NOTICE_2027);
      const shown = describeCard(await chen.sees({ title: '导入 2027 年放假安排', buttons: ['导入'] }));
      expect(shown).toContain('放假 28 天，新增 1月1日—1月3日、2月5日—2月12日');
      expect(shown).toContain('1 张工单的时限，1 个例行任务');
      expect(shown).toMatch(/#1 青禾：从 明天 \d+:\d+ 改到 2027年1月4日 \d+:\d+（晚 3 天）/u);
      expect(shown).toContain('opening：从 明天 09:00 改到 2027年1月4日 09:00（晚 3 天）');
      // Shown is not done.
      expect(await due()).toBe(guessed);

      await chen.taps('导入', { title: '导入 2027 年放假安排' });
      await settled();
      const moved = await due();
      expect(moved).toBe((guessed ?? 0) + 3 * 86_400_000);
      expect(await waiting('limit')).toEqual([moved]);
      expect(await opening()).toBe(local('2027-01-04T09:00'));
      await lin.says('为什么 #1');
      const why = await lin.sees({ title: '为什么 #1', text: '放假安排更新：时限从' });
      expect(describeCard(why)).not.toContain(GUESS);
      const table = why.blocks.find((block) => block.kind === 'table');
      expect(table?.kind === 'table' ? table.rows.at(-1)?.at(-1) : null).toBe('4 小时');
      const events = await store.tickets.events(1);
      expect(events.at(-1)).toMatchObject({ type: 'deadlinesRecounted', by: 'system' });
      expect(events.at(-1)?.data).toMatchObject({ was: guessed, limit: { dueAt: moved } });

      // The same list again says nothing new.
      await sends(chen, NOTICE_2027);
      await chen.sees({ title: '和已知的放假安排一样' });

      await chen.says('取消导入');
      await chen.sees({ title: '取消导入 2027 年放假安排', text: '（早 3 天）' });
      await chen.taps('取消导入', { title: '取消导入 2027 年放假安排' });
      await settled();
      expect(await due()).toBe(guessed);
      expect(await waiting('limit')).toEqual([guessed]);
      expect(await opening()).toBe(local('2027-01-01T09:00'));
      await chen.says('取消导入');
      await chen.sees({ title: '没有可以取消的导入' });
      await lin.says('导入节假日');
      await lin.sees({ title: '经理' });
    },
    { edits: [FIRST_OF_MONTH, NO_REVIEW, ...SAYING] },
  );

  journey(
    'E7: 管理员在不到六十天时收到一次提醒；troika holidays import 读网址，两个实例五秒内都跟着算',
    async ({ troika, person, settled }) => {
      const other = await openTroika({ databaseUrl: troika.databaseUrl, at: null });
      const server = createServer((_, answer) => answer.end(NOTICE_2027)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      try {
        const chen = await person('chen', '陈静');
        for (let again = 0; again < 2; again += 1) await troika.desk.sweep();
        await settled();
        await chen.sees({ title: '放假安排只知道到 2026年12月31日，还有 30 天', text: '导入节假日' });
        expect(chen.count({ title: '放假安排只知道到' })).toBe(1);

        const horizons = () =>
          Promise.all(
            [troika, other].map(
              async ({ desk }) => (await desk.house.library.live()).calendar('office').horizon,
            ),
          );
        expect(await horizons()).toEqual(['2026-12-31', '2026-12-31']);
        const { port } = server.address() as AddressInfo;
        const environment = { DATABASE_URL: troika.databaseUrl, TROIKA_DATA: os.tmpdir() };
        const source = `http://127.0.0.1:${port}/2027.yaml`;
        const typed = await troikaCommand(environment, 'holidays', 'import', source);
        expect(typed).toMatchObject({ code: 0, err: '' });
        expect(typed.out).toMatch(/导入 2027 年放假安排[\s\S]*没有进行中的时限因此改变[\s\S]*imported/u);
        const began = performance.now();
        while ((await horizons()).some((horizon) => horizon !== '2027-12-31')) {
          if (performance.now() - began > 5_000) throw new Error('not followed within five seconds');
          await new Promise((resolve) => setImmediate(resolve));
        }
      } finally {
        server.close();
        await other.stop();
      }
    },
    {
      edits: [
        {
          ...{ file: 'desk.yaml', from: 'teams: [registration, it, tax], roles: [manager]' },
          to: 'teams: [registration, it, tax], roles: [manager, admin]',
        },
      ],
    },
  );
});
