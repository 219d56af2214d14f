import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addWorking,
  type Calendar,
  compileCalendar,
  isOpen,
  nextOpen,
  prevOpen,
  workingBetween,
} from '../../src/calendar/business-hours.js';
import { type CalendarSpec, calendarSpec, type TimeWindow } from '../../src/calendar/calendar-spec.js';
import { workingDays } from '../../src/calendar/working-days.js';
import { walk } from './minute-walker.js';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const WALK_DAYS = 10;

/** Zones, each with a local day on which its clocks change (Shanghai's do not). */
const CHANGES: readonly (readonly [tz: string, day: string])[] = [
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05'], // half an hour
  ['America/Santiago', '2026-09-06'], // at midnight, so the day has none
  ['Asia/Shanghai', '2026-05-01'],
];

const time = fc
  .integer({ min: 0, max: 95 })
  .map(
    (quarter) => `${String(quarter >> 2).padStart(2, '0')}:${String((quarter & 3) * 15).padStart(2, '0')}`,
  );
const anyWindow = fc
  .tuple(time, fc.oneof({ weight: 9, arbitrary: time }, { weight: 1, arbitrary: fc.constant('24:00') }))
  .filter(([from, to]) => from !== to) as fc.Arbitrary<TimeWindow>;
const windows = fc.array(anyWindow, { maxLength: 3 });

/** Any calendar in a zone, its special dates within days of `day`. */
function anySpec(tz: string, day: string): fc.Arbitrary<CalendarSpec> {
  const date = fc
    .integer({ min: -4, max: 4 })
    .map((away) => new Date(Date.parse(`${day}T00:00:00Z`) + away * DAY).toISOString().slice(0, 10));
  const dates = fc.uniqueArray(date, { maxLength: 2 });
  const dated = fc.dictionary(date, windows, { maxKeys: 2 });
  return fc.record({
    key: fc.constant('any'),
    tz: fc.constant(tz),
    week: fc
      .record({ mon: windows, tue: windows, thu: windows, fri: windows, sat: windows, sun: windows })
      .map((week) => ({ ...week, wed: [['09:00', '17:00']] as TimeWindow[] })),
    breaks: dated,
    holidays: dates,
    makeup: dates,
    overrides: dated,
  });
}

const anyPlace = fc.constantFrom(...CHANGES);
const anySetting = anyPlace.chain(([tz, day]) =>
  fc.record({ spec: anySpec(tz, day), day: fc.constant(day) }),
);

const anyInstant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2029, 0, 1) });
const anyOpenMs = fc.integer({ min: 1, max: 90 * DAY });
const anyCalendar: fc.Arbitrary<Calendar> = anySetting.map(({ spec }) => compileCalendar(spec));

describe('business hours agree with a clock read minute by minute', () => {
  const minute = fc.integer({ min: 0, max: WALK_DAYS * 1440 });

  it('on what is open, and on how much lies between two instants, where clocks change and nights cross midnight', () => {
    fc.assert(
      fc.property(anySetting, minute, minute, ({ spec, day }, one, other) => {
        expect(calendarSpec.safeParse(spec).success).toBe(true);
        const calendar = compileCalendar(spec);
        const { startMs, open } = walk(spec, Date.parse(`${day}T00:00:00Z`) - 5 * DAY, WALK_DAYS * 1440);
        const [from, to] = one < other ? [one, other] : [other, one];
        expect(isOpen(calendar, startMs + from * MINUTE)).toBe(
          open[from] ?? isOpen(calendar, startMs + from * MINUTE),
        );
        expect(workingBetween(calendar, startMs + from * MINUTE, startMs + to * MINUTE) / MINUTE).toBe(
          open.slice(from, to).filter(Boolean).length,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('on where a duration ends, forwards and backwards', () => {
    fc.assert(
      fc.property(anySetting, minute, fc.integer({ min: 1, max: 4000 }), ({ spec, day }, from, length) => {
        const calendar = compileCalendar(spec);
        const { startMs, open } = walk(spec, Date.parse(`${day}T00:00:00Z`) - 5 * DAY, WALK_DAYS * 1440);
        const at = startMs + from * MINUTE;

        const forward = nthOpen(open, from, 1, length);
        if (forward !== undefined) {
          expect(addWorking(calendar, at, length * MINUTE)).toBe(startMs + (forward + 1) * MINUTE);
        }
        const backward = nthOpen(open, from - 1, -1, length);
        if (backward !== undefined) {
          expect(addWorking(calendar, at, -length * MINUTE)).toBe(startMs + backward * MINUTE);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** The minute in which the n-th open minute of a walk passes; undefined when the walk ends before. */
function nthOpen(open: readonly boolean[], from: number, step: 1 | -1, n: number): number | undefined {
  let left = n;
  for (let at = from; at >= 0 && at < open.length; at += step) {
    if (open[at] && --left === 0) return at;
  }
  return undefined;
}

describe('adding and measuring business hours', () => {
  it('are inverse: what was added lies between', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyOpenMs, (calendar, at, openMs) => {
        expect(workingBetween(calendar, at, addWorking(calendar, at, openMs))).toBe(openMs);
        expect(workingBetween(calendar, addWorking(calendar, at, -openMs), at)).toBe(openMs);
      }),
    );
  });

  it('never give an earlier due instant for a later start or a longer duration', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyOpenMs, fc.nat(30 * DAY), (calendar, at, openMs, more) => {
        const due = addWorking(calendar, at, openMs);
        expect(addWorking(calendar, at + more, openMs)).toBeGreaterThanOrEqual(due);
        expect(addWorking(calendar, at, openMs + more)).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  it('give the same due instant in one step and in two', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyOpenMs, anyOpenMs, (calendar, at, first, second) => {
        expect(addWorking(calendar, addWorking(calendar, at, first), second)).toBe(
          addWorking(calendar, at, first + second),
        );
      }),
    );
  });

  it('add up wherever an interval is split', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyInstant, anyInstant, (calendar, from, middle, to) => {
        const parts = workingBetween(calendar, from, middle) + workingBetween(calendar, middle, to);
        expect(parts).toBe(workingBetween(calendar, from, to));
      }),
    );
  });

  it('count the same time with the opposite sign the other way round', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyInstant, (calendar, from, to) => {
        expect(workingBetween(calendar, from, to) + workingBetween(calendar, to, from)).toBe(0);
      }),
    );
  });

  it('find nothing open between a closed instant and the next or previous open one', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, (calendar, at) => {
        expect(workingBetween(calendar, at, nextOpen(calendar, at))).toBe(0);
        expect(workingBetween(calendar, prevOpen(calendar, at), at)).toBe(0);
        expect(isOpen(calendar, nextOpen(calendar, at))).toBe(true);
        expect(isOpen(calendar, prevOpen(calendar, at) - 1)).toBe(true);
      }),
    );
  });

  it('explain a due instant day by day to the millisecond', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, fc.nat(60 * DAY), (calendar, at, length) => {
        const days = workingDays(calendar, at, at + length);
        expect(days.reduce((sum, { ms }) => sum + ms, 0)).toBe(workingBetween(calendar, at, at + length));
      }),
    );
  });
});
