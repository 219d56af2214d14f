/** What may still be said at an address, where that is bounded. */
import { type Left, leftNow } from '../people/allowance.js';
import { bearsAt } from '../platform/adapter.js';
import { type Address, platformOf } from '../platform/address.js';
import type { House } from './house.js';

/** Null where there is no bound, or no address. */
export async function roomAt(
  { adapters, store }: Pick<House, 'adapters' | 'store'>,
  address: string | null,
  now: number,
): Promise<({ readonly platform: string } & Left) | null> {
  if (address === null) return null;
  const there = address as Address;
  const adapter = adapters.get(platformOf(there));
  if (!adapter || !bearsAt(adapter, there).byAllowance) return null;
  return { platform: adapter.platform, ...leftNow(await store.allowances.at(there), now) };
}
