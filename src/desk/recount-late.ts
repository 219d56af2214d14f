/** Whoever had not heard of an import yet counted by the old calendar: once it is known everywhere, all open tickets are looked at again. */
import type { House } from './house.js';
import { movedBy, recounts } from './moved-deadlines.js';

/** All instances follow within five seconds. */
const KNOWN_EVERYWHERE_MS = 10_000;

export async function recountLate(house: House): Promise<void> {
  const { store, library } = house;
  const { revision, official } = await library.holidays();
  if (revision === (await store.holidays.recounted())) return;
  const now = store.clock.now();
  const [last] = await store.deeds.history(1, 'holidaysImported');
  if (last && now - last.at < KNOWN_EVERYWHERE_MS) return;
  const commands = recounts(await movedBy(house, official, now), `holidays/${revision}`);
  await store.holidays.recount(revision, commands, now);
  house.onSaved({ commands });
}
