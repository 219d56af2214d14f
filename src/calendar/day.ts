/** Local dates as day numbers (0 is 1970-01-01), so that weekdays and spans of days are plain arithmetic. */
import { DateTime } from 'luxon';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const DAY_MINUTES = 24 * 60;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** 'YYYY-MM-DD' of a day number. */
export function dateOf(day: number): string {
  const date = DateTime.fromMillis(day * DAY_MS, { zone: 'utc' }).toISODate();
  if (date === null) throw new RangeError(`expected a day number, got ${day}`);
  return date;
}

/** Day number of 'YYYY-MM-DD'; throws RangeError on anything else, 30 February included. */
export function dayNumber(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  // The engine reads 30 February as 2 March, which reading back finds out.
  if (Number.isNaN(day) || dateOf(day) !== date) {
    throw new RangeError(`expected a date such as 2026-01-31, got ${JSON.stringify(date)}`);
  }
  return day;
}

/** Whether it is 'YYYY-MM-DD' of a day there is. */
export function isDate(date: unknown): date is string {
  try {
    return typeof date === 'string' && dateOf(dayNumber(date)) === date;
  } catch {
    return false;
  }
}

export function weekdayOf(day: number): Weekday {
  // Day 0 was a Thursday; the double remainder keeps days before 1970 positive.
  const index = (((day + 3) % 7) + 7) % 7;
  return WEEKDAYS[index] ?? 'mon';
}

/** Number of the week a day lies in, 1 to 53, as ISO 8601 counts: the first week is the one with the first Thursday. */
export function weekOf(day: number): number {
  return DateTime.fromMillis(day * DAY_MS, { zone: 'utc' }).weekNumber;
}
