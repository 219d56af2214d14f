/** An instant before or after a date: three days before the licence expires, an hour after the trial lesson. */
import { addWorking, type Calendar } from './business-hours.js';
import { dayNumber } from './day.js';
import { addDuration, type Duration, durationMs } from './duration.js';
import { minutesOf } from './time-of-day.js';
import { zoneNamed } from './zone.js';

export interface Around {
  /** 'HH:MM' on the date, in the desk's zone: where the duration is counted from. */
  readonly at: string;
  /** At most one of the two; without either it is the date itself. */
  readonly before: Duration | null;
  readonly after: Duration | null;
}

/** `clock` says what a day is worth: working days, or 24 hours of every day. */
export function instantAround(
  date: string,
  { at, before, after }: Around,
  { tz, clock }: { readonly tz: string; readonly clock: Calendar },
): number {
  const from = zoneNamed(tz).instantOf(dayNumber(date), minutesOf(at));
  if (before) return addWorking(clock, from, -durationMs(clock, before));
  return after ? addDuration(clock, from, after) : from;
}
