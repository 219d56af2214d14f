/**
 * The official holidays and make-up workdays (调休) of mainland China, as data with a known end.
 * We read the package's table and not its functions: they parse a date as UTC but read it back in the machine's
 * zone (a day off west of Greenwich), and beyond the last published year they answer "workday" without a word.
 */
import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { CalendarSpec } from './calendar-spec.js';

/** What one year's notice says; it may name a day at the edge of a neighbouring year. */
export interface HolidayYear {
  readonly year: number;
  /** As in `OfficialHolidays`. */
  readonly holidays: readonly string[];
  readonly makeup: readonly string[];
}

export interface OfficialHolidays {
  /** Days off, 'YYYY-MM-DD', ascending; Saturdays and Sundays inside a holiday are listed too. */
  readonly holidays: readonly string[];
  /** Weekend days worked in exchange, 'YYYY-MM-DD', ascending. */
  readonly makeup: readonly string[];
  /** The last date these lists speak about; nothing is known of the day after. */
  readonly horizon: string;
}

/** National Day is the last holiday of every official notice, so a year that has one is complete. */
export const isComplete = (year: number, holidays: readonly string[]): boolean =>
  holidays.includes(`${year}-10-01`);

function shipped(): OfficialHolidays {
  const holidays = Object.keys(table.holidays).sort();
  const years = holidays.map((date) => Number(date.slice(0, 4)));
  const lastComplete = years.findLast((year) => isComplete(year, holidays));
  if (lastComplete === undefined) {
    throw new Error(`chinese-days: expected a year with a National Day, got ${holidays.length} holidays`);
  }
  return { holidays, makeup: Object.keys(table.workdays).sort(), horizon: `${lastComplete}-12-31` };
}

const known = shipped();

/** Holidays, make-up workdays and the last date they cover. The next year is published around November. */
export function chineseHolidays(): OfficialHolidays {
  return known;
}

/** What is known once some years were imported: each stands in place of what was known of that year. */
export function withYears(
  { holidays, makeup, horizon }: OfficialHolidays,
  years: readonly HolidayYear[],
): OfficialHolidays {
  if (years.length === 0) return { holidays, makeup, horizon };
  const off = new Set(holidays);
  const worked = new Set(makeup);
  for (const { year, ...list } of [...years].sort((one, other) => one.year - other.year)) {
    for (const dates of [off, worked])
      for (const date of dates) if (date.startsWith(`${year}-`)) dates.delete(date);
    for (const date of list.holidays) worked.delete(date);
    for (const date of list.makeup) off.delete(date);
    for (const date of list.holidays) off.add(date);
    for (const date of list.makeup) worked.add(date);
  }
  const all = [...off].sort();
  // A year nobody knows lies between what is known and what comes after it: that far it is no guess.
  let last = Number(horizon.slice(0, 4));
  while (isComplete(last + 1, all)) last += 1;
  return { holidays: all, makeup: [...worked].sort(), horizon: `${last}-12-31` };
}

/** What is known of one year, as its notice would say it. */
export function yearOf({ holidays, makeup }: OfficialHolidays, year: number): HolidayYear {
  const within = (date: string) => date.startsWith(`${year}-`);
  return { year, holidays: holidays.filter(within), makeup: makeup.filter(within) };
}

/**
 * A spec with `holidays: 'cn'` written out, its horizon no later than the official lists reach. Other specs are
 * returned as they are. A date somebody wrote an override for is theirs: it is left out of the official list.
 */
export function expandHolidays(
  spec: CalendarSpec,
  known: OfficialHolidays = chineseHolidays(),
): CalendarSpec & { holidays?: string[] | undefined } {
  const { holidays } = spec;
  if (holidays !== 'cn') return { ...spec, holidays };
  const horizon = spec.horizon !== undefined && spec.horizon < known.horizon ? spec.horizon : known.horizon;
  return {
    ...spec,
    holidays: known.holidays.filter((date) => spec.overrides?.[date] === undefined),
    makeup: [...known.makeup, ...(spec.makeup ?? [])],
    horizon,
  };
}
