/** An outbox row becomes a card: worded now, in the newest state, as the platform can bear it. */
import { degrade } from '../cards/degrade.js';
import { gatheredCard, type Told, togetherCard } from '../cards/gathered.js';
import { noticeCard } from '../cards/notice.js';
import { offerButtons } from '../cards/offers.js';
import type { Wording } from '../cards/wording.js';
import type { Locale } from '../people/people.js';
import { teamOf } from '../people/staff.js';
import type { Capabilities } from '../platform/capabilities.js';
import type { Card } from '../platform/card.js';
import { available, availableInGroup } from '../tickets/available.js';
import type { House } from './house.js';
import { NothingToSend } from './nothing-to-send.js';
import { plainWording } from './plain-wording.js';
import type { CardAudience, OutboxRow, Outcome, Say } from './ports/outbox.js';
import type { TicketRead } from './ports/tickets.js';
import { postedAnew } from './posted-anew.js';
import { isGroupLane } from './ticket-group.js';
import { seenBy, ticketView } from './views.js';

export interface Rendered {
  readonly card: Card;
  /** What a digit answers from now on, where there are no buttons; null: what it answered before. */
  readonly menu: readonly string[] | null;
  /** For a live card: where it stands from now on. */
  readonly post: Extract<Outcome, { kind: 'sent' }>['post'];
  /** The posted message to change; null sends a new one. */
  readonly ref: string | null;
  /** Posted once more where the platform changes it no more. */
  readonly anew: boolean;
}

type Shown = Omit<Rendered, 'menu'>;

/** One renderer a lane: a ticket that several rows show is read once, and a language is made ready once. */
export function renderer(
  house: House,
  beside: readonly OutboxRow[],
): (row: OutboxRow, capabilities: Capabilities) => Promise<Rendered> {
  const reads = new Map<number, Promise<TicketRead | null>>();
  const wordings = new Map<Locale, Promise<Wording>>();
  function ticket(id: number): Promise<TicketRead | null> {
    const reading = reads.get(id) ?? house.store.tickets.ticket(id);
    reads.set(id, reading);
    return reading;
  }
  function plain({ locale }: OutboxRow): Promise<Wording> {
    const wording = wordings.get(locale) ?? plainWording(house, locale);
    wordings.set(locale, wording);
    return wording;
  }
  async function live(
    ticketId: number,
    audience: CardAudience,
    row: OutboxRow,
    was: { readonly ref: string; readonly version: number } | null,
  ): Promise<Shown> {
    const read = await ticket(ticketId);
    if (!read) throw new NothingToSend(`ticket ${ticketId} is gone`);
    const card = await ticketView(house, read, audience, localeNow(house, read, audience, row));
    const anew = was === null || postedAnew(audience, read.ticket, was.version, beside);
    const { version } = read.ticket;
    return { card, ref: was?.ref ?? null, anew, post: { audience, ticketId, version } };
  }
  async function said(body: Say, row: OutboxRow): Promise<Card> {
    const read = row.ticketId === null ? null : await ticket(row.ticketId);
    return read ? notice(house, body, read, row) : noticeCard({ ...body, buttons: [] }, await plain(row));
  }
  /** What quiet hours held, as one card. */
  async function gathered(
    { notices, digest, together }: Extract<OutboxRow['body'], { kind: 'gathered' }>,
    row: OutboxRow,
  ): Promise<Card> {
    const told: Told[] = [];
    for (const { ticketId, ...body } of notices) {
      const read = ticketId === null ? null : await ticket(ticketId);
      // What waited for a morning may be over: it is opened, and then says what can be done.
      if (read && together) told.push(await noticeTold(house, body, read, row));
      else if (read)
        told.push({
          notice: { ...body, ticket: read.ticket, buttons: [] },
          wording: await wordingFor(house, read, row),
        });
      else told.push({ notice: { ...body, buttons: [] }, wording: await plain(row) });
    }
    const wording = told[0]?.wording ?? (await plain(row));
    return together ? togetherCard(told, wording) : gatheredCard(told, digest ?? false, wording);
  }
  async function rendered(row: OutboxRow): Promise<Shown> {
    const { body, ticketId } = row;
    switch (body.kind) {
      case 'card':
        return { card: body.card, post: null, ref: null, anew: true };
      case 'say':
        return { card: await said(body, row), post: null, ref: null, anew: true };
      case 'gathered':
        return { card: await gathered(body, row), post: null, ref: null, anew: true };
      case 'ticket':
        if (ticketId === null) throw new NothingToSend('a live card without a ticket');
        return live(ticketId, body.audience, row, null);
      case 'gather':
      case 'ask':
      case 'conversation':
        throw new Error(`expected something to show, got what no person reads: ${body.kind}`);
      case 'refresh': {
        const post = await house.store.outbox.post(body.post);
        if (!post) throw new NothingToSend('the card is gone');
        const shown = await live(post.ticketId, post.audience, row, post);
        if (post.version >= (shown.post?.version ?? 0))
          throw new NothingToSend('the card shows this version already');
        return shown;
      }
    }
  }
  return async (row, capabilities) => {
    await house.staff.directory();
    const shown = await rendered(row);
    const { card, menu } = degrade(shown.card, capabilities, await plain(row));
    return { ...shown, card, menu: menu.length > 0 || asksForNumber(row) ? menu : null };
  };
}

/** Its answer must not be taken for a choice of what stood there before. */
const asksForNumber = ({ body }: OutboxRow) => body.kind === 'say' && body.question === true;

async function wordingFor(house: House, read: TicketRead, row: OutboxRow): Promise<Wording> {
  const edition = await house.library.edition(read.ticket.content);
  const audience = audienceAt(house, read, row);
  return seenBy(house, read, audience, localeNow(house, read, audience, row), edition).wording;
}

/** A text of the messages about a ticket, with buttons for what its reader may do about it. */
async function notice(house: House, body: Say, read: TicketRead, row: OutboxRow): Promise<Card> {
  const told = await noticeTold(house, body, read, row);
  return noticeCard(told.notice, told.wording);
}

async function noticeTold(house: House, body: Say, read: TicketRead, row: OutboxRow): Promise<Told> {
  const edition = await house.library.edition(read.ticket.content);
  const audience = audienceAt(house, read, row);
  const locale = localeNow(house, read, audience, row);
  const { facts, wording } = seenBy(house, read, audience, locale, edition);
  const { ticket } = read;
  const leads = body.links.length + body.actions.length > 0;
  const offers = !leads
    ? []
    : audience.kind === 'group'
      ? availableInGroup(ticket, facts)
      : available(ticket, facts);
  const { links, actions } = body;
  const buttons = [
    // A step a notice leads to is offered whatever changed since; what answers a proposal is about that very version.
    ...offerButtons(offers, { links, actions: [] }, { id: ticket.id, version: 0 }, wording),
    ...offerButtons(offers, { links: [], actions }, ticket, wording),
  ];
  return { notice: { ...body, ticket, buttons }, wording };
}

/** Whose address this is: a team's group or the ticket's own, the requester's chat, or a member's. */
function audienceAt(
  house: House,
  { requester, watching, ticket }: TicketRead,
  { address }: OutboxRow,
): CardAudience {
  const directory = house.staff.cached();
  if (isGroupLane(address))
    return { kind: 'group', team: (directory && teamOf(directory, ticket.queue)?.id) ?? '' };
  for (const asked of [requester, ...watching])
    if (asked.address === address) return { kind: 'requester', id: asked.id };
  for (const team of directory?.teams.values() ?? [])
    if (team.chats.includes(address)) return { kind: 'group', team: team.id };
  for (const member of directory?.members.values() ?? [])
    if (member.addresses.includes(address)) return { kind: 'member', id: member.id };
  return { kind: 'requester', id: requester.id };
}

/** What its reader speaks by now: they may have chosen another language since it was written. */
function localeNow(
  house: House,
  { requester, watching }: TicketRead,
  audience: CardAudience,
  row: OutboxRow,
): Locale {
  if (audience.kind === 'group') return row.locale;
  if (audience.kind === 'requester')
    return watching.find(({ id }) => id === audience.id)?.locale ?? requester.locale;
  return house.staff.cached()?.members.get(audience.id)?.locale ?? row.locale;
}
