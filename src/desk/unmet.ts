/** Somebody who never wrote to us has no chat: what is for them goes through a lane of ours, and from there the first way there is. */
import { type Address, addressOf } from '../platform/address.js';
import type { House } from './house.js';

const LANE = 'unmet';

/** Null where nobody can be told who has not written. */
export function unmetLane(requester: string, adapters: House['adapters']): Address | null {
  const some = [...adapters.values()].some(({ capabilities }) => capabilities.unmet);
  return some ? addressOf(LANE, 'requester', requester) : null;
}

/** Whose lane this is; null for an address of a platform. */
export function unmetAt(address: Address): string | null {
  const [lane, , requester = null] = address.split(':');
  return lane === LANE ? requester : null;
}
