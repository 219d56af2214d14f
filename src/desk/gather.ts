/** Brings members together in a ticket's own group: it is opened for the first of them, and once, whoever dies meanwhile. */
import type { Team } from '../people/people.js';
import { teamOf } from '../people/staff.js';
import type { Adapter, Groups } from '../platform/adapter.js';
import { type Address, platformOf } from '../platform/address.js';
import { DeliveryError } from '../platform/delivery-error.js';
import type { House } from './house.js';
import { NothingToSend } from './nothing-to-send.js';
import type { OutboxItem, OutboxRow } from './ports/outbox.js';
import type { TicketRead } from './ports/tickets.js';
import { saveOnce } from './save-once.js';

/** Resolves with where the group is. */
export async function gather(
  house: House,
  { platform, groups }: Adapter,
  row: OutboxRow,
  members: readonly string[],
): Promise<Address> {
  const read = row.ticketId === null ? null : await house.store.tickets.ticket(row.ticketId);
  if (!read || !groups) throw new NothingToSend('there is no ticket, or no groups are there any more');
  const accounts = await accountsOf(house, platform, members);
  const there = await house.store.places.groupOf(read.ticket.id, platform);
  if (accounts.length === 0) throw new NothingToSend(`none of ${members.join(', ')} is on ${platform}`);
  if (there === null) return open(house, groups, row, read, members, accounts);
  await groups.add(there, accounts);
  return there;
}

/**
 * The platform knows the key, and what is said first has keys of its own. Bound last: as long as it is not, all of it is
 * done again.
 */
async function open(
  house: House,
  groups: Groups,
  row: OutboxRow,
  { ticket: { id, title, queue } }: TicketRead,
  members: readonly string[],
  accounts: readonly string[],
): Promise<Address> {
  const address = await groups.open(row.address, `#${id} ${title}`, accounts).catch(atOnce);
  const team = teamOf(await house.staff.directory(), queue);
  await saveOnce(house, firstWords(row, team, members));
  await house.store.places.bind({ address, ticketId: id, team: team?.id ?? null });
  return address;
}

/** The live card in the group, and a word of it in the chat of the team. */
function firstWords(
  { address, locale, ticketId }: OutboxRow,
  team: Team | null,
  members: readonly string[],
): readonly OutboxItem[] {
  const chats = (team?.chats ?? []) as readonly Address[];
  const opened: OutboxItem['body'] = {
    ...{ kind: 'say', say: 'notice.group_opened', tone: 'info', links: [], actions: [] },
    params: { members: members.map((id) => ({ person: `member:${id}` })) },
  };
  return [
    {
      ...{ key: `${address}/card`, address, locale, ticketId },
      body: { kind: 'ticket', audience: { kind: 'group', team: team?.id ?? '' } },
    },
    ...chats
      .filter((chat) => platformOf(chat) === platformOf(address))
      .map((chat) => ({
        ...{ key: `${address}/opened/${chat}`, address: chat, locale, ticketId, body: opened },
      })),
  ];
}

/** A right that is missing will still be missing in the minutes that count: the team's chat goes on instead. */
function atOnce(error: unknown): never {
  if (!(error instanceof DeliveryError) || error.failure.kind !== 'unauthorised') throw error;
  throw new DeliveryError({ kind: 'rejected', reason: error.failure.reason }, { cause: error });
}

async function accountsOf(
  house: House,
  platform: string,
  members: readonly string[],
): Promise<readonly string[]> {
  const known = await house.store.bindings.memberAccounts();
  return known
    .filter((one) => one.platform === platform && members.includes(one.member))
    .map(({ account }) => account);
}
