/** How far the holidays are known that the live calendars count by; administrators hear of it once while there is time. */
import { DAY_MS, dateOf, dayNumber } from '../calendar/day.js';
import { administrators } from '../people/staff.js';
import { cardsFor } from './cards-for.js';
import type { House } from './house.js';
import { saveOnce } from './save-once.js';

const SOON_MS = 60 * DAY_MS;

export interface Horizon {
  /** The last date that is known, 'YYYY-MM-DD'. */
  readonly date: string;
  /** Its end, where the calendar is. */
  readonly endsAt: number;
}

/** The nearest one; null where no calendar follows a list. */
export async function horizonOf({ library }: Pick<House, 'library'>): Promise<Horizon | null> {
  const edition = await library.live();
  const all = edition.content.calendars.flatMap(({ key }): readonly Horizon[] => {
    const { horizon: date, rules } = edition.calendar(key);
    return date === undefined ? [] : [{ date, endsAt: rules.zone.instantOf(dayNumber(date) + 1, 0) }];
  });
  return all.reduce<Horizon | null>(
    (first, one) => (first && first.endsAt <= one.endsAt ? first : one),
    null,
  );
}

/** The first date nothing is known of: the year whose list is missing. */
export const missingYear = ({ date }: Horizon): string => dateOf(dayNumber(date) + 1).slice(0, 4);

/** Once a horizon. */
export async function remindOfHorizon(house: House): Promise<void> {
  const horizon = await horizonOf(house);
  const now = house.store.clock.now();
  if (horizon === null || horizon.endsAt - now >= SOON_MS) return;
  const days = Math.max(0, Math.floor((horizon.endsAt - now) / DAY_MS));
  const admins = administrators(await house.staff.directory());
  const outbox = await cardsFor(house, admins, `horizon/${horizon.date}`, (wording) => ({
    title: wording.t('holidays.soon', { date: wording.date(horizon.date), n: days }),
    tone: 'warning',
    blocks: [{ kind: 'text', text: wording.t('holidays.soon_todo') }],
    buttons: [],
  }));
  await saveOnce(house, outbox);
}
