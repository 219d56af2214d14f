/** The days of a period, in the zone of the desk. */
import { describe, expect, test } from '@jest/globals';
import { type Period, periodRange } from '../../src/reports/period.js';

const days = (period: Period, now: number, tz = 'Asia/Shanghai') => {
  const { from, to } = periodRange(period, now, tz);
  return [from, to];
};

/** Wednesday 2026-03-04, 12:00 in Shanghai. */
const WEDNESDAY = Date.UTC(2026, 2, 4, 4);

test.each<[Period, string, string]>([
  ['today', '2026-03-04', '2026-03-04'],
  ['yesterday', '2026-03-03', '2026-03-03'],
  ['this_week', '2026-03-02', '2026-03-08'],
  ['last_week', '2026-02-23', '2026-03-01'],
  ['this_month', '2026-03-01', '2026-03-31'],
  ['last_month', '2026-02-01', '2026-02-28'],
])('%s on a Wednesday', (period, from, to) => {
  expect(days(period, WEDNESDAY)).toEqual([from, to]);
});

describe('the edges', () => {
  test('a week begins on Monday and ends on Sunday', () => {
    expect(days('this_week', Date.UTC(2026, 2, 1, 15, 59))).toEqual(['2026-02-23', '2026-03-01']);
    expect(days('this_week', Date.UTC(2026, 2, 1, 16))).toEqual(['2026-03-02', '2026-03-08']);
  });

  test('a day begins at midnight of the desk, not of the reader', () => {
    expect(days('today', Date.UTC(2026, 2, 4, 16))).toEqual(['2026-03-05', '2026-03-05']);
    expect(days('today', Date.UTC(2026, 2, 4, 16), 'America/New_York')).toEqual(['2026-03-04', '2026-03-04']);
  });

  test('months over the end of a year', () => {
    expect(days('last_month', Date.UTC(2027, 0, 15))).toEqual(['2026-12-01', '2026-12-31']);
    expect(days('this_month', Date.UTC(2026, 11, 15))).toEqual(['2026-12-01', '2026-12-31']);
  });

  test('as instants: from the first moment to the first moment after', () => {
    const range = periodRange('today', WEDNESDAY, 'Asia/Shanghai');
    expect([range.fromAt, range.toAt]).toEqual([Date.UTC(2026, 2, 3, 16), Date.UTC(2026, 2, 4, 16)]);
  });

  test('a day on which the clocks change has 23 or 25 hours', () => {
    const { fromAt, toAt } = periodRange('today', Date.UTC(2026, 2, 29, 12), 'Europe/Berlin');
    expect((toAt - fromAt) / 3_600_000).toBe(23);
  });
});
