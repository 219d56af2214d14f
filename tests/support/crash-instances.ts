/** Two instances of the product as real processes on one database, killed -9 at random moments and started again at once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import type { Chance } from './crash-chance.js';

const ENTRY = path.join(import.meta.dirname, 'crash-entry.mjs');
/** JSON modules are still called experimental by some versions of Node. */
const QUIET = ['--disable-warning=ExperimentalWarning'];
/** How long an instance may work before it is killed: longer on a busy machine, where less is done in a second. */
const LIFE_MS = 1_000;
const LIFE_PER_START = 0.5;
/** How far into its start a kill may come, and how often. */
const START_MS = 900;
const KILLED_STARTING = 0.15;
const START_TIMEOUT_MS = 60_000;

export interface Running {
  readonly url: string;
  readonly demoUrl: string;
}

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

/** A line of the log, as pino writes it; 50 is `error`. */
interface Logged {
  readonly level: number;
}

interface Slot {
  child: ChildProcess;
  running: Running | null;
  /** How long it took to start; 0 while it does. */
  startedInMs: number;
  /** Resolves when it answers or has ended. */
  begun: Promise<void>;
}

export function startInstances(build: string, env: Readonly<Record<string, string>>): Instances {
  const complaints: string[] = [];
  const expected = new WeakSet<ChildProcess>();
  let killed = 0;

  function launch(): Slot {
    const child = spawn(process.execPath, [...QUIET, ENTRY, build], {
      env: { PATH: process.env.PATH ?? '', ...env },
      stdio: 'pipe',
    });
    const launchedAt = performance.now();
    const slot: Slot = { child, running: null, startedInMs: 0, begun: Promise.resolve() };
    slot.begun = new Promise((resolve) => {
      child.once('exit', () => resolve());
      createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
        const said = (line.startsWith('{') ? JSON.parse(line) : { level: 50 }) as Partial<Running & Logged>;
        if ((said.level ?? 0) >= 50) complaints.push(line);
        if (said.url === undefined || said.demoUrl === undefined) return;
        slot.running = { url: said.url, demoUrl: said.demoUrl };
        slot.startedInMs = performance.now() - launchedAt;
        resolve();
      });
    });
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) =>
      complaints.push(line),
    );
    child.once('exit', (code, signal) => {
      slot.running = null;
      const asked = expected.has(child) && (signal === 'SIGKILL' || code === 0);
      if (!asked) complaints.push(`an instance ended by itself, or badly: ${code ?? signal}`);
    });
    return slot;
  }

  const slots: [Slot, Slot] = [launch(), launch()];

  async function end(slot: Slot, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    expected.add(slot.child);
    if (slot.child.exitCode !== null || slot.child.signalCode !== null) return;
    const gone = once(slot.child, 'exit');
    slot.running = null;
    slot.child.kill(signal);
    await gone;
  }
  async function kill(which: 0 | 1): Promise<void> {
    killed += 1;
    await end(slots[which], 'SIGKILL');
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
    up: () => slots.flatMap(({ running }) => running ?? []),
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
      await Promise.all(slots.map((slot) => end(slot, 'SIGTERM')));
    },
  };
}

function lifeMs({ startedInMs }: Slot): number {
  return LIFE_MS + LIFE_PER_START * startedInMs;
}
