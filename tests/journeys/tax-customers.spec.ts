/** A13 for every customer: on the 13th and the 28th each one who files tax has a ticket of their own, once. */
import { describe, expect } from '@jest/globals';
import { routineChange } from '../../src/desk/routines.js';
import { imports } from '../support/customers.js';
import { guest } from '../support/guest.js';
import { journey, stageOn } from '../support/journey.js';
import { cardTexts } from '../support/seen.js';
import { openTroika, settled, type TestTroika } from '../support/troika.js';

/** The first months of 2026: what the rule says, and when it comes. */
const MONTHS = [
  ['2026-01-13', '2026-01-13'],
  ['2026-01-28', '2026-01-28'],
  ['2026-02-13', '2026-02-13'],
  ['2026-02-28', '2026-02-28'], // a Saturday that is worked for the Spring Festival
  ['2026-03-13', '2026-03-13'],
  ['2026-03-28', '2026-03-27'], // Saturday
  ['2026-04-13', '2026-04-13'],
  ['2026-04-28', '2026-04-28'],
  ['2026-05-13', '2026-05-13'],
  ['2026-05-28', '2026-05-28'],
  ['2026-06-13', '2026-06-12'], // Saturday
] as const;

const filings = ({ store }: TestTroika) =>
  store.prisma.ticket.findMany({ where: { sop: 'tax-filing' }, orderBy: { id: 'asc' } });

describe('A13：为每位报税的客户开单', () => {
  journey(
    '半年十一次，遇节假日提前：每位报税的客户各一张，班组只听到一句总数，没开成的一次列给组长',
    async ({ troika, person, clock }) => {
      const chen = (await person('chen', '陈静')).in('税务');
      const zhao = guest(troika, 'zhao', '赵敏');
      const zhang = await person('zhang', '张三');
      await zhang.says('帮助');
      await imports(troika.store, [
        { id: 'C-1', name: '甲公司', account: 'zhang', fields: { taxpayer: 'general' } },
        { id: 'C-2', name: '乙公司', fields: { taxpayer: 'small', finance_phone: '13800138000' } },
        { id: 'C-3', name: '丙公司' },
        { id: 'C-4', name: '长'.repeat(70), fields: { taxpayer: 'small' } },
      ]);
      for (const [n, [rule, day]] of MONTHS.entries()) {
        await clock.to(`${day}T08:59:30`);
        expect([day, (await filings(troika)).length]).toEqual([day, n * 2]);
        await clock.to(`${day}T09:00`);
        await chen.line.until(
          () => (chen.count({ text: '已为 2 位客户开好报税单' }) === n + 1 ? true : undefined),
          `the line of ${day}`,
        );
        const opened = (await filings(troika)).slice(-2);
        expect(
          opened.map(({ customerId, fields }) => [customerId, (fields as { period: string }).period]),
        ).toEqual([
          ['C-1', rule],
          ['C-2', rule],
        ]);
        expect(
          opened.map(({ createdAt }) => createdAt.getTime() - Date.parse(`${day}T09:00+08:00`) < 10_000),
        ).toEqual([true, true]);
        // Thousands would drown the group: it is shown none of them when they are opened.
        expect(chen.count({ title: `甲公司 ${rule}` })).toBe(0);
        const lists = (await zhao.cards()).map((card) => cardTexts(card).join('\n'));
        expect(lists.filter((text) => text.includes('有 1 位客户没有自动开成单'))).toHaveLength(n + 1);
        expect(lists.at(-1)).toMatch(/长长.*60/su);
      }
      // Whoever can be reached is shown their own.
      await zhang.line.until(
        () => (zhang.count({ title: '甲公司 2026-' }) >= MONTHS.length ? true : undefined),
        'their own filings',
      );
      // Who has nobody to speak to is spoken to under the company's name, made once.
      const people = await troika.store.prisma.requester.findMany({ where: { customerId: 'C-2' } });
      expect(people).toMatchObject([{ name: '乙公司', address: null }]);
      const [second] = (await filings(troika)).slice(-1);
      const read = await troika.store.tickets.ticket(second?.id ?? 0);
      expect(read?.ticket.fields).toMatchObject({ finance_phone: '13800138000' });
    },
    { at: '2026-01-01T00:00' },
  );

  journey(
    '到点时进程被杀、租约里的命令没做完：另一个实例接着开，2300 位客户一位不少、一位不重，总数只说一次',
    async ({ troika, person, clock }) => {
      const MANY = 2_300;
      const chen = (await person('chen', '陈静')).in('税务');
      await troika.store.prisma.customer.createMany({
        data: Array.from({ length: MANY }, (_, n) => ({
          ...{ id: `C-${n}`, kind: 'company', name: `公司${n}`, fields: { taxpayer: 'small' } },
        })),
      });
      // A process that fires the first page, takes some commands, and is never heard of again.
      const { house } = troika.desk;
      const { store } = troika;
      const due = Date.parse('2026-12-13T09:00+08:00') - 2 * 86_400_000; // the 13th is a Sunday
      const edition = await house.library.live();
      const directory = await house.staff.directory();
      await store.timers.setRoutine('tax_filing', '2026-12-13', due);
      await store.timers.fireDue({ now: due, limit: 1, skip: [] }, (timers) =>
        timers.map((timer) => routineChange(house, timer, edition, directory)),
      );
      expect(await store.prisma.commandQueue.count()).toBe(1_000);
      expect(await store.commands.claim({ now: due, limit: 60, leaseMs: 30_000 })).toHaveLength(60);

      const other = stageOn(await openTroika({ databaseUrl: troika.databaseUrl, at: null }));
      try {
        await Promise.all([
          clock.to('2026-12-11T09:01'),
          other.stage.troika.desk.sweep(),
          troika.desk.sweep(),
        ]);
        await Promise.all([settled(troika), settled(other.stage.troika)]);
        await Promise.all([other.stage.troika.desk.sweep(), troika.desk.sweep()]);
        await chen.line.until(
          () => (chen.count({ text: `已为 ${MANY} 位客户` }) === 1 ? true : undefined),
          'the line',
        );
        const opened = await filings(troika);
        expect(opened).toHaveLength(MANY);
        expect(new Set(opened.map(({ customerId }) => customerId)).size).toBe(MANY);
        await Promise.all([other.stage.troika.desk.sweep(), troika.desk.sweep()]);
        await settled(troika);
        expect(chen.count({ text: '位客户开好报税单' })).toBe(1);
        expect(await store.prisma.requester.count({ where: { customerId: { not: null } } })).toBe(MANY);
      } finally {
        other.clear();
        await other.stage.troika.stop();
      }
    },
    { at: '2026-12-10T10:00' },
  );
});
