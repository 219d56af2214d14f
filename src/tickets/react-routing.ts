/** What follows when a rule would give a new ticket to somebody, and nobody is there: whoever leads the team hears it at once. */
import type { TicketEvent } from './events.js';
import type { Happening } from './happening.js';
import { notice } from './notices.js';
import type { Notice } from './reactions.js';
import { recipients } from './recipients.js';

export function onRoutedToNobody(
  { routed }: Extract<TicketEvent, { type: 'ticketOpened' }>,
  { after, facts }: Happening,
): readonly Notice[] {
  if (!routed?.nobody) return [];
  return notice('routed_to_nobody', recipients('lead', after, facts), after, facts, {
    ...{ audience: 'lead', tone: 'bad', actions: ['assign', 'claim'] },
    extra: { rule: { text: routed.name } },
  });
}
