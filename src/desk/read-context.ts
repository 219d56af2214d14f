/** Reads what the meaning of an inbound may depend on. */
import { showsButtons } from '../cards/degrade.js';
import type { Context } from '../conversation/context.js';
import { ticketAsked, ticketMeant } from '../conversation/meant.js';
import { digitOf } from '../conversation/menu.js';
import { readSaid } from '../conversation/said.js';
import type { Capabilities } from '../platform/capabilities.js';
import type { Inbound } from '../platform/inbound.js';
import { reports } from '../reports/index.js';
import { surveyOpen } from '../tickets/rating.js';
import { sayable } from './answer.js';
import { errands } from './errands/index.js';
import type { House } from './house.js';
import type { Received } from './ports/inbox.js';
import type { Reader } from './speak.js';
import { maySee } from './views.js';

/** Of a requester's open tickets, the newest: more are named by their numbers. */
const MOST_OPEN = 20;

/** Reads what the meaning may depend on; a press says everything itself and needs nothing more. */
export async function contextOf(
  house: House,
  inbound: Inbound,
  received: Received,
  reader: Reader,
  capabilities: Capabilities,
): Promise<Context> {
  const { person, edition, directory, locale } = reader;
  const spoken = inbound.content.kind === 'text' || inbound.content.kind === 'files';
  const mine =
    spoken && person.kind === 'requester'
      ? await house.store.tickets.list({ requesterId: person.id, open: true, limit: MOST_OPEN })
      : [];
  const place = placeNow(received, person.kind === 'requester' && spoken ? mine.map(({ id }) => id) : null);
  const named = ticketMeant(inbound.content) ?? ticketAsked(received.dialogue);
  const about = named ?? place?.ticketId ?? mine[0]?.id ?? null;
  const found = spoken && about !== null ? await house.store.tickets.ticket(about) : null;
  // Somebody else's ticket lends its words to nobody.
  const read = found && maySee(reader, found.ticket) ? found : null;
  const own = read ? await house.library.edition(read.ticket.content) : null;
  return {
    now: house.store.clock.now(),
    tz: house.tz,
    locale,
    person: { kind: person.kind, id: person.id },
    dialogue: received.dialogue,
    menu: await menuOf(house, inbound, capabilities),
    place,
    ticket:
      read && own
        ? {
            id: read.ticket.id,
            version: read.ticket.version,
            queue: read.ticket.queue,
            state: read.ticket.state,
            sop: own.sop(read.ticket.sop),
          }
        : null,
    openTickets: mine.map(({ id }) => id),
    survey: await surveyOf(house, inbound, reader),
    capabilities: inbound.private ? capabilities : { ...capabilities, forms: 'none' },
    sops: Object.values(edition.content.latest),
    categories: edition.content.categories,
    human: edition.content.human,
    content: edition.id,
    directory,
    actions: sayable(),
    errands: Object.values(errands),
    reports: [...reports],
  };
}

/** A ticket that is over is not what a requester's next words are about. */
function placeNow({ place }: Received, open: readonly number[] | null): Context['place'] {
  if (place === null || place.ticketId === null || open === null) return place;
  const over = open.length < MOST_OPEN && !open.includes(place.ticketId);
  return over ? { ...place, ticketId: null } : place;
}

/** What was offered where there are no buttons, when a digit may answer it. */
async function menuOf(
  { store }: House,
  { address, content }: Inbound,
  capabilities: Capabilities,
): Promise<Context['menu']> {
  if (showsButtons(capabilities) || content.kind !== 'text') return null;
  return digitOf(readSaid(content.text).key) === null ? null : store.menus.at(address);
}

/** A word with a number in it may answer what was asked of a ticket that is over: the newest of them that still may be. */
async function surveyOf(
  house: House,
  { content, private: alone }: Inbound,
  { person }: Reader,
): Promise<Context['survey']> {
  if (!alone || person.kind !== 'requester' || content.kind !== 'text') return null;
  if (!SCORE_SAID.test(content.text.normalize('NFKC'))) return null;
  const newest = await house.store.tickets.list({ requesterId: person.id, limit: MOST_OVER });
  const over = newest.filter(({ category }) => category === 'closed');
  // Asked for at once they are read at once.
  for (const read of await Promise.all(over.map(({ id }) => house.store.tickets.ticket(id)))) {
    if (!read) continue;
    const sop = (await house.library.edition(read.ticket.content)).sop(read.ticket.sop);
    const asks = surveyOpen(read.ticket, sop, house.store.clock.now());
    if (asks) return { ticketId: read.ticket.id, asks };
  }
  return null;
}

/** A short line that ends in a number: '4', '评分 4', '10 分'. */
const SCORE_SAID = /^[^\n#]{0,12}?\d{1,2}\s?分?\s*$/u;
const MOST_OVER = 5;
