/** The days a period covers in the desk's zone; weeks begin on Monday. */
import { localDate } from '../calendar/business-hours.js';
import { dateOf, dayNumber, WEEKDAYS, weekdayOf } from '../calendar/day.js';
import { zoneNamed } from '../calendar/zone.js';

export type Period = 'today' | 'yesterday' | 'this_week' | 'last_week' | 'this_month' | 'last_month';

export interface PeriodRange {
  readonly period: Period;
  /** Local dates 'YYYY-MM-DD', both included. */
  readonly from: string;
  readonly to: string;
  /** The same as instants: from the first moment of `from` to the first moment after `to`. */
  readonly fromAt: number;
  readonly toAt: number;
  readonly now: number;
}

export function periodRange(period: Period, now: number, tz: string): PeriodRange {
  const today = dayNumber(localDate(tz, now));
  const [first, last] = daysOf(period, today);
  const zone = zoneNamed(tz);
  return {
    period,
    from: dateOf(first),
    to: dateOf(last),
    fromAt: zone.instantOf(first, 0),
    toAt: zone.instantOf(last + 1, 0),
    now,
  };
}

/** First and last day; a period that still runs includes the days to come, which hold nothing yet. */
function daysOf(period: Period, today: number): readonly [number, number] {
  const monday = today - WEEKDAYS.indexOf(weekdayOf(today));
  switch (period) {
    case 'today':
      return [today, today];
    case 'yesterday':
      return [today - 1, today - 1];
    case 'this_week':
      return [monday, monday + 6];
    case 'last_week':
      return [monday - 7, monday - 1];
    case 'this_month':
      return monthOf(today);
    case 'last_month':
      return monthOf(monthOf(today)[0] - 1);
  }
}

function monthOf(day: number): readonly [number, number] {
  const [year = 0, month = 0] = dateOf(day).split('-').map(Number);
  const next = month === 12 ? `${pad(year + 1, 4)}-01-01` : `${pad(year, 4)}-${pad(month + 1, 2)}-01`;
  return [dayNumber(`${pad(year, 4)}-${pad(month, 2)}-01`), dayNumber(next) - 1];
}

const pad = (value: number, width: number) => String(value).padStart(width, '0');
