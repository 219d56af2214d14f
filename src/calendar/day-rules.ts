/** Which rule governs a date, and the stretches it opens. Holiday beats override beats make-up day beats week. */
import type { CalendarSpec, TimeWindow } from './calendar-spec.js';
import { DAY_MINUTES, dayNumber, MINUTE_MS, WEEKDAYS, type Weekday, weekdayOf } from './day.js';
import { expandHolidays, type OfficialHolidays } from './holidays.js';
import { cut, type Span, union } from './spans.js';
import { type Zone, zoneNamed } from './zone.js';

export type DayKind = 'week' | 'holiday' | 'makeup' | 'override';

export interface DayRules {
  readonly zone: Zone;
  readonly horizon: string | undefined;
  /** Open time of the longest weekday, in milliseconds on the wall clock. */
  readonly longestDayMs: number;
  kindOf(day: number): DayKind;
  /** Open stretches (instants) of the windows that start on a day, breaks cut out: a night reaches into the next date. */
  spansOf(day: number): Span[];
}

export function dayRules(written: CalendarSpec, known?: OfficialHolidays): DayRules {
  const spec = expandHolidays(written, known);
  const zone = zoneNamed(spec.tz);
  const holidays = new Set((spec.holidays ?? []).map(dayNumber));
  const makeup = new Set((spec.makeup ?? []).map(dayNumber));
  const overrides = byDay(spec.overrides);
  const breaks = byDay(spec.breaks);
  const week = Object.fromEntries(
    WEEKDAYS.map((weekday) => [weekday, union((spec.week[weekday] ?? []).map(minutesOf))]),
  ) as Record<Weekday, Span[]>;

  function kindOf(day: number): DayKind {
    if (holidays.has(day)) return 'holiday';
    if (overrides.has(day)) return 'override';
    return makeup.has(day) ? 'makeup' : 'week';
  }

  function windowsOf(day: number): readonly Span[] {
    switch (kindOf(day)) {
      case 'holiday':
        return [];
      case 'override':
        return overrides.get(day) ?? [];
      case 'makeup':
        return week.mon;
      case 'week':
        return week[weekdayOf(day)];
    }
  }

  const instants = (day: number, windows: readonly Span[]) =>
    windows.map(({ from, to }) => ({ from: zone.instantOf(day, from), to: zone.instantOf(day, to) }));

  return {
    zone,
    horizon: spec.horizon,
    longestDayMs: Math.max(...Object.values(week).map(lengthOf)) * MINUTE_MS,
    kindOf,
    spansOf(day) {
      const open = union(instants(day, windowsOf(day)));
      // A night meets the breaks of both its dates, and a break may itself have begun the evening before.
      const holes = [day - 1, day, day + 1].flatMap((near) => instants(near, breaks.get(near) ?? []));
      return holes.length === 0 ? open : cut(open, union(holes));
    },
  };
}

function byDay(dates: Record<string, TimeWindow[]> | undefined): Map<number, Span[]> {
  return new Map(
    Object.entries(dates ?? {}).map(([date, windows]) => [dayNumber(date), union(windows.map(minutesOf))]),
  );
}

/** Minutes since the date's midnight; a night ends above 24:00. */
function minutesOf([from, to]: TimeWindow): Span {
  const start = minuteOf(from);
  const end = minuteOf(to);
  return { from: start, to: end > start ? end : end + DAY_MINUTES };
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function lengthOf(windows: readonly Span[]): number {
  return windows.reduce((sum, { from, to }) => sum + to - from, 0);
}
