import { describe, expect, it } from '@jest/globals';
import {
  addWorking,
  alwaysOpen,
  beyondHorizon,
  closing,
  compileCalendar,
  isOpen,
  isWorkingDay,
  localDate,
  nextOpen,
  periodsAfter,
  prevOpen,
  workingBetween,
} from '../../src/calendar/business-hours.js';
import { type CalendarSpec, calendarSpec, type TimeWindow } from '../../src/calendar/calendar-spec.js';
import { workingDays } from '../../src/calendar/working-days.js';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);

const nineToSix: TimeWindow[] = [['09:00', '18:00']];
const fiveDays = { mon: nineToSix, tue: nineToSix, wed: nineToSix, thu: nineToSix, fri: nineToSix };
const office = compileCalendar({ key: 'office', tz: 'Asia/Shanghai', week: fiveDays });
const official = compileCalendar({ key: 'official', tz: 'Asia/Shanghai', week: fiveDays, holidays: 'cn' });

const night: TimeWindow[] = [['22:00', '06:00']];
const nights = (tz: string, rest: Partial<CalendarSpec> = {}) =>
  compileCalendar({
    key: 'nights',
    tz,
    week: { mon: night, tue: night, wed: night, thu: night, fri: night, sat: night, sun: night },
    ...rest,
  });

describe('a day at the desk', () => {
  it('is open at its first instant and closed at its last', () => {
    expect(isOpen(office, at('2026-03-02T09:00:00+08:00'))).toBe(true);
    expect(isOpen(office, at('2026-03-02T18:00:00+08:00') - 1)).toBe(true);
    expect(isOpen(office, at('2026-03-02T18:00:00+08:00'))).toBe(false);
  });

  it('ends a target at closing time when it runs out with the day, not at opening time the next morning', () => {
    expect(addWorking(office, at('2026-03-02T16:00:00+08:00'), 2 * HOUR)).toBe(
      at('2026-03-02T18:00:00+08:00'),
    );
  });

  it('starts a target of a Friday night on Monday morning', () => {
    const friday = at('2026-03-06T20:00:00+08:00');
    expect(addWorking(office, friday, HOUR)).toBe(at('2026-03-09T10:00:00+08:00'));
    expect(addWorking(office, friday, 0)).toBe(nextOpen(office, friday));
    expect(closing(office, friday)).toBe(at('2026-03-09T18:00:00+08:00'));
  });

  it('seen backwards starts at its end: the moment before Monday opens is Friday evening', () => {
    expect(prevOpen(office, at('2026-03-09T09:00:00+08:00'))).toBe(at('2026-03-06T18:00:00+08:00'));
    expect(prevOpen(office, at('2026-03-06T18:00:00+08:00'))).toBe(at('2026-03-06T18:00:00+08:00'));
  });

  it('is dated in its own zone', () => {
    const evening = at('2026-03-02T20:00:00Z');
    expect(localDate(office, evening)).toBe('2026-03-03');
    expect(localDate('America/New_York', evening)).toBe('2026-03-02');
  });

  it('counts overlapping windows once', () => {
    const both = compileCalendar({
      key: 'overlap',
      tz: 'UTC',
      week: {
        mon: [
          ['09:00', '13:00'],
          ['12:00', '17:00'],
          ['22:00', '06:00'],
        ],
        tue: [['05:00', '12:00']],
      },
    });
    expect(workingBetween(both, at('2026-03-02T00:00:00Z'), at('2026-03-04T00:00:00Z'))).toBe(22 * HOUR);
    expect(both.dayMs).toBe(16 * HOUR);
  });
});

describe('holidays, overrides, make-up days and breaks', () => {
  const spec: CalendarSpec = {
    key: 'special',
    tz: 'UTC',
    week: fiveDays,
    holidays: ['2026-03-03', '2026-03-04'],
    makeup: ['2026-03-07', '2026-03-08'],
    overrides: { '2026-03-04': [['10:00', '11:00']], '2026-03-05': [], '2026-03-08': [['10:00', '12:00']] },
    breaks: { '2026-03-02': [['12:00', '13:00']] },
  };
  const special = compileCalendar(spec);

  it('a holiday beats an override, an override beats a make-up day, a make-up day opens as a Monday', () => {
    expect(workingDays(special, at('2026-03-02T00:00:00Z'), at('2026-03-09T00:00:00Z'))).toEqual([
      { date: '2026-03-02', ms: 8 * HOUR, kind: 'week' },
      { date: '2026-03-03', ms: 0, kind: 'holiday' },
      { date: '2026-03-04', ms: 0, kind: 'holiday' },
      { date: '2026-03-05', ms: 0, kind: 'override' },
      { date: '2026-03-06', ms: 9 * HOUR, kind: 'week' },
      { date: '2026-03-07', ms: 9 * HOUR, kind: 'makeup' },
      { date: '2026-03-08', ms: 2 * HOUR, kind: 'override' },
    ]);
  });

  it('a working day is one on which something opens', () => {
    const worked = ['02', '03', '04', '05', '06', '07', '08'].filter((day) =>
      isWorkingDay(special, `2026-03-${day}`),
    );
    expect(worked).toEqual(['02', '06', '07', '08']);
    const off = compileCalendar({ ...spec, breaks: { '2026-03-02': [['08:00', '20:00']] } });
    expect(isWorkingDay(off, '2026-03-02')).toBe(false);
  });

  it('a break splits the day', () => {
    expect(periodsAfter(special, at('2026-03-02T11:00:00Z'), 2)).toEqual([
      { from: at('2026-03-02T11:00:00Z'), to: at('2026-03-02T12:00:00Z') },
      { from: at('2026-03-02T13:00:00Z'), to: at('2026-03-02T18:00:00Z') },
    ]);
  });

  it('three working days over the Spring Festival of 2026 run from the Friday before it into the week after', () => {
    const due = addWorking(official, at('2026-02-13T09:00:00+08:00'), 27 * HOUR);
    expect(due).toBe(at('2026-02-24T18:00:00+08:00'));
    const explained = workingDays(official, at('2026-02-13T09:00:00+08:00'), due);
    expect(explained.filter(({ ms }) => ms > 0)).toEqual([
      { date: '2026-02-13', ms: 9 * HOUR, kind: 'week' },
      { date: '2026-02-14', ms: 9 * HOUR, kind: 'makeup' },
      { date: '2026-02-24', ms: 9 * HOUR, kind: 'week' },
    ]);
    expect(explained.filter(({ kind }) => kind === 'holiday')).toHaveLength(9);
  });

  it('the date after the last official list is marked as unknown', () => {
    expect(beyondHorizon(official, at('2026-12-31T23:59:59+08:00'))).toBe(false);
    expect(beyondHorizon(official, at('2027-01-01T00:00:00+08:00'))).toBe(true);
    expect(beyondHorizon(office, at('2099-01-01T00:00:00+08:00'))).toBe(false);
  });
});

describe('a night shift', () => {
  it('crosses midnight in one span', () => {
    const calendar = nights('Asia/Shanghai');
    const evening = at('2026-03-02T23:00:00+08:00');
    expect(closing(calendar, evening)).toBe(at('2026-03-03T06:00:00+08:00'));
    expect(addWorking(calendar, evening, 8 * HOUR)).toBe(at('2026-03-03T23:00:00+08:00'));
  });

  it('belongs to the date it starts on: a holiday cancels that evening, not the morning before it', () => {
    const calendar = nights('UTC', { holidays: ['2026-03-03'] });
    expect(isOpen(calendar, at('2026-03-03T05:00:00Z'))).toBe(true);
    expect(isOpen(calendar, at('2026-03-03T23:00:00Z'))).toBe(false);
    expect(isOpen(calendar, at('2026-03-04T05:00:00Z'))).toBe(false);
    expect(isWorkingDay(calendar, '2026-03-03')).toBe(false);
  });

  it('has its eight hours on every date of two years', () => {
    // Walks over every seam of the index: a night that spans one must neither lose its morning nor close at midnight.
    const calendar = nights('UTC');
    for (let day = 0; day < 730; day++) {
      const evening = at('2025-06-01T22:00:00Z') + day * 24 * HOUR;
      expect(closing(calendar, evening)).toBe(evening + 8 * HOUR);
      expect(workingBetween(calendar, evening, evening + 24 * HOUR)).toBe(8 * HOUR);
    }
  });

  it('is an hour shorter or longer when the clocks change in it', () => {
    const calendar = nights('America/New_York');
    const shift = (evening: string, morning: string) =>
      workingBetween(calendar, at(evening), at(morning)) / HOUR;
    expect(shift('2026-03-07T22:00:00-05:00', '2026-03-08T06:00:00-04:00')).toBe(7);
    expect(shift('2026-10-31T22:00:00-04:00', '2026-11-01T06:00:00-05:00')).toBe(9);
  });
});

describe('where the clocks change', () => {
  const sunday = (tz: string, windows: TimeWindow[]) =>
    compileCalendar({ key: 'sunday', tz, week: { sun: windows } });

  it('a window that starts in the skipped hour starts when the clocks jump', () => {
    const calendar = sunday('Europe/Berlin', [['02:30', '04:00']]);
    expect(nextOpen(calendar, at('2026-03-29T00:00:00Z'))).toBe(at('2026-03-29T03:00:00+02:00'));
  });

  it('a window inside the skipped hour does not open', () => {
    const calendar = sunday('Europe/Berlin', [['02:15', '02:45']]);
    expect(isWorkingDay(calendar, '2026-03-29')).toBe(false);
    expect(isWorkingDay(calendar, '2026-04-05')).toBe(true);
  });

  it('an edge in the repeated hour is its first occurrence, so windows that touch leave no hole', () => {
    const calendar = sunday('Europe/Berlin', [
      ['00:00', '02:30'],
      ['02:30', '06:00'],
    ]);
    const [only] = periodsAfter(calendar, at('2026-10-24T12:00:00Z'), 1);
    expect(only).toEqual({ from: at('2026-10-25T00:00:00+02:00'), to: at('2026-10-25T06:00:00+01:00') });
  });
});

describe('the clock that never stops', () => {
  const always = alwaysOpen('America/New_York');

  it('adds plain hours, over a change of the clocks too', () => {
    expect(always.dayMs).toBe(24 * HOUR);
    const start = at('2026-03-07T12:00:00-05:00');
    expect(addWorking(always, start, 24 * HOUR)).toBe(start + 24 * HOUR);
    expect(addWorking(always, start, -5000 * 24 * HOUR)).toBe(start - 5000 * 24 * HOUR);
  });

  it('has no closing time', () => {
    expect(closing(always, at('2026-03-07T12:00:00Z'))).toBeUndefined();
    expect(periodsAfter(always, at('2026-03-07T12:00:00Z'), 3)).toEqual([]);
  });
});

describe('what cannot be answered', () => {
  it('is said instead of guessed: instants, dates, durations and zones that are none', () => {
    expect(() => addWorking(office, Number.NaN, HOUR)).toThrow(RangeError);
    expect(() => addWorking(office, at('2026-03-02T09:00:00Z'), Number.NaN)).toThrow(/expected a duration/);
    expect(() => isWorkingDay(office, '2026-02-30')).toThrow(/expected a date.*2026-02-30/);
    expect(() => localDate('Mars/Olympus', 0)).toThrow(/expected an IANA time zone.*Mars/);
    const closed = compileCalendar({ key: 'closed', tz: 'UTC', week: {} });
    expect(() => nextOpen(closed, 0)).toThrow(/between 1900 and 2200/);
  });

  it.each([
    ['an unknown zone', { tz: 'Mars/Olympus' }, 'expected an IANA time zone'],
    ['a time that is none', { week: { mon: [['9:00', '18:00']] } }, 'expected a time from 00:00 to 24:00'],
    ['a window without length', { week: { mon: [['09:00', '09:00']] } }, 'a window has a length'],
    ['a window from 24:00', { week: { mon: [['24:00', '06:00']] } }, 'a window starts before 24:00'],
    ['a week that never opens', { week: { mon: [] } }, 'open at least once a week'],
    ['a day that does not exist', { holidays: ['2026-02-30'] }, 'expected a date'],
    ['an unknown key', { weekend: [] }, 'weekend'],
  ])('a calendar with %s is refused with its reason', (_what, wrong, reason) => {
    const parsed = calendarSpec.safeParse({ key: 'office', tz: 'UTC', week: fiveDays, ...wrong });
    expect(JSON.stringify(parsed.error?.issues)).toContain(reason);
  });
});
