/** Waits for what will be true soon, and says so when it did not become true. */
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_AGAIN_MS = 5;

export async function until(condition: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`expected this within ${withinMs} ms: ${condition}`);
    await sleep(LOOK_AGAIN_MS);
  }
}
