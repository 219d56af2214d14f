/** WeChat's instants by our clock: where theirs is ahead, a send of ours would seem to be from before the message that allowed it. */
import type { Allowed } from './allowances.js';

/** Nothing is heard before it was said: by how much it seems so, theirs is ahead at least. */
export function createClockReading(clock: { now(): number }): (allowed: Allowed) => Allowed {
  let ahead = 0;
  return (allowed) => {
    ahead = Math.max(ahead, allowed.at - clock.now());
    return { ...allowed, at: allowed.at - ahead, until: allowed.until - ahead };
  };
}
