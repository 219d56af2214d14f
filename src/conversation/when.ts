/** Days as people name them, in the desk's zone: 今天, 明天, 后天. */
import { localDate } from '../calendar/business-hours.js';
import { dateOf, dayNumber } from '../calendar/day.js';
import { keyOf } from './said.js';

const DAYS: Readonly<Record<string, number>> = {
  前天: -2,
  昨天: -1,
  今天: 0,
  明天: 1,
  后天: 2,
  大后天: 3,
  yesterday: -1,
  today: 0,
  tomorrow: 1,
};

/** 'YYYY-MM-DD'; null for what names no such day. */
export function dateSaid(text: string, now: number, tz: string): string | null {
  const key = keyOf(text);
  const days = Object.hasOwn(DAYS, key) ? DAYS[key] : undefined;
  return days === undefined ? null : dateOf(dayNumber(localDate(tz, now)) + days);
}
