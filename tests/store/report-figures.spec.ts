/** The reports' SQL against a handful of tickets whose figures were worked out by hand. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { reports } from '../../src/reports/index.js';
import { type Period, periodRange } from '../../src/reports/period.js';
import type { Row } from '../../src/reports/report.js';
import { reviewParams } from '../../src/reports/review.js';
import type { Sop } from '../../src/sop/sop.js';
import { reportStore } from '../../src/store/reports.js';
import { useDatabase } from '../support/postgres.js';

const folder = path.join(import.meta.dirname, '../../prisma/sql');
/** Wednesday 2026-03-04, 12:00 in Shanghai. */
const NOW = Date.UTC(2026, 2, 4, 4);
/** Sunday 2026-01-11, noon there: a week with two tickets of its own. */
const JANUARY = Date.UTC(2026, 0, 11, 4);
let pool: pg.Pool;

/** Local time of the desk, as an instant. */
const at = (local: string) => new Date(`${local.replace(' ', 'T')}:00+08:00`);

interface Seed {
  readonly id: number;
  readonly sop: string;
  readonly queue?: string;
  readonly category: string;
  readonly assignee?: string;
  readonly created: string;
  readonly responseS?: number;
  readonly resolved?: string;
  readonly closed?: string;
  readonly due?: string;
  readonly breaches?: number;
  /** State, entered, left, working minutes. */
  readonly visits?: readonly (readonly [string, string, string, number])[];
}

const tickets: readonly Seed[] = [
  // Monday: answered after 10 minutes, resolved the same day after 3 working hours, closed on Tuesday.
  {
    ...{ id: 1, sop: 'a', category: 'closed', assignee: 'lin', created: '2026-03-02 09:00', responseS: 600 },
    ...{ resolved: '2026-03-02 14:00', closed: '2026-03-03 10:00', breaches: 1 },
    visits: [
      ['new', '2026-03-02 09:00', '2026-03-02 09:10', 10],
      ['work', '2026-03-02 09:10', '2026-03-02 14:00', 170],
      ['done', '2026-03-02 14:00', '2026-03-03 10:00', 300],
    ],
  },
  // Tuesday: answered after 20 minutes, sent back once, still open and late.
  {
    ...{ id: 2, sop: 'a', category: 'open', assignee: 'lin', created: '2026-03-03 09:00', responseS: 1200 },
    ...{ due: '2026-03-04 11:00', breaches: 2 },
    visits: [
      ['new', '2026-03-03 09:00', '2026-03-03 09:20', 20],
      ['work', '2026-03-03 09:20', '2026-03-03 10:20', 60],
      ['new', '2026-03-03 10:20', '2026-03-03 10:30', 10],
    ],
  },
  // Today: nobody has answered yet; due in the afternoon.
  { id: 3, sop: 'b', category: 'new', created: '2026-03-04 10:00', due: '2026-03-04 15:00' },
  // Last week's, resolved on Monday after 7 working hours over the weekend.
  {
    ...{
      id: 4,
      sop: 'b',
      category: 'resolved',
      assignee: 'zhou',
      created: '2026-02-27 17:00',
      responseS: 60,
    },
    resolved: '2026-03-02 16:30',
    visits: [
      ['new', '2026-02-27 17:00', '2026-02-27 17:01', 1],
      ['work', '2026-02-27 17:01', '2026-03-02 16:30', 419],
    ],
  },
  // Last week's, reopened since: resolved no longer, open and in time.
  {
    id: 5,
    sop: 'a',
    category: 'open',
    assignee: 'zhou',
    created: '2026-02-26 09:00',
    responseS: 60,
    due: '2026-03-05 09:00',
  },
  // Sunday 23:59 is last week.
  { id: 6, sop: 'a', category: 'closed', created: '2026-03-01 23:59', closed: '2026-03-01 23:59' },
  // Of January: resolved on the 5th, sent back a day later, resolved for good on the 7th. Three stays in `work`.
  {
    ...{
      id: 8,
      sop: 'c',
      category: 'resolved',
      assignee: 'qian',
      created: '2026-01-05 09:00',
      responseS: 300,
    },
    resolved: '2026-01-07 10:00',
    visits: [
      ['work', '2026-01-05 09:00', '2026-01-05 10:00', 60],
      ['work', '2026-01-05 10:00', '2026-01-05 11:00', 60],
      ['done', '2026-01-05 11:00', '2026-01-06 11:00', 480],
      ['work', '2026-01-06 11:00', '2026-01-07 10:00', 420],
    ],
  },
  // Of January: resolved on the 5th and closed on the 8th; what it lay resolved is no work.
  {
    ...{ id: 9, sop: 'c', category: 'closed', assignee: 'qian', created: '2026-01-05 09:00', responseS: 900 },
    ...{ resolved: '2026-01-05 10:40', closed: '2026-01-08 10:40' },
    visits: [
      ['work', '2026-01-05 09:00', '2026-01-05 10:40', 100],
      ['done', '2026-01-05 10:40', '2026-01-08 10:40', 1440],
    ],
  },
  // Another team's.
  {
    id: 7,
    sop: 'a',
    queue: 'other',
    category: 'new',
    created: '2026-03-03 09:00',
    due: '2026-03-03 10:00',
    breaches: 1,
  },
];

async function insert(seed: Seed): Promise<void> {
  const { id, sop, queue = 'q', category, assignee = null, created, responseS = null, breaches = 0 } = seed;
  const instant = (local: string | undefined) => (local === undefined ? null : at(local));
  const resolutionS = seed.resolved ? (at(seed.resolved).getTime() - at(created).getTime()) / 1000 : null;
  const visits = seed.visits ?? [];
  const minutesOf = (stays: typeof visits) => stays.reduce((sum, [, , , minutes]) => sum + minutes, 0);
  const { resolved } = seed;
  const workM = resolved ? minutesOf(visits.filter(([, , left]) => left <= resolved)) : null;
  await pool.query(
    `INSERT INTO ticket (id, version, events, content, sop, title, state, category, visit, entered_at, queue, assignee_id,
       requester_id, priority, fields, checklist, created_at, first_response_s, resolved_at, resolution_s, closed_at, due_at,
       reopens, reassignments, breaches, created_on, resolved_on, stayed_m, work_m, head)
     VALUES ($1, 1, 1, 'c', $2, 't', 's', $3, 1, $4, $5, $6, 'r1', 'P3', '{}', '{}', $4, $7, $8, $9, $10, $11, 0, 0, $12, $13, $14, $15, $16, '')`,
    [
      ...[id, sop, category, at(created), queue, assignee, responseS],
      ...[instant(seed.resolved), resolutionS, instant(seed.closed), instant(seed.due), breaches],
      ...[created.slice(0, 10), seed.resolved?.slice(0, 10) ?? null],
      ...[minutesOf(visits), workM],
    ],
  );
  for (const [index, [state, entered, left, minutes]] of visits.entries())
    await pool.query(
      `INSERT INTO visit (ticket_id, visit, sop, queue, state, entered_at, entered_on, left_at, left_on, minutes, again)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        index + 1,
        sop,
        queue,
        state,
        at(entered),
        entered.slice(0, 10),
        at(left),
        left.slice(0, 10),
        minutes,
        visits.slice(0, index).some(([earlier]) => earlier === state),
      ],
    );
}

/** Of ticket 1 two good ones and one taken back; of 2 a bad one; one of last week, and one of another team. */
const ratings = [
  ...[
    [1, 'han', 'good', '2026-03-02 15:00'],
    [1, 'mei', 'good', '2026-03-03 15:00'],
    [1, 'wei', 'withdrawn', '2026-03-03 15:01'],
  ],
  ...[
    [2, 'han', 'bad', '2026-03-04 09:00'],
    [4, 'han', 'bad', '2026-03-01 23:59'],
    [7, 'han', 'bad', '2026-03-04 09:00'],
  ],
] as const;

async function rate(...given: readonly (readonly [number, string, string, string])[]): Promise<void> {
  for (const [ticket, person, verdict, local] of given)
    await pool.query(
      `INSERT INTO rating (answer, person, ticket_id, verdict, words, reasons, rated_at) VALUES ($1, $2, $3, $4, '', '{}', $5)`,
      [`answer of ${ticket}`, `requester:${person}`, ticket, verdict, at(local)],
    );
}

async function run(
  name: string,
  period: Period,
  queues: readonly string[] = ['q'],
  now = NOW,
): Promise<readonly Row[]> {
  const report = reports.find((one) => one.name === name);
  if (!report) throw new Error(`expected a report, got ${name}`);
  const range = periodRange(period, now, 'Asia/Shanghai');
  return reportStore({ reports: pool } as Parameters<typeof reportStore>[0], folder).run(
    name,
    report.params(range, queues),
  );
}

describe('the figures of a handful of tickets', () => {
  const database = useDatabase('figures');
  // A block inside: its hooks close the pool before the database behind it is dropped.
  describe('in', () => {
    beforeAll(async () => {
      pool = new pg.Pool({ connectionString: database().url, max: 2 });
      await pool.query(
        `INSERT INTO requester (id, name, locale, created_at) VALUES ('r1', '韩梅梅', 'zh-CN', now())`,
      );
      for (const ticket of tickets) await insert(ticket);
      await rate(...ratings);
    });
    afterAll(() => pool.end());

    describe('overview', () => {
      const section = (rows: readonly Row[], name: string, key: string | null = null) =>
        rows.find((row) => row.section === name && row.key === key);

      test('of this week', async () => {
        const rows = await run('overview', 'this_week');
        expect(section(rows, 'all')).toEqual({
          ...{
            section: 'all',
            key: null,
            opened: 3,
            resolved: 2,
            closed: 1,
            open_now: 3,
            late_now: 1,
            breaches: 3,
          },
          ...{ answered: 2, response_median_s: 900, response_p90_s: 1140 },
          // 5 h, and from Friday 17:00 to Monday 16:30; 180 and 420 working minutes.
          ...{ resolution_median_s: (18_000 + 257_400) / 2, work_median_m: 300 },
          ...{ rated: 3, satisfied: 2 },
        });
      });

      test('of each agent, and of what nobody holds', async () => {
        const rows = await run('overview', 'this_week');
        expect(section(rows, 'member', 'lin')).toMatchObject({
          opened: 2,
          resolved: 1,
          open_now: 1,
          late_now: 1,
          // Medians are the whole house's: nobody is measured alone.
          work_median_m: null,
        });
        expect(section(rows, 'member', 'zhou')).toMatchObject({
          opened: 0,
          resolved: 1,
          open_now: 1,
          late_now: 0,
        });
        expect(section(rows, 'member', null)).toMatchObject({
          opened: 1,
          resolved: 0,
          open_now: 1,
          late_now: 0,
        });
      });

      test('of each SOP, and the parts make the whole', async () => {
        const rows = await run('overview', 'this_week');
        expect(section(rows, 'sop', 'a')).toMatchObject({ opened: 2, resolved: 1, open_now: 2 });
        expect(section(rows, 'sop', 'b')).toMatchObject({ opened: 1, resolved: 1, open_now: 1 });
        for (const figure of ['opened', 'resolved', 'closed', 'open_now', 'late_now', 'breaches', 'answered'])
          for (const part of ['member', 'sop']) {
            const parts = rows
              .filter((row) => row.section === part)
              .reduce((sum, row) => sum + Number(row[figure]), 0);
            expect([figure, part, parts]).toEqual([figure, part, Number(section(rows, 'all')?.[figure])]);
          }
      });

      test('of last week, whose Sunday ends at midnight in the zone of the desk', async () => {
        expect(section(await run('overview', 'last_week'), 'all')).toMatchObject({
          opened: 3,
          resolved: 0,
          closed: 1,
          open_now: 3,
        });
      });

      test('of a reopened ticket counts all its stays up to the last resolution, and none after it', async () => {
        const rows = await run('overview', 'this_week', ['q'], JANUARY);
        expect(section(rows, 'member', 'qian')).toMatchObject({
          ...{ opened: 2, resolved: 2, closed: 1, open_now: 0, late_now: 0, breaches: 0, answered: 2 },
        });
        expect(section(rows, 'all')).toMatchObject({
          ...{ response_median_s: 600, response_p90_s: 840 },
          // 49 h and 100 minutes; 60 + 60 + 480 + 420 and 100 working minutes.
          ...{ resolution_median_s: (176_400 + 6_000) / 2, work_median_m: (1020 + 100) / 2 },
        });
      });

      test('of another team shows nothing of ours', async () => {
        const rows = await run('overview', 'this_week', ['other']);
        expect(section(rows, 'all')).toMatchObject({ opened: 1, open_now: 1, late_now: 1, breaches: 1 });
        expect(rows).toHaveLength(3);
      });

      test('of no team at all is empty, and still a row', async () => {
        expect(await run('overview', 'today', [])).toMatchObject([
          { section: 'all', opened: 0, open_now: 0, response_median_s: null },
        ]);
      });
    });

    describe('steps', () => {
      test('the slowest first, with what was done twice', async () => {
        expect(await run('steps', 'this_week')).toEqual([
          { sop: 'b', state: 'work', stays: 1, median_m: 419, p90_m: 419, total_m: 419, returns: 0 },
          { sop: 'a', state: 'done', stays: 1, median_m: 300, p90_m: 300, total_m: 300, returns: 0 },
          { sop: 'a', state: 'work', stays: 2, median_m: 115, p90_m: 159, total_m: 230, returns: 0 },
          { sop: 'a', state: 'new', stays: 3, median_m: 10, p90_m: 18, total_m: 40, returns: 1 },
        ]);
      });

      test('of an even number the middle two are halved, and a step entered twice more returns twice', async () => {
        expect(await run('steps', 'this_week', ['q'], JANUARY)).toEqual([
          // 480 and 1440; 9 tenths of the way between them.
          { sop: 'c', state: 'done', stays: 2, median_m: 960, p90_m: 1344, total_m: 1920, returns: 0 },
          // 60, 60, 100 and 420: 2.7 places from the shortest lies 7 tenths between the last two.
          { sop: 'c', state: 'work', stays: 4, median_m: 80, p90_m: 324, total_m: 640, returns: 2 },
        ]);
      });

      test('are what percentile_cont gives, whatever the number of stays and however many are alike', async () => {
        await pool.query(
          `INSERT INTO visit (ticket_id, visit, sop, queue, state, entered_at, entered_on, left_at, left_on, minutes, again)
           SELECT 1000 * size + n, 1, 'many', 'many', 's' || size, now(), '2026-01-05', now(), '2026-01-05', n * n % 17, false
           FROM generate_series(1, 40) size, generate_series(1, size) n`,
        );
        const { rows: expected } = await pool.query(
          `SELECT sop, state, count(*)::int AS stays,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes) AS median_m,
             percentile_cont(0.9) WITHIN GROUP (ORDER BY minutes) AS p90_m,
             sum(minutes)::int AS total_m, 0 AS returns
           FROM visit WHERE sop = 'many' GROUP BY sop, state ORDER BY median_m DESC, sop, state`,
        );
        const rows = await run('steps', 'this_week', ['many'], JANUARY);
        expect(rows).toHaveLength(40);
        const near = (row: Row) => ({ ...row, p90_m: Number(Number(row.p90_m).toFixed(9)) });
        expect(rows.map(near)).toEqual(expected.map(near));
      });
    });

    describe('review', () => {
      const unusualIn = async (now: number, queues: readonly string[] = ['q']) => {
        const { key, states } = { key: 'c', states: { work: 'open', done: 'resolved' } };
        const sop = {
          key,
          states: Object.fromEntries(
            Object.entries(states).map(([state, category]) => [state, { key: state, category }]),
          ),
        } as unknown as Sop;
        const range = periodRange('this_week', now, 'Asia/Shanghai');
        return reportStore({ reports: pool } as Parameters<typeof reportStore>[0], folder).run(
          'review',
          reviewParams(range, queues, [sop]),
        );
      };
      const of = (rows: readonly Row[], section: string) =>
        rows.filter((row) => row.section === section).map(({ id, state, n }) => [id, state, n]);

      test('what was done again, reopened and waited for; what lies resolved waits for nobody', async () => {
        const rows = await unusualIn(JANUARY);
        expect(of(rows, 'returned')).toEqual([[8, null, 2]]);
        expect(of(rows, 'reopened')).toEqual([[8, null, 1]]);
        expect(of(rows, 'waited')).toEqual([
          [8, 'work', 420],
          [9, 'work', 100],
          [8, 'work', 60],
          [8, 'work', 60],
        ]);
        expect(of(rows, 'waiting')).toEqual([]);
      });

      test('a step is late in the week in which its limit passed, from there to where it was left', async () => {
        await pool.query(
          `INSERT INTO timer (key, ticket_id, rule, visit, occurrence, due_at, status, settled_at)
           VALUES ('8/1/limit/1', 8, 'limit', 1, 1, $1, 'fired', $1), ('8/4/limit/1', 8, 'limit', 4, 1, $2, 'void', $2)`,
          [at('2026-01-05 09:30'), at('2026-01-06 12:00')],
        );
        const [late, ...others] = (await unusualIn(JANUARY)).filter(({ section }) => section === 'late');
        expect(others).toEqual([]);
        expect(late).toMatchObject({
          ...{ id: 8, sop: 'c', state: 'work', queue: 'q' },
          ...{ begins_at: at('2026-01-05 09:30').getTime(), ends_at: at('2026-01-05 10:00').getTime() },
        });
        expect((await unusualIn(NOW)).filter(({ section }) => section === 'late')).toEqual([]);
      });

      test('what goes on counts to the end of the week, and another team sees none of it', async () => {
        const rows = await unusualIn(NOW);
        const end = at('2026-03-09 00:00').getTime();
        expect(rows.filter(({ section }) => section === 'waiting')).toMatchObject(
          [5, 2, 3].map((id) => ({ id, ends_at: end })),
        );
        expect(await unusualIn(JANUARY, ['other'])).toEqual([]);
      });
    });
  });
});
