/** Several instances of the product as real processes on one database, each with a wall clock of its own, killed and frozen on demand. */
import { setTimeout as after } from 'node:timers/promises';
import { type CrashProcess, ENDED, launchProcess, type Running } from '../support/crash-process.js';

const START_TIMEOUT_MS = 90_000;
const MOST_SAID = 60;

export interface Instances {
  readonly count: number;
  /** Those that answer now, and are not frozen: where a load balancer would send people. */
  up(): readonly Running[];
  ready(): Promise<void>;
  /** kill −9, and started again. */
  kill(which: number): Promise<void>;
  /** SIGSTOP for so long, then SIGCONT. */
  freeze(which: number, ms: number): Promise<void>;
  /** Processes that ended though nobody ended them. */
  ended(): readonly string[];
  readonly complaints: readonly string[];
  stop(): Promise<void>;
}

/** One after the other: all at once on a busy machine, each waits for the others longer than a connection may take. */
export async function startFaultInstances(
  build: string,
  env: Readonly<Record<string, string>>,
  skewsMs: readonly number[],
): Promise<Instances> {
  const complaints: string[] = [];
  const launch = (skewMs: number) =>
    launchProcess(build, { ...env, CRASH_SKEW_MS: String(skewMs) }, complaints);
  const slots: CrashProcess[] = [];
  for (const skewMs of skewsMs) {
    const slot = launch(skewMs);
    slots.push(slot);
    await slot.begun;
  }
  const ended = () => complaints.filter((line) => line.startsWith(ENDED));
  const frozen = new Set<number>();
  const at = (which: number): CrashProcess => {
    const slot = slots[which];
    if (!slot) throw new RangeError(`expected one of ${slots.length} instances, got ${which}`);
    return slot;
  };
  return {
    count: skewsMs.length,
    up: () => slots.flatMap((slot, which) => (frozen.has(which) ? [] : (slot.running ?? []))),
    async ready() {
      const deadline = Date.now() + START_TIMEOUT_MS;
      while (!slots.every(({ running }) => running)) {
        const last = complaints.slice(-MOST_SAID).join('\n');
        if (ended().length > 0) throw new Error(`an instance is gone: ${last}`);
        if (Date.now() > deadline) throw new Error(`the instances do not start: ${last}`);
        await after(20);
      }
    },
    async kill(which) {
      await at(which).end('SIGKILL');
      slots[which] = launch(skewsMs[which] ?? 0);
    },
    async freeze(which, ms) {
      const slot = at(which);
      frozen.add(which);
      slot.freeze(true);
      await after(ms);
      slot.freeze(false);
      frozen.delete(which);
    },
    ended,
    complaints,
    async stop() {
      await Promise.all(slots.map((slot) => slot.end('SIGTERM')));
    },
  };
}
