/** Official holidays on their way in: what a list changes, which deadlines move by it, and how both are saved as one act. */
import { chineseHolidays, type HolidayYear, withYears, yearOf } from '../calendar/holidays.js';
import type { House } from './house.js';
import { type Moved, movedBy, recounts } from './moved-deadlines.js';
import type { Change } from './ports/change.js';
import type { HolidaysDeed } from './ports/deeds.js';

export type Importing = Pick<House, 'store' | 'library'>;

/** What an import, or taking one back, would do. */
export interface HolidaysPrepared {
  /** Empty: nothing would change. */
  readonly years: HolidaysDeed['years'];
  /** How each of these years is known at present and would be. */
  readonly from: readonly HolidayYear[];
  readonly to: readonly HolidayYear[];
  readonly moved: Moved;
  /** How far the official lists would reach. */
  readonly horizon: string;
  readonly revision: number;
  readonly undoes: boolean;
}

/** Years that say what is known already are left out. */
export async function prepareHolidays(
  house: Importing,
  read: readonly HolidayYear[],
): Promise<HolidaysPrepared> {
  const { revision, years } = await house.store.holidays.years();
  const known = withYears(chineseHolidays(), years);
  const news = read.filter((list) => !isKnown(list, known));
  return prepared(
    house,
    news.map((is) => ({ year: is.year, was: years.find(({ year }) => year === is.year) ?? null, is })),
    { revision, years, undoes: false },
  );
}

/** The last import taken back; null where there is none, or it was taken back already. */
export async function prepareUndo(house: Importing): Promise<HolidaysPrepared | null> {
  const { revision, years } = await house.store.holidays.years();
  const history = await house.store.deeds.history(1, 'holidaysImported');
  const last = history[0]?.deed;
  if (last?.deed !== 'holidaysImported' || last.undoes) return null;
  return prepared(
    house,
    last.years.map(({ year, was, is }) => ({ year, was: is, is: was })),
    { revision, years, undoes: true },
  );
}

function isKnown(
  { year, holidays, makeup }: HolidayYear,
  known: ReturnType<typeof chineseHolidays>,
): boolean {
  const of = yearOf(known, year);
  const inside = (date: string) => date.startsWith(`${year}-`);
  return (
    same(holidays.filter(inside), of.holidays) &&
    same(makeup.filter(inside), of.makeup) &&
    holidays.every((date) => known.holidays.includes(date)) &&
    makeup.every((date) => known.makeup.includes(date))
  );
}

const same = (one: readonly string[], other: readonly string[]) => one.join() === other.join();

async function prepared(
  house: Importing,
  changes: HolidaysDeed['years'],
  { revision, years, undoes }: { revision: number; years: readonly HolidayYear[]; undoes: boolean },
): Promise<HolidaysPrepared> {
  const changed = changes.map(({ year }) => year);
  const next = [
    ...years.filter(({ year }) => !changed.includes(year)),
    ...changes.flatMap(({ is }) => is ?? []),
  ];
  const [before, after] = [withYears(chineseHolidays(), years), withYears(chineseHolidays(), next)];
  const moved =
    changes.length === 0
      ? { tickets: [], routines: [] }
      : await movedBy(house, after, house.store.clock.now());
  return {
    ...{ years: changes, moved, revision, undoes, horizon: after.horizon },
    from: changed.map((year) => yearOf(before, year)),
    to: changed.map((year) => yearOf(after, year)),
  };
}

/** What is saved, all or nothing; `key` names the act. */
export function takingIn(
  { years, undoes, revision, moved }: HolidaysPrepared,
  key: string,
): { readonly deed: HolidaysDeed } & Pick<Change, 'expect' | 'commands'> {
  return {
    deed: { deed: 'holidaysImported', years, undoes },
    expect: [{ table: 'holidays', version: revision }],
    commands: recounts(moved, key),
  };
}
