/** When the doorbell last rang, for whoever sets it up; kept once an hour. */
import { z } from 'zod';
import type { SharedState } from '../../src/platform/context.js';

const KEY = 'heard';
const HOUR_MS = 3_600_000;

/** Null: never. */
export async function heardAt(state: SharedState): Promise<number | null> {
  return z.number().safeParse((await state.get(KEY))?.value).data ?? null;
}

export async function noteHeard(state: SharedState, now: number): Promise<void> {
  const kept = await state.get(KEY);
  const before = z.number().safeParse(kept?.value).data ?? 0;
  if (Math.abs(now - before) >= HOUR_MS) await state.compareAndSet(KEY, kept?.version ?? 0, now);
}
