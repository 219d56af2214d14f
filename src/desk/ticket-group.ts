/**
 * The group that a ticket has to itself. All that goes there goes through one lane, in order and behind the opening: the
 * lane's address is ours, made before the group is, and where the group really is its `place` says.
 */
import { teamOf } from '../people/staff.js';
import { type Address, addressOf, platformOf } from '../platform/address.js';
import type { Decided } from './decide-on.js';
import type { House } from './house.js';
import { NothingToSend } from './nothing-to-send.js';
import type { OutboxItem, OutboxRow } from './ports/outbox.js';

/** Stands where a platform's own addresses name their workspace, and is none. */
const LANE = 'ticket-group';

const laneOf = (platform: string, ticketId: number): Address => addressOf(platform, LANE, String(ticketId));

/** Whether this goes to the group of a ticket. */
export function isGroupLane(address: Address): boolean {
  return address.split(':')[1] === LANE;
}

const CLOSED: OutboxItem['body'] = {
  ...{ kind: 'say', say: 'notice.group_closed', params: {} },
  ...{ tone: 'neutral', links: [], actions: [] },
};

/** Who shall come together, and what the group hears at the end. On a platform without groups the team goes on as before. */
export function groupItems(
  { after, reactions, facts }: Decided,
  { adapters, locale }: Pick<House, 'adapters' | 'locale'>,
): readonly OutboxItem[] {
  const { members, closed } = reactions.group;
  if (members.length === 0 && !closed) return [];
  const platform = teamOf(facts.directory, after.queue)
    ?.chats.map((chat) => platformOf(chat as Address))
    .find((each) => adapters.get(each)?.groups);
  if (platform === undefined) return [];
  const item = (name: string, body: OutboxItem['body']): OutboxItem => ({
    key: `${after.id}/${after.version}/group/${name}`,
    ...{ address: laneOf(platform, after.id), locale, ticketId: after.id, body },
  });
  return [
    ...(members.length > 0 ? [item('gather', { kind: 'gather', members })] : []),
    ...(closed ? [item('closed', CLOSED)] : []),
  ];
}

/** Where a row really goes. */
export async function destination(house: House, { address, ticketId }: OutboxRow): Promise<Address> {
  if (!isGroupLane(address) || ticketId === null) return address;
  const place = await house.store.places.groupOf(ticketId, platformOf(address));
  if (place === null) throw new NothingToSend(`ticket ${ticketId} has no group`);
  return place;
}
