/** A card the house shows some members by itself, to each in their language and where they listen. */
import { createWording, type Wording } from '../cards/wording.js';
import type { Member } from '../people/people.js';
import type { Card } from '../platform/card.js';
import type { House } from './house.js';
import type { OutboxItem } from './ports/outbox.js';
import { tellByItself } from './tell.js';

/** `key` is that of the news: nobody is shown the same one twice where what was sent before is left out. */
export async function cardsFor(
  house: Pick<House, 'store' | 'adapters' | 'library' | 'tz' | 'locale'> & {
    readonly staff: Pick<House['staff'], 'directory'>;
  },
  members: readonly Member[],
  key: string,
  draw: (wording: Wording) => Card,
): Promise<readonly OutboxItem[]> {
  const directory = await house.staff.directory();
  const { messages } = await house.library.live();
  const now = house.store.clock.now();
  return members.flatMap(({ id }) =>
    tellByItself({ to: 'member', id }, house, { directory }).map((place, n) => {
      const wording = createWording({ messages, locale: place.locale, directory, tz: house.tz, now });
      const body = { kind: 'card' as const, card: draw(wording) };
      return { key: `${key}/${id}/${n}`, ...place, ticketId: null, body };
    }),
  );
}
