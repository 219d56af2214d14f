/** 为什么: a ticket explained to whoever asks: its deadlines summed up, and what every step from here waits for. */
import { refusalCard } from '../cards/refusal.js';
import { type WhyFacts, whyCard } from '../cards/why.js';
import { refuseHere } from '../conversation/refusals.js';
import type { Card } from '../platform/card.js';
import { refuse } from '../tickets/refusal.js';
import type { Routed } from '../tickets/routing.js';
import type { Ticket } from '../tickets/ticket.js';
import { childrenRead } from './children-read.js';
import type { House } from './house.js';
import type { SealedEvent } from './ports/change.js';
import { putBack } from './said.js';
import type { Reader } from './speak.js';
import { readFor, seenBy } from './views.js';

export async function explain(house: House, ticketId: number | null, reader: Reader): Promise<Card> {
  const { person, wording, locale } = reader;
  if (ticketId === null)
    return refusalCard(refuseHere('which_ticket', { word: wording.t('why.word') }), wording);
  const read = await readFor(house, reader, ticketId, 'why');
  if (!read) return refusalCard(refuse('unknown_ticket', { ticket: ticketId }), wording);
  const edition = await house.library.edition(read.ticket.content);
  const kin = await childrenRead(house, read.ticket);
  const seen = seenBy(house, read, { kind: person.kind, id: person.id }, locale, edition);
  // What we remind each other of is our own affair.
  const timers = person.kind === 'member' ? await house.store.timers.pending(ticketId) : [];
  const events = await house.store.tickets.events(ticketId);
  const recounted = movesOf(read.ticket, events);
  const routed = person.kind === 'member' ? routedBy(events) : null;
  const told = { ticket: read.ticket, facts: { ...seen.facts, kin }, timers, recounted, routed };
  return whyCard(told, seen.wording);
}

/** The rule that gave it to whoever was given it last, or that brought it to its queue. */
function routedBy(events: readonly SealedEvent[]): Routed | null {
  const last = events.findLast(({ type }) => type === 'ticketAssigned' || type === 'ticketOpened');
  return (last && (putBack(last.data, last.said) as { routed?: Routed }).routed) ?? null;
}

/** How the limit of the present step moved with the calendar. */
function movesOf({ enteredAt }: Ticket, events: readonly SealedEvent[]): WhyFacts['recounted'] {
  return events.flatMap(({ type, at, data }) => {
    const { was, limit } = data as { was?: number | null; limit?: Ticket['limit'] };
    const moved = type === 'deadlinesRecounted' && at >= enteredAt;
    return moved && was != null && limit && limit.dueAt !== was ? [{ at, was, due: limit.dueAt }] : [];
  });
}
