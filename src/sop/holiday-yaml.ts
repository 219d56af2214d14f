/** Holidays written as YAML or JSON: `off` and `work`, plain lists of dates, or a notice day by day. */
import { z } from 'zod';
import { dateOf, dayNumber } from '../calendar/day.js';
import type { DatesRead, NamedDate } from './holiday-date.js';
import { type Path, readYaml, type Source, type YamlSource } from './yaml-source.js';
import { zodProblems } from './zod-problems.js';

/** Longer than any holiday: such a range is a slip. */
const MOST_DAYS = 31;

const written = z.array(z.unknown());
/** `off: [2027-01-01..2027-01-03]` and `work: [2027-02-06]`. */
const ours = z.strictObject({ off: written, work: written.default([]) });
const lists = z.looseObject({ holidays: written, makeup_workdays: written.default([]) });
const notice = z.looseObject({
  days: z.array(z.looseObject({ date: z.unknown(), isOffDay: z.boolean('expected true or false') })),
});

export function datesOfYaml(source: Source): DatesRead {
  const read = readYaml(source);
  if ('problems' in read) return read;
  const { yaml } = read;
  if (yaml.at(['days']) !== undefined) {
    const days = notice.safeParse(yaml.value);
    if (!days.success) return { problems: zodProblems(yaml, days.error) };
    return {
      dates: days.data.days.map(({ date, isOffDay: off }, n) => named(yaml, date, off, ['days', n, 'date'])),
    };
  }
  if (yaml.at(['holidays']) !== undefined) {
    const both = lists.safeParse(yaml.value);
    if (!both.success) return { problems: zodProblems(yaml, both.error) };
    return {
      dates: [
        ...listed(yaml, both.data.holidays, true, 'holidays'),
        ...listed(yaml, both.data.makeup_workdays, false, 'makeup_workdays'),
      ],
    };
  }
  const own = ours.safeParse(yaml.value);
  if (!own.success) return { problems: zodProblems(yaml, own.error) };
  return {
    dates: [...listed(yaml, own.data.off, true, 'off'), ...listed(yaml, own.data.work, false, 'work')],
  };
}

function listed(yaml: YamlSource, list: readonly unknown[], off: boolean, key: string): NamedDate[] {
  return list.flatMap((date, n) => ranged(date).map((each) => named(yaml, each, off, [key, n])));
}

function named(yaml: YamlSource, date: unknown, off: boolean, path: Path): NamedDate {
  return { date, off, problem: (message, mend) => yaml.problem(path, message, mend) };
}

/** `2027-02-05..2027-02-11` is seven days; what is no range stays as it is, and is looked at as a date. */
function ranged(date: unknown): readonly unknown[] {
  const [, from = '', to = ''] = /^(\S+?)\s*\.\.\s*(\S+)$/u.exec(String(date)) ?? [];
  try {
    const first = dayNumber(from);
    const days = dayNumber(to) - first + 1;
    if (days < 1 || days > MOST_DAYS) return [date];
    return Array.from({ length: days }, (_, n) => dateOf(first + n));
  } catch {
    return [date];
  }
}
