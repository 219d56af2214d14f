/** The sum behind a due instant, day by day, for people who ask why it falls there. */
import { type Calendar, workingBetween } from './business-hours.js';
import { dateOf } from './day.js';
import type { DayKind } from './day-rules.js';

export interface WorkingDay {
  /** 'YYYY-MM-DD' in the calendar's zone. */
  readonly date: string;
  /** Open time counted on that date, midnight to midnight. */
  readonly ms: number;
  /** The rule the date follows. */
  readonly kind: DayKind;
}

/**
 * Every date from one instant to another on which time counted, and every date with a rule of its own even where
 * none did: the holidays are what the question is usually about. The sum of `ms` is `workingBetween`.
 */
export function workingDays(calendar: Calendar, fromMs: number, toMs: number): WorkingDay[] {
  const { zone, kindOf } = calendar.rules;
  const days: WorkingDay[] = [];
  if (toMs <= fromMs) return days;
  const last = zone.dayAt(toMs - 1);
  for (let day = zone.dayAt(fromMs); day <= last; day++) {
    const startMs = Math.max(fromMs, zone.instantOf(day, 0));
    const endMs = Math.min(toMs, zone.instantOf(day + 1, 0));
    const ms = workingBetween(calendar, startMs, endMs);
    const kind = kindOf(day);
    if (ms > 0 || kind !== 'week') days.push({ date: dateOf(day), ms, kind });
  }
  return days;
}
