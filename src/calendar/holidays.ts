/**
 * The official holidays and make-up workdays (调休) of mainland China, as data with a known end.
 * We read the package's table and not its functions: they parse a date as UTC but read it back in the machine's
 * zone (a day off west of Greenwich), and beyond the last published year they answer "workday" without a word.
 */
import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { CalendarSpec } from './calendar-spec.js';

export interface OfficialHolidays {
  /** Days off, 'YYYY-MM-DD', ascending; Saturdays and Sundays inside a holiday are listed too. */
  readonly holidays: readonly string[];
  /** Weekend days worked in exchange, 'YYYY-MM-DD', ascending. */
  readonly makeup: readonly string[];
  /** The last date these lists speak about; nothing is known of the day after. */
  readonly horizon: string;
}

/** National Day is the last holiday of every official notice, so a year that has one is complete. */
const NATIONAL_DAY = '-10-01';

function official(): OfficialHolidays {
  const holidays = Object.keys(table.holidays).sort();
  const lastComplete = holidays.findLast((date) => date.endsWith(NATIONAL_DAY));
  if (lastComplete === undefined) {
    throw new Error(`chinese-days: expected a year with a National Day, got ${holidays.length} holidays`);
  }
  return {
    holidays,
    makeup: Object.keys(table.workdays).sort(),
    horizon: `${lastComplete.slice(0, 4)}-12-31`,
  };
}

const known = official();

/** Holidays, make-up workdays and the last date they cover. The next year is published around November. */
export function chineseHolidays(): OfficialHolidays {
  return known;
}

/**
 * A spec with `holidays: 'cn'` written out, its horizon no later than the official lists reach. Other specs are
 * returned as they are. A date somebody wrote an override for is theirs: it is left out of the official list.
 */
export function expandHolidays(spec: CalendarSpec): CalendarSpec & { holidays?: string[] | undefined } {
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
