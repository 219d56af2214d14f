/** 进度 without a number: a requester's one open ticket, or all of them, or that there is none. */
import { askedOf } from '../cards/progress.js';
import { nothingUnderwayCard, underwayCard } from '../cards/underway.js';
import type { Card } from '../platform/card.js';
import { listFacts, MOST_ROWS } from './asker.js';
import type { House } from './house.js';
import type { TicketSummary } from './ports/tickets.js';
import type { Reader } from './speak.js';
import { seenBy } from './views.js';

/** A number where there is one ticket to show; else the card that says how they stand. */
export async function underway(house: House, reader: Reader): Promise<number | Card> {
  const { person, edition, wording } = reader;
  const rows = await house.store.tickets.list({ requesterId: person.id, open: true, limit: MOST_ROWS });
  const [first, ...others] = rows;
  if (first && others.length === 0) return first.id;
  if (first) {
    const { sopOf } = await listFacts(house, rows);
    const perhaps = rows.filter((row) => row.held || sopOf(row)?.states[row.state]?.owner === 'requester');
    return underwayCard({ rows, sopOf, asks: await asksOf(house, perhaps, reader) }, wording);
  }
  const [last = null] = await house.store.tickets.list({ requesterId: person.id, limit: 1 });
  const { sopOf } = await listFacts(house, last ? [last] : []);
  const { latest, categories } = edition.content;
  return nothingUnderwayCard({ last, sopOf, sops: Object.values(latest), categories }, wording);
}

/** In the first line of what the ticket itself says. */
async function asksOf(
  house: House,
  rows: readonly TicketSummary[],
  { person, locale }: Reader,
): Promise<ReadonlyMap<number, string>> {
  const reads = await Promise.all(rows.map(({ id }) => house.store.tickets.ticket(id)));
  const asks = new Map<number, string>();
  for (const read of reads) {
    if (!read) continue;
    const edition = await house.library.edition(read.ticket.content);
    const { facts, wording } = seenBy(house, read, { kind: 'requester', id: person.id }, locale, edition);
    const [asked] = askedOf(read.ticket, facts, wording)?.split('\n') ?? [];
    if (asked !== undefined) asks.set(read.ticket.id, asked);
  }
  return asks;
}
