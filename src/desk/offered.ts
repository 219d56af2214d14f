/** Where there are no buttons, what a message offered is kept as soon as it went out: its reader may answer at once. */
import { showsButtons } from '../cards/degrade.js';
import { type Adapter, bearsAt } from '../platform/adapter.js';
import type { Address } from '../platform/address.js';
import type { House } from './house.js';

/** `values`: none, where a digit answers no menu any more. */
export async function offered(
  { store }: Pick<House, 'store'>,
  adapter: Adapter,
  address: Address,
  values: readonly string[],
): Promise<void> {
  if (showsButtons(bearsAt(adapter, address))) return;
  await store.menus.keep(address, { values, shownAt: store.clock.now() });
}
