/** What is taken once for a while, by all instances together. */
import type { SharedState } from '../../src/platform/context.js';

interface Taken {
  readonly what: string;
  readonly until: number;
}

const KEY = 'log-in/taken';
/** So many come back at the same instant, or somebody is trying. */
const MOST_TRIES = 20;

/** False when it was taken before. What is over is forgotten: nobody may believe it after `until` in any case. */
export async function takeOnce(state: SharedState, taken: Taken, now: number): Promise<boolean> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const kept = await state.get(KEY);
    const all = ((kept?.value ?? []) as readonly Taken[]).filter(({ until }) => until > now);
    if (all.some(({ what }) => what === taken.what)) return false;
    if (await state.compareAndSet(KEY, kept?.version ?? 0, [...all, taken])) return true;
  }
  return false;
}
