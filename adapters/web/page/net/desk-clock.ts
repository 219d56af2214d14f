/** The desk's time in the browser: the difference to our own clock, told by the desk, and one tick a second for all. */
import { useSyncExternalStore } from 'react';

let offset = 0;
let now = Date.now();
const listeners = new Set<() => void>();

function tick(): void {
  now = deskNow();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

window.setInterval(tick, 1000);

/** Sets the clock to what the desk says. */
export function setDeskTime(deskNow: number): void {
  const next = deskNow - Date.now();
  // Under a second the difference is the network's, and following it would make the seconds jump.
  if (Math.abs(next - offset) < 1000) return;
  offset = next;
  tick();
}

export function deskNow(): number {
  return Date.now() + offset;
}

/** Desk time in epoch ms, renewed every second. */
export function useDeskNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
