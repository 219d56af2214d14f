/** Every report of the product over two years of a busy desk: this month, and all time. */
import { performance } from 'node:perf_hooks';
import type { ReportRow } from '../../src/desk/ports/reports.js';
import { reports as all } from '../../src/reports/index.js';
import { type PeriodRange, periodRange } from '../../src/reports/period.js';
import { type Bar, type Bench, barOf, expectEqual } from './support/bar.js';
import { makeRequesters } from './support/clone.js';
import { EVENTS_PER_TICKET, makeHistory, QUEUES, STAYS } from './support/history.js';
import { openHouse } from './support/house.js';
import { median, percentile, rounded } from './support/measure.js';
import { withClient, withServer } from './support/server.js';

const TZ = 'Asia/Shanghai';
const FEWEST = 10;
const PATIENCE_MS = 15_000;
const WINDOWS = [
  { name: 'this month', bar: 50, goal: 20 },
  { name: 'all time', bar: 300, goal: 150 },
] as const;

/** A report that counts what it should, told by a count of its own. */
const CHECKS: Readonly<
  Record<string, { readonly sql: string; readonly of: (rows: readonly ReportRow[]) => number }>
> = {
  overview: {
    sql: 'SELECT count(*)::int AS n FROM ticket WHERE created_on BETWEEN $1 AND $2',
    of: (rows) => Number(rows.find(({ section }) => section === 'all')?.opened),
  },
  steps: {
    sql: 'SELECT count(*)::int AS n FROM visit WHERE left_on BETWEEN $1 AND $2',
    of: (rows) => rows.reduce((sum, { stays }) => sum + Number(stays), 0),
  },
};

export const reports: Bench = ({ quick, progress }) =>
  withServer(async (server) => {
    const tickets = quick ? 20_000 : 200_000;
    const times = quick ? 10 : 40;
    progress(
      `making ${tickets} tickets with ${tickets * EVENTS_PER_TICKET} events and their ${STAYS} stays each`,
    );
    const url = await server.empty('reports');
    await withClient(url, async (client) => {
      await makeRequesters(client, tickets / 10);
      await makeHistory(client, tickets, tickets / 10);
    });
    await server.settle(url);
    const house = await openHouse({ url });
    const queues = Array.from({ length: QUEUES }, (_, n) => `q${n}`);
    const month = periodRange('this_month', house.store.clock.now(), TZ);
    const ranges: Record<(typeof WINDOWS)[number]['name'], PeriodRange> = {
      'this month': month,
      'all time': { ...month, from: '2000-01-01', fromAt: Date.parse('2000-01-01T00:00:00+08:00') },
    };
    const bars: Bar[] = [];
    try {
      for (const report of all)
        for (const { name, bar, goal } of WINDOWS) {
          const range = ranges[name];
          const params = report.params(range, queues);
          const first = await house.store.reports.run(report.name, params);
          await check(url, report.name, range, first);
          const ms: number[] = [];
          // A report far beyond its bar says so in fewer runs.
          const patience = performance.now() + PATIENCE_MS;
          while (ms.length < times && (ms.length < FEWEST || performance.now() < patience)) {
            const began = performance.now();
            const rows = await house.store.reports.run(report.name, params);
            ms.push(performance.now() - began);
            expectEqual(`${report.name}, ${name}: the same rows every time`, first, rows);
          }
          progress(`${report.name}, ${name}: ${first.length} rows, p50 ${rounded(median(ms))} ms`);
          bars.push(
            barOf({
              name: `reports: ${report.name}, ${name}, p95`,
              value: rounded(percentile(ms, 0.95)),
              unit: 'ms',
              rule: 'most',
              bar,
              goal,
              note: `p50 ${rounded(median(ms))} ms of ${ms.length}, ${first.length} rows; ${tickets} tickets, ${tickets * EVENTS_PER_TICKET} events`,
            }),
          );
        }
      return bars;
    } finally {
      await house.close();
    }
  });

async function check(
  url: string,
  name: string,
  { from, to }: PeriodRange,
  rows: readonly ReportRow[],
): Promise<void> {
  if (rows.length === 0) throw new Error(`${name}: expected rows, got none`);
  const known = CHECKS[name];
  if (!known) return;
  const { rows: counted } = await withClient(url, (client) =>
    client.query<{ n: number }>(known.sql, [from, to]),
  );
  expectEqual(`${name} from ${from} to ${to}`, counted[0]?.n, known.of(rows));
}
