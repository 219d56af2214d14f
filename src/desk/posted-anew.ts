/** Whether a card that its platform changes no more is posted once more, below what was said since. */
import type { Ticket } from '../tickets/ticket.js';
import type { CardAudience, OutboxRow } from './ports/outbox.js';
import { ANSWER } from './speak.js';

/** What a requester sees of a ticket from outside; how we work on it shows them nothing new. */
const OUTWARD: readonly string[] = [
  'ticketMoved',
  'ticketAssigned',
  'ticketHeld',
  'ticketResumed',
  'actUndone',
];

/**
 * Staff always have the card as it is. Whoever asked has it when something came about that nobody tells them in words:
 * a notice with a card below it would say one thing twice. `beside`: what goes to the same address with it.
 */
export function postedAnew(
  audience: CardAudience,
  { id, last }: Ticket,
  shown: number,
  beside: readonly OutboxRow[],
): boolean {
  if (audience.kind !== 'requester') return true;
  const moved = last !== null && OUTWARD.includes(last.what) && (last.version ?? 0) > shown;
  return moved && !beside.some((row) => isWorded(row, id));
}

function isWorded({ body, key, ticketId }: OutboxRow, ticket: number): boolean {
  return (body.kind === 'say' && ticketId === ticket) || (body.kind === 'card' && key.endsWith(ANSWER));
}
