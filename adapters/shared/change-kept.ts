/** Changes a small fact that all instances share, whoever changes it meanwhile. */
import type { SharedState } from '../../src/platform/context.js';

/** So many change it at the same instant, or something is wrong. */
const MOST_TRIES = 50;

/**
 * `read` makes of what is kept (undefined: nothing yet) what `change` decides on; it may run several times. Answers what
 * `change` says besides; the same value back writes nothing.
 */
export async function changeKept<Value, Answer>(
  state: SharedState,
  key: string,
  read: (kept: unknown) => Value,
  change: (value: Value) => readonly [next: Value, answer: Answer],
): Promise<Answer> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const kept = await state.get(key);
    const value = read(kept?.value);
    const [next, answer] = change(value);
    if (next === value || (await state.compareAndSet(key, kept?.version ?? 0, next))) return answer;
  }
  throw new Error(`expected to change ${key}, but it changed ${MOST_TRIES} times meanwhile`);
}
