/** What was offered by numbers, where there are no buttons. */
import type { Menu } from '../../conversation/dialogue-state.js';
import type { Address } from '../../platform/address.js';

export interface MenuStore {
  /** From now on a digit said there answers this menu; without values it answers none. */
  keep(address: Address, menu: Menu): Promise<void>;
  at(address: Address): Promise<Menu | null>;
}
