/** WeChat tells whole seconds by its own clock: when something was done, by ours. */
import type { Allowed } from './allowances.js';

const SECOND_MS = 1000;
/** Repetitions come within seconds. */
const MOST_KNOWN = 2_000;

/**
 * Of two messages within a second the second allows anew, and a send of ours after it counts against it: so it was done
 * as late as it can have been, which is before we heard of it. A repetition was done when the first was.
 */
export function createHeardAt(clock: { now(): number }): (event: string, allowed: Allowed) => Allowed {
  const known = new Map<string, number>();
  function doneAt(event: string, told: number): number {
    const before = known.get(event);
    if (before !== undefined) return before;
    if (known.size >= MOST_KNOWN) known.clear();
    const at = Math.min(clock.now(), told + SECOND_MS - 1);
    known.set(event, at);
    return at;
  }
  return (event, allowed) => {
    const at = doneAt(event, allowed.at);
    const early = Math.max(0, allowed.at - at);
    return { ...allowed, at, until: allowed.until === null ? null : allowed.until - early };
  };
}
