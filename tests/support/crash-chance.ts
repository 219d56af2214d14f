/** Chance that can be repeated: the same seed makes the same choices. */

export interface Chance {
  /** From `low` up to, but not, `high`. */
  between(low: number, high: number): number;
  /** True this often: 0 never, 1 always. */
  happens(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Another stream, so that who asks first does not change what the others get. */
  fork(): Chance;
}

/** Mulberry32: small, and good enough to spread kills over a minute. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    between: (low, high) => low + next() * (high - low),
    happens: (share) => next() < share,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new Error('chance: expected something to pick from, got nothing');
      return list[Math.floor(next() * list.length)] as T;
    },
    fork: () => chanceOf(Math.floor(next() * 2 ** 32)),
  };
}
