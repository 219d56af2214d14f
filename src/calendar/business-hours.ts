/**
 * Business hours: the calendar in which SLA clocks run. Instants are epoch milliseconds, durations milliseconds.
 * A window is open at its start and closed at its end. A night belongs to the date it starts on: a holiday cancels
 * the night that would start that evening and leaves the one still running in the morning.
 */
import type { CalendarSpec } from './calendar-spec.js';
import { dateOf, dayNumber, WEEKDAYS } from './day.js';
import { type DayRules, dayRules } from './day-rules.js';
import type { OfficialHolidays } from './holidays.js';
import { countUpTo, type OpenIndex, openBefore, openIndex } from './open-index.js';
import type { Span } from './spans.js';
import { zoneNamed } from './zone.js';

export interface Calendar {
  readonly key: string;
  readonly tz: string;
  /** What "one day" of a duration is worth: the open time of the longest weekday (24 h when always open). */
  readonly dayMs: number;
  /** The last date whose holidays are known, 'YYYY-MM-DD'. */
  readonly horizon: string | undefined;
  readonly rules: DayRules;
  readonly index: OpenIndex;
}

/**
 * Takes a spec that `calendarSpec` has accepted; throws RangeError on a zone or date that cannot be. `known`: the official
 * holidays behind `holidays: cn`, those that are shipped where it is left out.
 */
export function compileCalendar(spec: CalendarSpec, known?: OfficialHolidays): Calendar {
  const rules = dayRules(spec, known);
  return {
    key: spec.key,
    tz: spec.tz,
    dayMs: rules.longestDayMs,
    horizon: rules.horizon,
    rules,
    index: openIndex(rules),
  };
}

/** The calendar of `clock: calendar`: every hour of every day counts. */
export function alwaysOpen(tz: string): Calendar {
  const week = Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, [['00:00', '24:00']]]));
  return compileCalendar({ key: 'always', tz, week } as CalendarSpec);
}

/**
 * The instant when `durationMs` of open time has passed since `startMs`; negative counts backwards. Time that runs
 * out with a span ends at its edge (17:00, not 09:00 tomorrow). Zero is the next open instant.
 */
export function addWorking({ index }: Calendar, startMs: number, durationMs: number): number {
  let block = index.blockAt(startMs);
  let target = openBefore(block, startMs) + durationMs;
  if (durationMs > 0) {
    while (target > block.totalMs) {
      target -= block.totalMs;
      block = index.block(block.index + 1);
    }
    // The first instant by which that much has passed: before the limit itself, hence the half millisecond.
    const at = countUpTo(block.before, target - 0.5) - 1;
    return (block.opens[at] as number) + target - (block.before[at] as number);
  }
  if (durationMs < 0) {
    while (target < 0) {
      block = index.block(block.index - 1);
      target += block.totalMs;
    }
    const at = countUpTo(block.before, target) - 1;
    return (block.opens[at] as number) + target - (block.before[at] as number);
  }
  if (durationMs === 0) return nextOpenOf(index, startMs);
  throw new RangeError(`expected a duration in milliseconds, got ${durationMs}`);
}

/** Open milliseconds from one instant to another; negative when `toMs` lies before `fromMs`. */
export function workingBetween({ index }: Calendar, fromMs: number, toMs: number): number {
  const first = index.blockAt(Math.min(fromMs, toMs));
  const last = index.blockAt(Math.max(fromMs, toMs));
  let openMs = openBefore(last, Math.max(fromMs, toMs)) - openBefore(first, Math.min(fromMs, toMs));
  for (let at = first.index; at < last.index; at++) openMs += index.block(at).totalMs;
  return toMs < fromMs ? 0 - openMs : openMs;
}

export function isOpen({ index }: Calendar, atMs: number): boolean {
  return nextOpenOf(index, atMs) === atMs;
}

/** `atMs` itself while open, otherwise the start of the next open span. */
export function nextOpen({ index }: Calendar, atMs: number): number {
  return nextOpenOf(index, atMs);
}

function nextOpenOf(index: OpenIndex, atMs: number): number {
  let block = index.blockAt(atMs);
  const next = countUpTo(block.opens, atMs);
  if (next > 0 && atMs < (block.closes[next - 1] as number)) return atMs;
  if (next < block.opens.length) return block.opens[next] as number;
  do block = index.block(block.index + 1);
  while (block.opens.length === 0);
  return block.opens[0] as number;
}

/** The latest instant, `atMs` included, that open time leads up to: seen backwards a span starts at its end. */
export function prevOpen({ index }: Calendar, atMs: number): number {
  let block = index.blockAt(atMs);
  const last = countUpTo(block.opens, atMs - 1) - 1;
  if (last >= 0) return Math.min(atMs, block.closes[last] as number);
  do block = index.block(block.index - 1);
  while (block.opens.length === 0);
  return block.closes.at(-1) as number;
}

/** End of the current open span, or of the next one; undefined when it stays open for a year and more. */
export function closing({ index }: Calendar, atMs: number): number | undefined {
  const openMs = nextOpenOf(index, atMs);
  let block = index.blockAt(openMs);
  let closeMs = block.closes[countUpTo(block.opens, openMs) - 1] as number;
  // A span may run on into the next block; two whole blocks are more than a year.
  for (let blocks = 0; closeMs === block.endMs; blocks++) {
    if (blocks > 2) return undefined;
    block = index.block(block.index + 1);
    if (block.opens[0] !== closeMs) return closeMs;
    closeMs = block.closes[0] as number;
  }
  return closeMs;
}

/** The next `count` open spans, the first one cut to start at `atMs`; fewer where a span never closes. */
export function periodsAfter(calendar: Calendar, atMs: number, count: number): Span[] {
  const periods: Span[] = [];
  for (let cursor = atMs; periods.length < count; ) {
    const from = nextOpen(calendar, cursor);
    const to = closing(calendar, from);
    if (to === undefined) break;
    periods.push({ from, to });
    cursor = to;
  }
  return periods;
}

/** Whether a window that starts on 'YYYY-MM-DD' opens; the tail of last night's does not make a working day. */
export function isWorkingDay({ rules }: Calendar, date: string): boolean {
  return rules.spansOf(dayNumber(date)).length > 0;
}

/** 'YYYY-MM-DD' on the wall of a calendar or of a zone given by name. */
export function localDate(calendar: Calendar | string, atMs: number): string {
  const zone = typeof calendar === 'string' ? zoneNamed(calendar) : calendar.rules.zone;
  return dateOf(zone.dayAt(atMs));
}

/** Whether holidays around an instant are not known yet: an answer there is a guess, and has to say so. */
export function beyondHorizon(calendar: Calendar, atMs: number): boolean {
  return calendar.horizon !== undefined && localDate(calendar, atMs) > calendar.horizon;
}
