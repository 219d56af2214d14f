/**
 * Something read from the database and kept as long as its revision stands. The bus says at once that it moved; since a
 * message of the bus can be lost, whoever uses it has the revision compared again every few seconds.
 */
import type { Bus, Clock } from './ports/outside.js';

/** Beyond it what we hold is not taken on trust. Well below the five seconds within which all instances follow. */
const TRUSTED_MS = 2_000;

export interface Followed<T> {
  /** As it is now, or was a moment ago. */
  current(): Promise<T>;
  /** What was read last, however old: for code that cannot wait. */
  last(): T | null;
  /** It has moved, says somebody who knows: the next `current()` looks. */
  moved(): void;
}

export function followed<T>(options: {
  readonly topic: string;
  readonly bus: Bus;
  readonly clock: Clock;
  /** Cheap: only the number. */
  revision(): Promise<number>;
  /** Dear: the thing itself, with the revision it was read at. */
  read(): Promise<{ readonly revision: number; readonly value: T }>;
  /** Another one than before is in our hands, whichever way we learned of it. */
  readonly onMoved?: () => void;
}): Followed<T> {
  const { clock } = options;
  let held: { readonly revision: number; readonly value: T } | null = null;
  let looking: Promise<T> | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function look(): Promise<T> {
    if (held && (await options.revision()) === held.revision) return held.value;
    const before = held;
    held = await options.read();
    if (before && before.revision !== held.revision) options.onMoved?.();
    return held.value;
  }
  function moved(): void {
    lookedAt = Number.NEGATIVE_INFINITY;
  }
  options.bus.subscribe(options.topic, moved);
  return {
    current() {
      const now = clock.now();
      // A clock that was set back must not make an old look a fresh one.
      if (looking && Math.abs(now - lookedAt) < TRUSTED_MS) return looking;
      lookedAt = now;
      looking = look().catch((error: unknown) => {
        moved();
        throw error;
      });
      return looking;
    },
    last: () => held?.value ?? null,
    moved,
  };
}
