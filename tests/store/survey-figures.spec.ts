/** What customers said of the work, as the reports count it. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { reports } from '../../src/reports/index.js';
import { type Period, periodRange } from '../../src/reports/period.js';
import type { Row } from '../../src/reports/report.js';
import { reportStore } from '../../src/store/reports.js';
import { plantTickets } from '../support/plant.js';
import { useDatabase } from '../support/postgres.js';
import { inDatabase } from '../support/store.js';

const folder = path.join(import.meta.dirname, '../../prisma/sql');
/** Wednesday 2026-03-04, 12:00 in Shanghai. */
const NOW = Date.UTC(2026, 2, 4, 4);

/** Scores for the work: this week a good one and a middling one; one of last week, and one of another team. */
const SCORED = `
  UPDATE ticket SET beside = jsonb_build_object('rating',
    jsonb_build_object('score', score, 'reason', NULL, 'at', (extract(epoch FROM said::timestamptz) * 1000)::bigint))
  FROM (VALUES (1, 5, '2026-03-03 12:00+08'), (2, 3, '2026-03-03 12:00+08'), (3, 1, '2026-03-01 23:59+08'),
    (4, 1, '2026-03-03 12:00+08')) AS s (ticket, score, said)
  WHERE ticket.id = s.ticket`;

/** Of answers of the desk a good one and one that was taken back. */
const RATED = `
  INSERT INTO rating (answer, person, ticket_id, verdict, words, reasons, rated_at)
  VALUES ('one', 'requester:r1', 1, 'good', '', '{}', '2026-03-03 15:00+08'),
    ('two', 'requester:r2', 2, 'withdrawn', '', '{}', '2026-03-03 15:00+08')`;

/** Asked whether they recommend us: this week one promoter, one detractor and one who is silent. */
const ASKED = `
  UPDATE ticket SET beside = coalesce(beside, '{}') || jsonb_build_object('recommendation',
    jsonb_build_object('score', score, 'askedAt', (extract(epoch FROM asked::timestamptz) * 1000)::bigint))
  FROM (VALUES (1, 10, '2026-03-03 12:00+08'), (2, 6, '2026-03-03 12:00+08'), (5, NULL, '2026-03-04 09:00+08'),
    (3, 0, '2026-03-01 12:00+08'), (4, 0, '2026-03-03 12:00+08')) AS s (ticket, score, asked)
  WHERE ticket.id = s.ticket`;

describe('of tickets that are over', () => {
  const database = useDatabase('survey');
  describe('the figures', () => {
    let pool: pg.Pool;
    beforeAll(async () => {
      pool = new pg.Pool({ connectionString: database().url, max: 2 });
      await inDatabase(database().url, async (client) => {
        await plantTickets(client, 5);
        await client.query("UPDATE ticket SET queue = CASE WHEN id = 4 THEN 'other' ELSE 'q' END");
        for (const planted of [SCORED, RATED, ASKED]) await client.query(planted);
      });
    });
    afterAll(() => pool.end());

    async function run(name: string, period: Period): Promise<readonly Row[]> {
      const report = reports.find((one) => one.name === name);
      if (!report) throw new Error(`expected a report, got ${name}`);
      const params = report.params(periodRange(period, NOW, 'Asia/Shanghai'), ['q']);
      return reportStore({ reports: pool } as Parameters<typeof reportStore>[0], folder).run(name, params);
    }

    test('D14: satisfaction is one number of rated answers and of scores, in one’s own queues', async () => {
      const [all] = (await run('overview', 'this_week')).filter(({ section }) => section === 'all');
      expect(all).toMatchObject({ rated: 3, satisfied: 2 });
    });

    test('B19: who was asked whether they recommend us counts on that day, whether they answered or not', async () => {
      const nobody = { passives: 0 };
      expect(await run('nps', 'this_week')).toEqual([
        { asked: 3, answered: 2, promoters: 1, ...nobody, detractors: 1 },
      ]);
      expect(await run('nps', 'last_week')).toEqual([
        { asked: 1, answered: 1, promoters: 0, ...nobody, detractors: 1 },
      ]);
    });
  });
});
