/** A notice that its place will never take, a group that is gone or an account that was closed, does not vanish unheard. */
import { localDate } from '../calendar/business-hours.js';
import type { Directory, Member } from '../people/people.js';
import { managersOf, membersWith, teamOf } from '../people/staff.js';
import { type Address, platformOf } from '../platform/address.js';
import type { Param } from '../tickets/refusal.js';
import { isSystemLane } from './ask-system.js';
import type { House } from './house.js';
import type { OutboxItem, OutboxRow } from './ports/outbox.js';
import { saveOnce } from './save-once.js';
import { tell } from './tell.js';
import { isGroupLane } from './ticket-group.js';

/** What goes elsewhere goes there once: it does not wander on. */
const ELSEWHERE = 'elsewhere/';

/** A member hears it where else they are; whoever answers for the place is told of it, once a day. */
export async function tellElsewhere(house: House, row: OutboxRow, reason: string): Promise<void> {
  if (isGroupLane(row.address)) return tellTeam(house, row, reason);
  if (isSystemLane(row.address)) return tellHolder(house, row, reason);
  const { kind } = row.body;
  if ((kind !== 'say' && kind !== 'ticket') || row.key.startsWith(ELSEWHERE)) return;
  const directory = await house.staff.directory();
  const place = placeAt(directory, row.address);
  // Whoever asked from a place that is gone has none other; it stands among the dead letters.
  if (!place) return;
  const next = place.others.find((address) => house.adapters.has(platformOf(address as Address)));
  const moved =
    next === undefined ? [] : [{ ...row, key: `${ELSEWHERE}${row.key}`, address: next as Address }];
  await saveOnce(house, moved.map(itemOf));
  await saveOnce(house, newsOf(house, directory, place, row, reason));
}

/** A ticket's own group that cannot be opened, or is gone: the team's chat goes on with it, and hears so once. */
async function tellTeam(
  house: House,
  { address, ticketId, locale }: OutboxRow,
  reason: string,
): Promise<void> {
  const read = ticketId === null ? null : await house.store.tickets.ticket(ticketId);
  const team = read && teamOf(await house.staff.directory(), read.ticket.queue);
  const body: OutboxItem['body'] = {
    ...{ kind: 'say', say: 'notice.group_lost', params: { reason } },
    ...{ tone: 'bad', links: [], actions: [] },
  };
  const chats = (team?.chats ?? []) as readonly Address[];
  await saveOnce(
    house,
    chats.map((chat) => ({ key: `${ELSEWHERE}${address}/${chat}`, address: chat, locale, ticketId, body })),
  );
}

/** A system that will not be asked: whoever has the ticket looks for themselves. */
async function tellHolder(
  house: House,
  { key, address, ticketId, locale }: OutboxRow,
  reason: string,
): Promise<void> {
  const read = ticketId === null ? null : await house.store.tickets.ticket(ticketId);
  if (!read) return;
  const directory = await house.staff.directory();
  const { assigneeId, queue } = read.ticket;
  const owner = assigneeId === null ? undefined : directory.members.get(assigneeId);
  const places = owner?.active ? owner.addresses : (teamOf(directory, queue)?.chats ?? []);
  const source = address.split(':').at(-1) ?? '';
  const body: OutboxItem['body'] = {
    ...{ kind: 'say', say: 'notice.check_unasked', params: { by: { person: `source:${source}` }, reason } },
    ...{ tone: 'warning', links: [], actions: [] },
  };
  await saveOnce(
    house,
    places.map((place) => ({
      ...{ key: `${ELSEWHERE}${key}/${place}`, address: place as Address, locale, ticketId, body },
    })),
  );
}

interface Place {
  readonly name: Param;
  /** Where else the same person can be reached. A team's other groups have heard it already. */
  readonly others: readonly string[];
  readonly answerable: readonly Member[];
}

function placeAt(directory: Directory, address: Address): Place | null {
  for (const { id, name, chats } of directory.teams.values())
    if (chats.includes(address)) {
      const leads = membersWith(directory, ['lead'], id);
      const answerable = leads.length > 0 ? leads : membersWith(directory, ['manager', 'admin'], id);
      return { name: { text: name }, others: [], answerable };
    }
  for (const member of directory.members.values())
    if (member.addresses.includes(address)) {
      const leader = directory.members.get(member.leader ?? '');
      return {
        name: { person: `member:${member.id}` },
        others: member.addresses.filter((each) => each !== address),
        answerable: leader?.active ? [leader] : managersOf(directory, member).slice(0, 1),
      };
    }
  return null;
}

function newsOf(
  house: House,
  directory: Directory,
  { name, answerable }: Place,
  { address, ticketId }: OutboxRow,
  reason: string,
): readonly OutboxItem[] {
  const now = house.store.clock.now();
  const telling = { directory, requester: null, actor: { kind: 'system' }, team: null, now } as const;
  return answerable
    .flatMap(({ id }) => tell({ to: 'member', id }, { class: null, urgent: false }, telling, house))
    .filter((told) => told.address !== address)
    .map(({ address: to, locale, heldUntil }) => ({
      ...{ key: `${ELSEWHERE}${address}/${localDate(house.tz, now)}/${to}`, address: to, locale, ticketId },
      body: {
        ...{ kind: 'say', say: 'notice.undeliverable', params: { place: name, reason } },
        ...{ tone: 'bad', links: [], actions: [] },
      },
      ...(heldUntil === undefined ? {} : { heldUntil }),
    }));
}

const itemOf = ({ key, address, locale, ticketId, body }: OutboxRow): OutboxItem => ({
  ...{ key, address, locale, ticketId, body },
});
