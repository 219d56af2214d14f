/**
 * Runs a file of business-hours cases: `npm run calendar:cases -- FILE`. Prints each failure and ends with
 * `N passed, N failed`; exit code 1 when a case failed. The spec beside it runs the same code.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DateTime } from 'luxon';
import {
  addWorking,
  type Calendar,
  closing,
  compileCalendar,
  isOpen,
  isWorkingDay,
  nextOpen,
  periodsAfter,
  prevOpen,
  workingBetween,
} from '../../src/calendar/business-hours.js';
import type { CalendarSpec } from '../../src/calendar/calendar-spec.js';

interface Case {
  readonly id: string;
  readonly op: string;
  readonly calendar: string;
  readonly start?: string;
  readonly end?: string;
  readonly at?: string;
  readonly date?: string;
  readonly seconds?: number;
  readonly count?: number;
  readonly expected: unknown;
  readonly tag?: string;
}

export interface CaseFile {
  readonly calendars: Record<string, Omit<CalendarSpec, 'key'>>;
  readonly cases: readonly Case[];
}

export interface Outcome {
  readonly id: string;
  /** `contested`: our answer differs where the peers differ among themselves; neither passed nor failed. */
  readonly verdict: 'passed' | 'failed' | 'contested';
  /** The case, what was expected and what came. */
  readonly line: string;
}

export function readCases(file: string): CaseFile {
  return JSON.parse(readFileSync(file, 'utf8')) as CaseFile;
}

export function runCases({ calendars, cases }: CaseFile): Outcome[] {
  const compiled = new Map<string, Calendar>();
  const calendarOf = (key: string): Calendar => {
    let calendar = compiled.get(key);
    if (!calendar) {
      const spec = calendars[key];
      if (!spec) throw new Error(`expected one of the file's calendars, got ${JSON.stringify(key)}`);
      calendar = compileCalendar({ key, ...spec });
      compiled.set(key, calendar);
    }
    return calendar;
  };
  return cases.map((one) => outcome(one, () => calendarOf(one.calendar)));
}

function outcome(one: Case, calendarOf: () => Calendar): Outcome {
  const wanted = JSON.stringify(normal(one.expected));
  const say = (got: string) =>
    `${one.id} ${one.op} on ${one.calendar} ${JSON.stringify(inputs(one))}: expected ${wanted}, got ${got}`;
  try {
    const calendar = calendarOf();
    const got = JSON.stringify(answer(calendar, one));
    if (got === wanted || got === atBoundary(calendar, one))
      return { id: one.id, verdict: 'passed', line: say(got) };
    return { id: one.id, verdict: one.tag === 'contested' ? 'contested' : 'failed', line: say(got) };
  } catch (error) {
    // A case that cannot be run is a failed case, not the end of the file.
    return { id: one.id, verdict: 'failed', line: say(String(error)) };
  }
}

/** In the tag's words: "the answer may also be the start of the next open span". */
function atBoundary(calendar: Calendar, { tag, expected }: Case): string | undefined {
  if (tag !== 'boundary' || typeof expected !== 'string') return undefined;
  return JSON.stringify(instant(nextOpen(calendar, epoch(expected))));
}

function answer(calendar: Calendar, { op, start, end, at, date, seconds, count }: Case): unknown {
  switch (op) {
    case 'add':
      return instant(addWorking(calendar, epoch(start), (seconds ?? Number.NaN) * 1000));
    case 'between':
      return workingBetween(calendar, epoch(start), epoch(end)) / 1000;
    case 'is_open':
      return isOpen(calendar, epoch(at));
    case 'next_open':
      return instant(nextOpen(calendar, epoch(at)));
    case 'prev_open':
      return instant(prevOpen(calendar, epoch(at)));
    case 'closing': {
      const closeMs = closing(calendar, epoch(at));
      return closeMs === undefined ? null : instant(closeMs);
    }
    case 'working_day':
      return isWorkingDay(calendar, date ?? at ?? '');
    case 'periods_after':
      return periodsAfter(calendar, epoch(at), count ?? 1).map(({ from, to }) => [
        instant(from),
        instant(to),
      ]);
    default:
      throw new Error(`expected an op this runner knows, got ${JSON.stringify(op)}`);
  }
}

function epoch(text: string | undefined): number {
  const parsed = DateTime.fromISO(text ?? '', { zone: 'utc' });
  if (!parsed.isValid) throw new Error(`expected an instant, got ${JSON.stringify(text)}`);
  return parsed.toMillis();
}

function instant(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** Instants written one way, so that `...00Z` and `...00.000Z` are equal. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  return typeof value === 'string' ? instant(epoch(value)) : value;
}

function inputs({ start, end, at, date, seconds, count }: Case) {
  return { start, end, at, date, seconds, count };
}

function main(file: string | undefined): void {
  if (file === undefined) {
    console.error('expected a file: npm run calendar:cases -- FILE');
    process.exitCode = 2;
    return;
  }
  const outcomes = runCases(readCases(file));
  const having = (verdict: Outcome['verdict']) => outcomes.filter((one) => one.verdict === verdict);
  for (const { line } of having('failed')) console.log(`FAILED ${line}`);
  for (const { line } of having('contested')) console.log(`contested, not counted: ${line}`);
  console.log(`${having('passed').length} passed, ${having('failed').length} failed`);
  if (having('failed').length > 0) process.exitCode = 1;
}

if (path.resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) main(process.argv[2]);
