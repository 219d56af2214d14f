/** A notice that cannot be said where it was meant to be takes the requester's next way; at the end of them a person is told. */
import { consentsTo, leftNow } from '../people/allowance.js';
import { bearsAt } from '../platform/adapter.js';
import { type Address, platformOf } from '../platform/address.js';
import type { House } from './house.js';
import type { OutboxBody, OutboxRow, Way } from './ports/outbox.js';
import { asks } from './room.js';
import { saveOnce } from './save-once.js';
import { approvedFor, saidIn } from './template.js';
import { tellElsewhere } from './undeliverable.js';
import { unmetAt } from './unmet.js';
import { tellUnreachable } from './unreachable.js';

/** Whether it goes on somewhere else. */
export async function elsewhere(house: House, row: OutboxRow, reason: string): Promise<boolean> {
  const requester = await requesterOf(house, row);
  if (requester === null) {
    await tellElsewhere(house, row, reason);
    return false;
  }
  const tried = triedBy(row);
  const next = await nextWay(house, requester, { row, asked: asks(row), tried });
  if (next === null) {
    await tellUnreachable(house, row, { requester, tried, reason });
    return false;
  }
  const { locale, ticketId } = row;
  const key = `way/${tried.length}/${row.key.replace(/^way\/\d+\//u, '')}`;
  const body = { ...row.body, way: { requester, tried } } as OutboxBody;
  await saveOnce(house, [{ key, address: next, locale, ticketId, body }]);
  return true;
}

/** Whether what only informs can be told otherwise than at this address. */
export async function hasOtherWay(house: House, row: OutboxRow): Promise<boolean> {
  const requester = await requesterOf(house, row);
  if (requester === null) return false;
  return (await nextWay(house, requester, { row, asked: false, tried: triedBy(row) })) !== null;
}

/** Whether what becomes of a message there is told on its ticket: on every way to a requester that the content names. */
export async function isFollowed(house: House, address: Address): Promise<boolean> {
  if (unmetAt(address) !== null) return true;
  const { reach } = (await house.library.live()).content;
  const platform = platformOf(address);
  return reach.progress.includes(platform) || reach.asked.includes(platform);
}

/** The first way that was not tried and is open now. */
async function nextWay(
  house: House,
  requester: string,
  way: { readonly row: OutboxRow; readonly asked: boolean; readonly tried: readonly Address[] },
): Promise<Address | null> {
  for (const address of await waysTo(house, requester, way.asked))
    if (!way.tried.includes(address) && (await isOpen(house, address, way.row))) return address;
  return null;
}

/** A consent to another template opens nothing. */
async function isOpen(house: House, address: Address, { body }: OutboxRow): Promise<boolean> {
  const platform = platformOf(address);
  const adapter = house.adapters.get(platform);
  if (!adapter || !bearsAt(adapter, address).byAllowance) return true;
  const given = await house.store.allowances.at(address);
  const now = house.store.clock.now();
  if (!bearsAt(adapter, address).templates) return leftNow(given, now).messages > 0;
  const { reach } = (await house.library.live()).content;
  const template = approvedFor(reach, platform, saidIn(body));
  return template !== undefined && leftNow(consentsTo(given, template.id), now).messages > 0;
}

/** Every address of a requester that the content names a platform of, best first. */
async function waysTo(house: House, requester: string, asked: boolean): Promise<readonly Address[]> {
  const { reach } = (await house.library.live()).content;
  const accounts = await house.store.people.accounts(requester);
  return (asked ? reach.asked : reach.progress).flatMap((platform) => {
    const adapter = house.adapters.get(platform);
    if (!adapter) return [];
    return accounts
      .filter((each) => each.platform === platform)
      .flatMap(({ account }) => [adapter.directAddress(account), ...(adapter.waysTo?.(account) ?? [])]);
  });
}

const triedBy = ({ body, address }: OutboxRow): readonly Address[] => [
  ...(wayOf(body)?.tried ?? []),
  address,
];

function wayOf(body: OutboxBody): Way | undefined {
  return body.kind === 'say' || body.kind === 'gathered' || body.kind === 'ticket' ? body.way : undefined;
}

/** Whose notice it is, where it is one for somebody who asked: their other ways are theirs alone. */
async function requesterOf(house: House, { ticketId, address, body }: OutboxRow): Promise<string | null> {
  if (body.kind !== 'say' && body.kind !== 'gathered' && body.kind !== 'ticket') return null;
  if (body.way) return body.way.requester;
  const unmet = unmetAt(address);
  if (unmet !== null) return unmet;
  if (body.kind === 'ticket' && body.audience.kind === 'requester') return body.audience.id;
  const directory = await house.staff.directory();
  for (const { addresses } of directory.members.values()) if (addresses.includes(address)) return null;
  for (const { chats } of directory.teams.values()) if (chats.includes(address)) return null;
  const read = ticketId === null ? null : await house.store.tickets.ticket(ticketId);
  const own = read && [read.requester, ...read.watching].find((each) => each.address === address);
  return own?.id ?? (await house.store.people.requesterAt(address));
}
