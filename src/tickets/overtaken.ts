/** A no about where a ticket stands: whoever hears it also hears who was faster, for somebody brought it there. */
import { actorName } from '../people/actor.js';
import type { Actor } from '../people/people.js';
import type { Param, Refusal } from './refusal.js';
import type { RefusalCode } from './refusal-codes.js';
import type { Ticket } from './ticket.js';

const ABOUT_WHERE_IT_STANDS: readonly RefusalCode[] = [
  ...(['not_claimable', 'nothing_proposed', 'not_from_here', 'ticket_closed'] as const),
];

/** Who changed it last, what they did and when. */
export function lastDone({ last, createdAt }: Ticket): Readonly<Record<'by' | 'what' | 'at', Param>> {
  return {
    by: { person: last?.by ?? 'system' },
    what: { message: `event.${last?.what ?? 'ticketOpened'}` },
    at: { at: last?.at ?? createdAt },
  };
}

/** Null where the no is about something else, or nobody but the one who asks has been there. */
export function overtakenBy(
  { refused }: Refusal,
  ticket: Ticket,
  actor: Actor,
): ReturnType<typeof lastDone> | null {
  if (!ABOUT_WHERE_IT_STANDS.includes(refused) || ticket.last?.by === actorName(actor)) return null;
  return lastDone(ticket);
}
