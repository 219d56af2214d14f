/** One instance of the product as a process of its own: where it answers, what it complains of, and how to end it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ENTRY = path.join(import.meta.dirname, 'crash-entry.mjs');
/** JSON modules are still called experimental by some versions of Node. */
const QUIET = ['--disable-warning=ExperimentalWarning'];

export interface Running {
  readonly url: string;
  readonly demoUrl: string;
}

export interface CrashProcess {
  /** Null until it answers, and once it has ended. */
  readonly running: Running | null;
  /** How long it took to start; 0 while it does. */
  readonly startedInMs: number;
  /** Resolves when it answers or has ended. */
  readonly begun: Promise<void>;
  /** Stops it as it stands, its connections open, or lets it go on. */
  freeze(frozen: boolean): void;
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/** A line of the log, as pino writes it; 50 is `error`. */
interface Logged {
  readonly level: number;
}

/** It ended by itself, or badly. */
export const ENDED = 'an instance ended by itself, or badly';

/** `complaints` gets what it logs as `error` and worse, and that it ended by itself. */
export function launchProcess(
  build: string,
  env: Readonly<Record<string, string>>,
  complaints: string[],
): CrashProcess {
  const child = spawn(process.execPath, [...QUIET, ENTRY, build], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: 'pipe',
  });
  const launchedAt = performance.now();
  let running: Running | null = null;
  let startedInMs = 0;
  let asked = false;
  const begun = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = (line.startsWith('{') ? JSON.parse(line) : { level: 50 }) as Partial<Running & Logged>;
      if ((said.level ?? 0) >= 50) complaints.push(line);
      if (said.url === undefined || said.demoUrl === undefined) return;
      running = { url: said.url, demoUrl: said.demoUrl };
      startedInMs = performance.now() - launchedAt;
      resolve();
    });
  });
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
  child.once('exit', (code, signal) => {
    running = null;
    if (!asked || (signal !== 'SIGKILL' && code !== 0)) complaints.push(`${ENDED}: ${code ?? signal}`);
  });
  return {
    get running() {
      return running;
    },
    get startedInMs() {
      return startedInMs;
    },
    begun,
    freeze(frozen) {
      child.kill(frozen ? 'SIGSTOP' : 'SIGCONT');
    },
    async end(signal) {
      asked = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      running = null;
      child.kill(signal);
      await gone;
    },
  };
}
