/** Words for what concerns no ticket, as they are live now. */
import { createWording, type Wording } from '../cards/wording.js';
import type { Locale } from '../people/people.js';
import type { House } from './house.js';

export async function plainWording(house: House, locale: Locale): Promise<Wording> {
  const directory = await house.staff.directory();
  const { messages } = await house.library.live();
  return createWording({ messages, locale, directory, tz: house.tz, now: house.store.clock.now() });
}
