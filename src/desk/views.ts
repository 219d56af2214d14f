/** A ticket's card for a pair of eyes: who may see it, and which view that is. */
import { progressCard } from '../cards/progress.js';
import { ticketCard } from '../cards/ticket.js';
import { createWording, type Wording } from '../cards/wording.js';
import type { Actor, Directory, Locale, Member } from '../people/people.js';
import { onlyReads } from '../people/staff.js';
import type { Card } from '../platform/card.js';
import type { Inbound } from '../platform/inbound.js';
import type { Facts } from '../tickets/facts.js';
import { holdsPersonal, seesInFull } from '../tickets/in-full.js';
import type { Ticket } from '../tickets/ticket.js';
import { noteRefusal, noteView, ticketSubject } from './audit/note.js';
import { factsOn } from './decide-on.js';
import type { House } from './house.js';
import type { Edition } from './library.js';
import type { Received } from './ports/inbox.js';
import type { CardAudience } from './ports/outbox.js';
import type { TicketRead } from './ports/tickets.js';
import { roomAt } from './room-at.js';
import type { Reader } from './speak.js';

/** A requester sees their own tickets and those their own was merged into, a member those of their teams, an auditor all; anybody else is not even told that it exists. */
export function maySee({ person, directory }: Reader, ticket: Ticket): boolean {
  if (person.kind === 'requester')
    return ticket.requesterId === person.id || ticket.watchers.includes(`requester:${person.id}`);
  const member = directory.members.get(person.id);
  return member !== undefined && mayRead(member, ticket, directory);
}

export function mayRead(member: Member, { queue }: Pick<Ticket, 'queue'>, directory: Directory): boolean {
  const team = directory.queues.get(queue)?.team;
  return member.active && (onlyReads(member) || (team !== undefined && member.teams.includes(team)));
}

/** A ticket somebody asks for by its number; null when it is none of theirs, which is noted. */
export async function readFor(
  house: House,
  reader: Reader,
  id: number,
  act: string,
): Promise<TicketRead | null> {
  const read = await house.store.tickets.ticket(id);
  if (read === null || maySee(reader, read.ticket)) return read;
  await noteRefusal(house, reader, { act, code: 'other_ticket', subject: ticketSubject(id) });
  return null;
}

/** Whoever asked for a ticket and sees personal values in full is noted; of one's own nothing is. */
export async function noteOpened(house: House, reader: Reader, read: TicketRead, act: string): Promise<void> {
  const { person, directory } = reader;
  if (person.kind === 'requester') return;
  const edition = await house.library.edition(read.ticket.content);
  const now = house.store.clock.now();
  const facts = factsOn(read, person, { edition, library: house.library, directory, now });
  if (holdsPersonal(read.ticket, facts) && seesInFull(read.ticket, facts))
    await noteView(house, reader, act, ticketSubject(read.ticket.id));
}

/** The team whose group this was said in; null in a one-to-one chat. */
export function groupOf(inbound: Inbound, received: Received): string | null {
  return inbound.private ? null : (received.place?.team ?? null);
}

/** What an audience needs to be shown a ticket: its facts with the audience as actor, and words in one language. */
export interface Seen {
  readonly facts: Facts;
  readonly wording: Wording;
}

/** Everything is cached but the ticket: `edition` must be the one the ticket was born with. */
export function seenBy(
  house: House,
  read: TicketRead,
  audience: CardAudience,
  locale: Locale,
  edition: Edition,
): Seen {
  const directory = house.staff.cached();
  if (!directory) throw new Error('expected the directory to be read before a view is made');
  const now = house.store.clock.now();
  const actor: Actor =
    audience.kind === 'group' ? { kind: 'system' } : { kind: audience.kind, id: audience.id };
  const { requester } = read;
  const facts = factsOn(read, actor, { edition, library: house.library, directory, now });
  const people = new Map([[requester.id, requester.name]]);
  return {
    facts,
    wording: createWording({ messages: edition.messages, locale, directory, tz: house.tz, now, people }),
  };
}

/** The live card of a ticket for an audience. */
export async function ticketView(
  house: House,
  read: TicketRead,
  audience: CardAudience,
  locale: Locale,
): Promise<Card> {
  await house.staff.directory();
  const edition = await house.library.edition(read.ticket.content);
  const { facts, wording } = seenBy(house, read, audience, locale, edition);
  const { ticket } = read;
  const customer = await customerRow(house, read);
  // A group's card shows no way through the procedure.
  if (audience.kind === 'group') return ticketCard({ ticket, facts, reader: 'group', customer }, wording);
  const stays = await house.store.tickets.stays(ticket.id);
  if (audience.kind === 'requester') return progressCard({ ticket, facts, stays }, wording);
  const room = await roomAt(house, read.requester, wording.now);
  return ticketCard({ ticket, facts, reader: 'member', stays, customer, room }, wording);
}

/** The tier as the house calls it now, not as it did when the ticket was born. */
async function customerRow({ library }: House, { customer }: TicketRead) {
  if (customer === null) return null;
  const { tiers } = (await library.live()).content.customers;
  const tier = tiers.find(({ value }) => value === customer.tier)?.label ?? customer.tier;
  return { name: customer.name, tier };
}
