/** Durations as content writes them: '30m', '2h30m', '3d'. A day is worth what the clock's calendar says. */
import { addWorking, type Calendar } from './business-hours.js';
import { HOUR_MS, MINUTE_MS } from './day.js';

export interface Duration {
  /** Days of the calendar it is added on: working days in business hours, 24 h where always open. */
  readonly days: number;
  /** Everything below a day, in milliseconds. */
  readonly ms: number;
}

/** Largest unit first, each at most once. Up to five digits keep every sum an exact integer. */
const WRITTEN = /^(?:(\d{1,5})d)?(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,5})s)?$/;

/** A duration, or `error`: a sentence with what was expected and what came. */
export function parseDuration(text: string): Duration | { readonly error: string } {
  const found = WRITTEN.exec(text);
  if (!found || text === '') {
    return { error: `expected a duration such as 30m, 4h, 2h30m or 3d, got ${JSON.stringify(text)}` };
  }
  const [days, hours, minutes, seconds] = found.slice(1).map((digits) => Number(digits ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return { days, ms: hours * HOUR_MS + minutes * MINUTE_MS + seconds * 1000 };
}

/**
 * The instant a duration after another. A day counts as the open time of the calendar's longest weekday, so 1d from
 * 10:00 in a nine-to-six week is 10:00 on the next working day; a short Saturday uses up less than a day.
 */
export function addDuration(calendar: Calendar, startMs: number, duration: Duration): number {
  return addWorking(calendar, startMs, durationMs(calendar, duration));
}

/** Open milliseconds a duration is worth on a calendar. */
export function durationMs(calendar: Calendar, duration: Duration): number {
  return duration.days * calendar.dayMs + duration.ms;
}
