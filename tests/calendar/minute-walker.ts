/**
 * Business hours the slow way: walks minute by minute and asks the platform's own Intl what the wall clock shows.
 * Shares no code with src/calendar, so that the two can be held against each other.
 */
import type { CalendarSpec, TimeWindow } from '../../src/calendar/calendar-spec.js';

const MINUTE = 60_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

type Minutes = [from: number, to: number];

export interface Walk {
  readonly startMs: number;
  /** Whether each minute from `startMs` on is open. */
  readonly open: readonly boolean[];
}

/** `startMs` is a whole minute. */
export function walk(spec: CalendarSpec, startMs: number, minutes: number): Walk {
  const days = new Map<number, { open: Minutes[]; breaks: Minutes[] }>();
  const dayOf = (day: number) => {
    let found = days.get(day);
    if (!found) {
      const midnight = new Date(day * 1440 * MINUTE);
      const date = midnight.toISOString().slice(0, 10);
      found = {
        open: windowsOn(spec, date, midnight.getUTCDay()).map(minutesOf),
        breaks: (spec.breaks?.[date] ?? []).map(minutesOf),
      };
      days.set(day, found);
    }
    return found;
  };
  const open = wallMinutes(spec.tz, startMs, minutes).map((wall) => {
    const today = Math.floor(wall / 1440);
    const inside = (kind: 'open' | 'breaks') =>
      contains(dayOf(today)[kind], wall - today * 1440) ||
      contains(dayOf(today - 1)[kind], wall - (today - 1) * 1440);
    return inside('open') && !inside('breaks');
  });
  return { startMs, open };
}

const walls = new Map<string, number[]>();

/**
 * What the wall clock shows each minute, as minutes since 1970-01-01 00:00 local: the highest reading so far, because
 * an hour shown twice does not open or close anything a second time.
 */
function wallMinutes(tz: string, startMs: number, minutes: number): number[] {
  const name = `${tz} ${startMs} ${minutes}`;
  let seen = walls.get(name);
  if (!seen) {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: tz, dateStyle: 'short', timeStyle: 'short' });
    seen = [];
    let highest = Number.NEGATIVE_INFINITY;
    // Begins three hours early: the walk may start in the middle of a repeated hour.
    for (let minute = -180; minute < minutes; minute++) {
      const text = format.format(startMs + minute * MINUTE).replace(' ', 'T');
      highest = Math.max(highest, Date.parse(`${text}:00Z`) / MINUTE);
      if (minute >= 0) seen.push(highest);
    }
    walls.set(name, seen);
  }
  return seen;
}

/** `minute` counts from the midnight the windows' date began with, and may lie on the next date. */
function contains(windows: Minutes[], minute: number): boolean {
  return windows.some(([from, to]) => minute >= from && minute < to);
}

function minutesOf([from, to]: TimeWindow): Minutes {
  return [clock(from), clock(to) > clock(from) ? clock(to) : clock(to) + 1440];
}

function windowsOn(spec: CalendarSpec, date: string, weekday: number): TimeWindow[] {
  if (spec.holidays?.includes(date)) return [];
  if (spec.overrides?.[date]) return spec.overrides[date];
  const name = spec.makeup?.includes(date) ? 'mon' : WEEKDAYS[weekday];
  return (name && spec.week[name]) ?? [];
}

function clock(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
