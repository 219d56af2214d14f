/** What may still be said to whoever asked for a ticket, where that is bounded: in their conversation, and by consents. */
import type { RoomLeft } from '../cards/fates.js';
import { leftNow } from '../people/allowance.js';
import type { Requester } from '../people/people.js';
import { bearsAt } from '../platform/adapter.js';
import { type Address, platformOf } from '../platform/address.js';
import { consentsLeft, noticesBeside } from './consents.js';
import type { House } from './house.js';

/** Null where there is no bound, or no address. */
export async function roomAt(
  house: Pick<House, 'adapters' | 'store' | 'library'>,
  { id, address }: Pick<Requester, 'id' | 'address'>,
  now: number,
): Promise<RoomLeft | null> {
  if (address === null) return null;
  const there = address as Address;
  const adapter = house.adapters.get(platformOf(there));
  if (!adapter || !bearsAt(adapter, there).byAllowance) return null;
  const { platform } = adapter;
  const notices = await noticesBeside(house, adapter, { requester: id, address: there });
  return {
    ...{ platform, ...leftNow(await house.store.allowances.at(there), now) },
    consents: notices === null ? [] : await consentsLeft(house, platform, notices, now),
  };
}
