/** The built product, started as an operator does: until it is ready, and what it holds when nobody speaks to it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, runningServer, stopServer } from '../../src/store/embedded-process.js';
import { scratchFolder } from '../support/scratch-server.js';
import { type Bench, barOf } from './support/bar.js';
import { median, rounded, spreadOf } from './support/measure.js';

const ROOT = path.join(import.meta.dirname, '..', '..');
const IDLE_MS = 5_000;
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;

/** The environment of an operator who set nothing but where and on which port. */
function environment(dataRoot: string, port: number): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return {
    PATH,
    HOME,
    TMPDIR,
    LANG,
    NODE_ENV: 'production',
    TROIKA_DATA: dataRoot,
    PORT: String(port),
    HOST: '127.0.0.1',
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    const { status } = await fetch(`http://127.0.0.1:${port}/readyz`);
    return status === 200;
  } catch {
    return false; // nobody listens yet
  }
}

interface Started {
  readonly seconds: number;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

async function start(dataRoot: string): Promise<Started> {
  const port = await freePort();
  const log = path.join(dataRoot, 'start.log');
  const output = fs.openSync(log, 'w');
  const began = performance.now();
  const child = spawn(process.execPath, ['dist/src/cli.js', 'start'], {
    cwd: ROOT,
    env: environment(dataRoot, port),
    stdio: ['ignore', output, output],
  });
  fs.closeSync(output);
  const closed = once(child, 'close');
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() - began > READY_TIMEOUT_MS) {
      child.kill('SIGKILL');
      throw new Error(
        `expected /readyz to say 200, got none; the log ends with:\n${fs.readFileSync(log, 'utf8').slice(-2000)}`,
      );
    }
    await sleep(5);
  }
  const seconds = (performance.now() - began) / 1000;
  return {
    seconds,
    child,
    async stop() {
      child.kill('SIGTERM');
      const ended = await Promise.race([
        closed.then(() => true),
        sleep(STOP_TIMEOUT_MS, false, { ref: false }),
      ]);
      if (ended) return;
      child.kill('SIGKILL');
      throw new Error(
        `expected the product to stop within ${STOP_TIMEOUT_MS} ms of SIGTERM, got a process that went on`,
      );
    },
  };
}

/** Resident memory in MB; without PostgreSQL, which is another process. */
function residentMb(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

export const startProduct: Bench = async ({ quick, progress }) => {
  progress('building, if dist is older than the sources');
  execFileSync(process.execPath, ['.config/build.mjs', '--if-stale'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const dataRoot = scratchFolder();
  const seconds: number[] = [];
  const megabytes: number[] = [];
  const rounds = quick ? 2 : 5;
  try {
    // The first start makes the cluster and publishes the content; operators wait for the others.
    const first = await start(dataRoot);
    progress(`first start, with initdb: ${first.seconds.toFixed(2)} s`);
    await first.stop();
    for (let round = 0; round < rounds; round++) {
      const started = await start(dataRoot);
      seconds.push(started.seconds);
      await sleep(IDLE_MS);
      megabytes.push(residentMb(started.child.pid as number));
      await started.stop();
      progress(
        `ready after ${started.seconds.toFixed(2)} s, ${Math.round(megabytes.at(-1) as number)} MB when idle`,
      );
    }
  } finally {
    // Only after a failure does its PostgreSQL still run: it outlives the product on purpose.
    const data = path.join(dataRoot, 'postgres', 'cluster', 'data');
    const left = runningServer(data);
    if (left) await stopServer(data, left.pid);
    fs.rmSync(dataRoot, { recursive: true, force: true });
  }
  const bars = [
    { name: 'start: spawn to /readyz 200, initialised data', unit: 's', bar: 2, goal: 0.8, values: seconds },
    { name: 'start: resident memory when idle', unit: 'MB', bar: 250, goal: 180, values: megabytes },
  ];
  return bars.map(({ values, ...bar }) =>
    barOf({
      ...bar,
      rule: 'most',
      value: rounded(median(values)),
      spread: spreadOf(values).map((value) => rounded(value)) as [number, number],
      note: `median of ${rounds} starts of dist/src/cli.js${bar.unit === 'MB' ? `, ${IDLE_MS / 1000} s after ready, PostgreSQL not counted` : ''}`,
    }),
  );
};
