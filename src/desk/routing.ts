/** What is known of a new ticket only once its queue and its rule are: in whose hours it runs, and who is next to get it. */
import type { Facts } from '../tickets/facts.js';
import { handsFor } from '../tickets/routing.js';
import type { Decided } from './decide-on.js';
import type { House } from './house.js';
import type { Edition } from './library.js';
import { loadOf } from './load.js';
import { takeTurn } from './turn.js';

/** Which rule fits rests on none of this: deciding again leads to the same queue by the same rule. */
export async function factsThere(
  house: House,
  edition: Edition,
  { after, events, facts }: Decided,
): Promise<Pick<Facts, 'business' | 'load' | 'routing'>> {
  const business = edition.calendarOf(after.queue);
  const routed = events.find((event) => event.type === 'ticketAssigned')?.routed;
  const rule = facts.routing?.rules.find(({ key }) => key === routed?.rule);
  if (!rule || !facts.routing) return { business };
  if (rule.to?.way === 'round_robin')
    return { business, routing: { ...facts.routing, last: await takeTurn(house, rule, after.queue, facts) } };
  const hands = handsFor(rule, after.queue, facts);
  return {
    business,
    load: await loadOf(
      house,
      hands.map(({ id }) => id),
    ),
  };
}
