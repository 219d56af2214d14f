/** What may be sent where the other side must have allowed it, and what waits there for room. */
import type { Allowance as Standing } from '../../people/allowance.js';
import type { Address } from '../../platform/address.js';
import type { Allowance } from '../../platform/allowance.js';
import type { OutboxRow } from './outbox.js';

export interface AllowanceStore {
  /** Keeps it; what waited there for room is in its lane again. Given again or too late it changes nothing, and false is returned. */
  give(allowance: Allowance, now: number): Promise<boolean>;
  at(address: Address): Promise<readonly Standing[]>;
  /** A send begins that uses it up. Only whoever holds the lane asks. */
  spend(address: Address, key: string, at: number): Promise<void>;
  /** The send that began at `from` ended: the platform counted it at some instant between the two. */
  ended(address: Address, key: string, from: number, at: number): Promise<void>;
  /** The send that began at `from` was refused, and used nothing up. */
  unspent(address: Address, key: string, from: number): Promise<void>;
  /** What waits there for room, oldest first. */
  waiting(address: Address): Promise<readonly OutboxRow[]>;
}
