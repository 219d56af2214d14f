/** Knows whether a PostgreSQL server runs on a data folder, and how to end it. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const STOP_TIMEOUT_MS = 60_000;

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Process ids are reused, after a reboot above all: only a command line that names our folder is our server. */
function serves(pid: number, data: string): boolean {
  try {
    if (process.platform === 'linux') {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data);
    }
    if (process.platform === 'win32') return true; // no cheap way to ask; the pid file has to do
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(data);
  } catch {
    return false;
  }
}

/** Reads postmaster.pid, whose lines are: pid, data folder, start time, port, ..., status. */
export function runningServer(data: string): RunningServer | undefined {
  let lines: string[];
  try {
    lines = fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!pid || !isAlive(pid) || !serves(pid, data)) return undefined;
  return { pid, port: Number(lines[3]), ready: (lines[7] ?? '').startsWith('ready') };
}

/** A fast shutdown: open transactions are rolled back, what was acknowledged is kept. */
export async function stopServer(data: string, pid: number): Promise<void> {
  if (runningServer(data)?.pid !== pid) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (runningServer(data)?.pid === pid) {
    if (Date.now() > deadline) {
      throw new Error(
        `embedded PostgreSQL: expected server ${pid} to stop within ${STOP_TIMEOUT_MS / 1000} s, got no end; see its log beside ${data}`,
      );
    }
    await sleep(5);
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
