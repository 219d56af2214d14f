/** 报税提醒: on the 13th and the 28th at nine, on the working day before where that is a holiday. A year of it. */
import { describe, expect } from '@jest/globals';
import { publish } from '../../src/desk/publish.js';
import { until } from '../scheduler/until.js';
import { contentFiles } from '../support/content.js';
import { journey } from '../support/journey.js';
import type { TestTroika } from '../support/troika.js';

/** Every reminder of 2026, worked out by hand from the State Council's notice: what the rule says, and when it comes. */
// biome-ignore format: a table is read by rows
const YEAR = [
  ['01-13', '01-13'], ['01-28', '01-28'],
  ['02-13', '02-13'], ['02-28', '02-28'], // a Saturday that is worked for the Spring Festival
  ['03-13', '03-13'], ['03-28', '03-27'], // Saturday
  ['04-13', '04-13'], ['04-28', '04-28'],
  ['05-13', '05-13'], ['05-28', '05-28'],
  ['06-13', '06-12'], ['06-28', '06-26'], // Saturday; Sunday
  ['07-13', '07-13'], ['07-28', '07-28'],
  ['08-13', '08-13'], ['08-28', '08-28'],
  ['09-13', '09-11'], ['09-28', '09-28'], // Sunday; the Monday after the Mid-Autumn Festival
  ['10-13', '10-13'], ['10-28', '10-28'],
  ['11-13', '11-13'], ['11-28', '11-27'], // Saturday
  ['12-13', '12-11'], ['12-28', '12-28'], // Sunday
] as const;

/** The desk has written down when the next reminder is due: a moment after the start, or after a publish. */
const planned = ({ store }: TestTroika, date = '') => {
  const key = { startsWith: `routine/tax_filing/${date}` };
  // Less than the half minute after which the sweep would plan it anyway.
  return until(async () => (await store.prisma.timer.count({ where: { key } })) === 1, 10_000);
};

describe('A13：每月 13 日、28 日报税提醒', () => {
  journey(
    '一年二十四次：九点整告诉税务组一次，遇节假日提前到上一个工作日，调休上班的周六不提前',
    async ({ person, clock, troika }) => {
      const chen = (await person('chen', '陈静')).in('税务');
      const told = () => chen.count({ text: '报税提醒' });
      await planned(troika);
      for (const [index, [, day]] of YEAR.entries()) {
        await clock.to(`2026-${day}T08:59`);
        expect([day, told()]).toEqual([day, index]);
        await clock.to(`2026-${day}T09:00`);
        await chen.line.until(() => (told() === index + 1 ? true : undefined), `the reminder of ${day}`);
      }
      await clock.to('2026-12-31T23:59');
      const timers = await troika.store.prisma.timer.findMany({
        where: { routine: 'tax_filing', status: 'fired' },
        orderBy: { dueAt: 'asc' },
      });
      const nine = (day: string) => new Date(`2026-${day}T09:00+08:00`);
      expect(timers.map(({ key, dueAt }) => [key, dueAt])).toEqual(
        YEAR.map(([rule, day]) => [`routine/tax_filing/2026-${rule}`, nine(day)]),
      );
      const posted = chen.line.lines().filter(({ body }) => JSON.stringify(body).includes('报税提醒'));
      const late = posted.map(({ at }, index) => at - nine(YEAR[index]?.[1] ?? '').getTime());
      expect(late.every((ms) => ms >= 0 && ms < 2_000)).toBe(true);
      // Nobody else hears it, and nobody twice.
      expect(told()).toBe(24);
      expect(chen.in('注册').count({ text: '报税提醒' })).toBe(0);
      expect(chen.in('private').count({ text: '报税提醒' })).toBe(0);
      expect(troika.log.filter((line) => line.startsWith('error'))).toEqual([]);
    },
    { at: '2026-01-01T00:00' },
  );

  journey(
    '改了日子重新发布：一分钟后到点的不会漏，原来定的日子不再提醒',
    async ({ person, clock, troika }) => {
      const chen = (await person('chen', '陈静')).in('税务');
      const files = await contentFiles([
        { file: 'desk.yaml', from: 'days: [13, 28], at: "09:00"', to: 'days: [1], at: "10:01"' },
      ]);
      expect(await publish(troika.desk.house, files, 'test')).toMatchObject({ kind: 'published' });
      await planned(troika, '2026-12-01');
      await clock.advance('1m');
      await chen.sees({ text: '报税提醒' });
      // What the old rule had planned is no longer asked for.
      await clock.to('2026-12-29T12:00');
      expect(chen.count({ text: '报税提醒' })).toBe(1);
      await clock.to('2027-01-01T10:02');
      await chen.line.until(
        () => (chen.count({ text: '报税提醒' }) === 2 ? true : undefined),
        'the next one',
      );
    },
    { at: '2026-12-01T10:00' },
  );

  journey(
    '两个月没开机：开机后补一次，不把错过的都说一遍，下一次照常',
    async ({ person, clock, troika }) => {
      const chen = (await person('chen', '陈静')).in('税务');
      const told = () => chen.count({ text: '报税提醒' });
      await planned(troika);
      await clock.to('2026-05-10T12:00');
      await chen.line.until(() => (told() > 0 ? true : undefined), 'the reminder that was missed');
      expect(told()).toBe(1);
      await clock.to('2026-05-13T08:59');
      expect(told()).toBe(1);
      await clock.to('2026-05-13T09:00');
      await chen.line.until(() => (told() === 2 ? true : undefined), 'the next reminder');
    },
    { at: '2026-03-10T12:00' },
  );
});
