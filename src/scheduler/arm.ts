/** Sets alarms: Agenda's jobs, one for each instant somebody waits for. */
import type { AlarmStore } from './alarm-store.js';

/** Alarms are set on marks this far apart, so that many due instants share a row. */
export const MARK_MS = 100;

export interface Arming {
  readonly store: Pick<AlarmStore, 'insertAlarm'>;
  readonly name: string;
  readonly pollMs: number;
}

/** Sees to it that something rings at the first mark at or after `at` (this machine's epoch ms). */
export function arming({ store, name, pollMs }: Arming): (at: number) => Promise<void> {
  let armed = { at: 0, done: Promise.resolve() };

  async function insert(at: number): Promise<void> {
    const soon = at - Date.now() < 2 * pollMs;
    await store.insertAlarm(new Date(at), name, soon);
  }

  return async (wanted) => {
    const at = Math.ceil(wanted / MARK_MS) * MARK_MS;
    const covered = armed.at > Date.now() && armed.at <= at;
    if (covered) return armed.done;
    const own = { at, done: insert(at) };
    armed = own;
    try {
      await own.done;
    } catch (error) {
      if (armed === own) armed = { at: 0, done: Promise.resolve() }; // the next call tries again
      throw error;
    }
  };
}
