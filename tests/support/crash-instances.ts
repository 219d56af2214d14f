/** Two instances of the product as real processes on one database, killed -9 at random moments and started again at once. */
import { setTimeout as after } from 'node:timers/promises';
import type { Chance } from './crash-chance.js';
import { type CrashProcess, launchProcess, type Running } from './crash-process.js';

/** How long an instance may work before it is killed: longer on a busy machine, where less is done in a second. */
const LIFE_MS = 1_000;
const LIFE_PER_START = 0.5;
/** How far into its start a kill may come, and how often. */
const START_MS = 900;
const KILLED_STARTING = 0.15;
const START_TIMEOUT_MS = 60_000;

export interface Instances {
  /** Those that answer now. */
  up(): readonly Running[];
  /** Resolves when both answer. */
  ready(): Promise<void>;
  /** Kills one or the other until `kills` processes are dead; the last two die together. All are started again. */
  torment(kills: number, chance: Chance): Promise<void>;
  kills(): number;
  /** What the instances complained of, `error` and worse: ends by themselves too. */
  readonly complaints: string[];
  /** Asks them to stop, and waits. */
  stop(): Promise<void>;
}

export function startInstances(build: string, env: Readonly<Record<string, string>>): Instances {
  const complaints: string[] = [];
  let killed = 0;
  const launch = () => launchProcess(build, env, complaints);
  const slots: [CrashProcess, CrashProcess] = [launch(), launch()];

  async function kill(which: 0 | 1): Promise<void> {
    killed += 1;
    await slots[which].end('SIGKILL');
    slots[which] = launch();
  }
  async function tormentOne(which: 0 | 1, takeOne: () => boolean, chance: Chance): Promise<void> {
    while (takeOne()) {
      const starting = chance.happens(KILLED_STARTING);
      if (!starting) await slots[which].begun;
      await after(chance.between(0, starting ? START_MS : lifeMs(slots[which])));
      await kill(which);
    }
  }
  async function ready(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!slots.every(({ running }) => running)) {
      if (Date.now() > deadline) throw new Error(`the instances do not start: ${complaints.join('\n')}`);
      await after(20);
    }
  }

  return {
    up: () => slots.flatMap((slot) => slot.running ?? []),
    ready,
    async torment(kills, chance) {
      let left = kills - 2;
      const takeOne = () => left-- > 0;
      await Promise.all([tormentOne(0, takeOne, chance.fork()), tormentOne(1, takeOne, chance.fork())]);
      await ready();
      await after(chance.between(0, lifeMs(slots[0])));
      await Promise.all([kill(0), kill(1)]);
    },
    kills: () => killed,
    complaints,
    async stop() {
      await Promise.all(slots.map((slot) => slot.end('SIGTERM')));
    },
  };
}

function lifeMs({ startedInMs }: Pick<CrashProcess, 'startedInMs'>): number {
  return LIFE_MS + LIFE_PER_START * startedInMs;
}
