/** 材料: what a ticket asks to be sent, told to whoever may see it. */
import { materialsCard } from '../cards/materials.js';
import { refusalCard } from '../cards/refusal.js';
import { refuseHere } from '../conversation/refusals.js';
import type { Card } from '../platform/card.js';
import { refuse } from '../tickets/refusal.js';
import type { House } from './house.js';
import type { Reader } from './speak.js';
import { noteOpened, readFor, seenBy } from './views.js';

export async function materials(house: House, ticketId: number | null, reader: Reader): Promise<Card> {
  const { person, wording, locale } = reader;
  if (ticketId === null)
    return refusalCard(refuseHere('which_ticket', { word: wording.t('materials.word') }), wording);
  const read = await readFor(house, reader, ticketId, 'materials');
  if (!read) return refusalCard(refuse('unknown_ticket', { ticket: ticketId }), wording);
  await noteOpened(house, reader, read, 'materials');
  const edition = await house.library.edition(read.ticket.content);
  const seen = seenBy(house, read, { kind: person.kind, id: person.id }, locale, edition);
  return materialsCard(read.ticket, seen.facts, seen.wording);
}
