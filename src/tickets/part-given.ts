/** Parts of the work get into other hands: whoever has one watches the ticket from then on. */
import { actorName } from '../people/actor.js';
import type { TicketEvent } from './events.js';
import { handsIn, type Part } from './part.js';
import type { InPlaceOf, Ticket } from './ticket.js';

export function partsGiven(
  parts: readonly Part[],
  { watchers }: Ticket,
  happened: { readonly at: number; readonly by: string; readonly instead?: InPlaceOf },
): readonly TicketEvent[] {
  const { at, by } = happened;
  const hands = new Set(parts.flatMap(handsIn).map((id) => actorName({ kind: 'member', id })));
  return [
    ...[...hands]
      .filter((who) => !watchers.includes(who))
      .map((who): TicketEvent => ({ type: 'watcherAdded', at, by, who })),
    ...parts.map((part): TicketEvent => ({ type: 'partSet', ...happened, part })),
  ];
}
