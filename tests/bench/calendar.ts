/** Adding over a year of working hours: what every limit, warning and reminder is computed with. */
import { addWorking, compileCalendar, workingBetween } from '../../src/calendar/business-hours.js';
import type { CalendarSpec } from '../../src/calendar/calendar-spec.js';
import { type Bench, barOf, expectEqual } from './support/bar.js';
import { median, randomStream, rounded, spreadOf } from './support/measure.js';

/** A lunch break and the official holidays with their make-up days: about 490 spans a year. */
const OFFICE: CalendarSpec = {
  key: 'office',
  tz: 'Asia/Shanghai',
  week: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
      day,
      [
        ['09:00', '12:00'],
        ['13:00', '18:00'],
      ],
    ]),
  ),
  holidays: 'cn',
} as CalendarSpec;

/** More than any year holds: 251 working days of eight hours are the most. */
const YEAR_MS = 260 * 8 * 3_600_000;
const FIRST = Date.parse('2019-01-01T00:00:00Z');
const LAST = Date.parse('2025-12-31T00:00:00Z');

export const calendar: Bench = async ({ quick, progress }) => {
  const office = compileCalendar(OFFICE);
  const random = randomStream(7);
  const starts = Array.from({ length: 20_000 }, () => FIRST + Math.floor(random() * (LAST - FIRST)));
  // Counted back, every sum must give what was added; this also fills the calendar's index of years.
  for (const start of starts) {
    const end = addWorking(office, start, YEAR_MS);
    expectEqual(`working time from ${start} to ${end}`, YEAR_MS, workingBetween(office, start, end));
  }
  const rounds = quick ? 5 : 15;
  const micros: number[] = [];
  let sum = 0;
  for (let round = 0; round < rounds + 2; round++) {
    const began = performance.now();
    for (const start of starts) sum += addWorking(office, start, YEAR_MS);
    // The first two rounds warm the compiler up.
    if (round >= 2) micros.push(((performance.now() - began) * 1000) / starts.length);
  }
  if (!Number.isFinite(sum)) throw new Error('expected instants, got none');
  progress(`${rounds} rounds of ${starts.length} additions`);
  const [low, high] = spreadOf(micros);
  return [
    barOf({
      name: 'calendar: add over a year of working hours',
      value: rounded(median(micros)),
      unit: 'µs',
      rule: 'most',
      bar: 20,
      goal: 5,
      spread: [rounded(low), rounded(high)],
      note: `median of ${rounds} rounds of ${starts.length}; every sum counted back`,
    }),
  ];
};
