/**
 * A year's official holidays as people get hold of them: our own few lines of YAML, the notice as JSON
 * (https://github.com/NateScarlet/holiday-cn), plain lists of dates, or a calendar to subscribe to (ICS, RFC 5545).
 */
import { dayNumber, isDate, weekdayOf } from '../calendar/day.js';
import { type HolidayYear, isComplete } from '../calendar/holidays.js';
import type { NamedDate } from './holiday-date.js';
import { datesOfIcs } from './holiday-ics.js';
import { datesOfYaml } from './holiday-yaml.js';
import { type Problem, quoted } from './problem.js';
import type { Source } from './yaml-source.js';

export type HolidaysRead =
  | { readonly years: readonly HolidayYear[] }
  | { readonly problems: readonly Problem[] };

/** The years a file speaks of, ascending; or everything that is wrong with it, where, and how to mend it. */
export function readHolidays(source: Source): HolidaysRead {
  const read = /^\uFEFF?BEGIN:VCALENDAR/u.test(source.text) ? datesOfIcs(source) : datesOfYaml(source);
  if ('problems' in read) return read;
  const problems = read.dates.flatMap((named) => wrong(named) ?? []);
  if (problems.length > 0) return { problems };
  const contradicted = contradictions(read.dates);
  if (contradicted.length > 0) return { problems: contradicted };
  return byYear(source, read.dates);
}

function wrong({ date, off, problem }: NamedDate): Problem | null {
  if (!isDate(date))
    return problem(
      `expected a date such as 2027-01-31, got ${quoted(date)}`,
      'write year-month-day with two digits for month and day',
    );
  const weekday = weekdayOf(dayNumber(date));
  if (off || weekday === 'sat' || weekday === 'sun') return null;
  return problem(
    `expected a make-up workday on a weekend, got ${date}, a ${weekday}`,
    'correct the date, or remove it: it is a workday already',
  );
}

/** A date that is a holiday and worked in exchange: one of the two is a slip. */
function contradictions(dates: readonly NamedDate[]): readonly Problem[] {
  const off = new Set(dates.flatMap((named) => (named.off ? named.date : [])));
  return dates.flatMap(({ date, off: isOff, problem }) =>
    isOff || !off.has(date)
      ? []
      : problem(
          `expected ${date} either as a holiday or as a workday, got both`,
          'remove it from one of the two',
        ),
  );
}

/** A notice ends with National Day; what it says of the edge of a neighbouring year goes with it. */
function byYear({ path }: Source, dates: readonly NamedDate[]): HolidaysRead {
  const all = (off: boolean) =>
    [...new Set(dates.filter((named) => named.off === off).map(({ date }) => String(date)))].sort();
  const [holidays, makeup] = [all(true), all(false)];
  const years = [...new Set(holidays.map((date) => Number(date.slice(0, 4))))].filter((year) =>
    isComplete(year, holidays),
  );
  const home = (date: string) => {
    const [year = 0, month] = date.split('-').map(Number);
    const near = month === 12 ? year + 1 : month === 1 ? year - 1 : year;
    return [year, near].find((one) => years.includes(one));
  };
  const homeless = [...holidays, ...makeup].find((date) => home(date) === undefined);
  if (homeless !== undefined || years.length === 0) {
    const got = homeless?.slice(0, 4) ?? 'no date';
    const of = dates.find(({ date }) => date === homeless);
    const message = `expected the whole of a year, up to National Day, got ${homeless === undefined ? got : `${got} without ${got}-10-01`}`;
    const mend = 'add the missing holidays; the notice of the State Council names all of a year';
    return { problems: [of?.problem(message, mend) ?? { file: path, line: 1, column: 1, message, mend }] };
  }
  const of = (year: number) => (date: string) => home(date) === year;
  return {
    years: years.map((year) => ({
      year,
      holidays: holidays.filter(of(year)),
      makeup: makeup.filter(of(year)),
    })),
  };
}
