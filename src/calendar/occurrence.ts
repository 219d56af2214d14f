/** When a calendar rule comes next: the 13th and 28th at 09:00, moved to a workday where a holiday is in the way. */
import { type Calendar, isWorkingDay, localDate } from './business-hours.js';
import { dateOf, dayNumber, WEEKDAYS, weekdayOf } from './day.js';
import { minutesOf } from './time-of-day.js';
import { zoneNamed } from './zone.js';

export interface CalendarRule {
  /** Days of the month, 1 to 28. */
  readonly days: readonly number[];
  /** 1 is Monday. */
  readonly weekdays: readonly number[];
  /** 'HH:MM' in the calendar's zone. */
  readonly at: string;
  /** Where a day that is no workday moves to; `skip`: it does not happen; `none`: it stays. */
  readonly onHoliday: 'previous' | 'next' | 'skip' | 'none';
}

export interface Occurrence {
  /** The date the rule names, 'YYYY-MM-DD': its identity, wherever a holiday moved it. */
  readonly date: string;
  /** When it is due, epoch ms. */
  readonly at: number;
}

/** Longest holiday we look past, and the longest gap of a monthly rule. */
const LOOK_BACK_DAYS = 15;
const LOOK_AHEAD_DAYS = 75;

/** The first occurrence due after `afterMs`; null for a rule that never comes. */
export function nextOccurrence(rule: CalendarRule, calendar: Calendar, afterMs: number): Occurrence | null {
  const today = dayNumber(localDate(calendar, afterMs));
  let next: Occurrence | null = null;
  for (let day = today - LOOK_BACK_DAYS; day <= today + LOOK_AHEAD_DAYS; day += 1) {
    const at = occurrenceOn(rule, calendar, dateOf(day));
    if (at !== null && at > afterMs && (next === null || at < next.at)) next = { date: dateOf(day), at };
  }
  return next;
}

/** When the occurrence of a date is due; null where the rule does not name that date, or it falls out. */
export function occurrenceOn(rule: CalendarRule, calendar: Calendar, date: string): number | null {
  const day = dayNumber(date);
  const due = named(rule, day) ? workday(rule, calendar, day) : null;
  return due === null ? null : zoneNamed(calendar.tz).instantOf(due, minutesOf(rule.at));
}

function named(rule: CalendarRule, day: number): boolean {
  const weekday = WEEKDAYS.indexOf(weekdayOf(day)) + 1;
  return rule.days.includes(Number(dateOf(day).slice(8))) || rule.weekdays.includes(weekday);
}

function workday(rule: CalendarRule, calendar: Calendar, day: number): number | null {
  const step = { previous: -1, next: 1, skip: 0, none: 0 }[rule.onHoliday];
  if (rule.onHoliday === 'none' || isWorkingDay(calendar, dateOf(day))) return day;
  if (step === 0) return null;
  for (let moved = 1; moved <= LOOK_BACK_DAYS; moved += 1)
    if (isWorkingDay(calendar, dateOf(day + step * moved))) return day + step * moved;
  return null;
}
