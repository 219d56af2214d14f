/**
 * Two PostgreSQL servers of the system's own, one the named synchronous standby of the other, behind a virtual address:
 * a small proxy that leads to whichever is the primary. https://www.postgresql.org/docs/current/warm-standby.html
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';
import { serverUser } from '../../src/store/embedded-home.js';
import { freePort } from '../../src/store/embedded-process.js';
import { scratchFolder } from '../support/scratch-server.js';

/** Debian's places, one a version. */
const INSTALLED = '/usr/lib/postgresql';
const OLDEST = 15;
const NAME = 'standby';
const READY_MS = 30_000;
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=120'];

export interface StandbyPair {
  /** The virtual address. */
  readonly url: string;
  /** kill −9 of the primary; the standby is promoted, and the address leads to it. */
  failOver(): Promise<void>;
  stop(): Promise<void>;
}

/** The newest PostgreSQL installed that knows how to copy a server; null where there is none. */
export function installedPostgres(): string | null {
  const versions = fs.existsSync(INSTALLED) ? fs.readdirSync(INSTALLED).map(Number) : [];
  const newest = Math.max(...versions.filter((version) => version >= OLDEST), 0);
  const bin = path.join(INSTALLED, String(newest), 'bin');
  return fs.existsSync(path.join(bin, 'pg_basebackup')) ? bin : null;
}

export async function startStandbyPair(bin: string): Promise<StandbyPair> {
  const folder = scratchFolder();
  const runAs = serverUser(path.join(folder, 'primary'));
  if (runAs) fs.chownSync(folder, runAs.uid, runAs.gid);
  const [primaryPort, standbyPort] = [await freePort(), await freePort()];
  const [primary, standby] = [path.join(folder, 'primary'), path.join(folder, 'standby')];
  const as = { ...runAs, cwd: '/' };
  const run = (program: string, ...flags: readonly string[]) =>
    execFileSync(path.join(bin, program), flags, { ...as, stdio: 'pipe' });
  const serve = (data: string, port: number): ChildProcess => {
    const log = fs.openSync(path.join(folder, `${path.basename(data)}.log`), 'a');
    const settings = [...SETTINGS, `port=${port}`].flatMap((setting) => ['-c', setting]);
    const child = spawn(path.join(bin, 'postgres'), ['-D', data, ...settings], {
      ...as,
      stdio: ['ignore', log, log],
    });
    fs.closeSync(log);
    return child;
  };
  const urlOf = (port: number) => `postgresql://troika@127.0.0.1:${port}/postgres`;

  run(
    'initdb',
    '-D',
    primary,
    '-U',
    'troika',
    '--auth=trust',
    '-E',
    'UTF8',
    '--lc-collate=C',
    '--lc-ctype=C.UTF-8',
  );
  const first = serve(primary, primaryPort);
  await answers(urlOf(primaryPort), 'SELECT true AS ok');
  run(
    'pg_basebackup',
    '-d',
    `host=127.0.0.1 port=${primaryPort} user=troika application_name=${NAME}`,
    '-D',
    standby,
    '-R',
    '-X',
    'stream',
  );
  const second = serve(standby, standbyPort);
  await ask(urlOf(primaryPort), `ALTER SYSTEM SET synchronous_standby_names = '${NAME}'`);
  await ask(urlOf(primaryPort), 'SELECT pg_reload_conf()');
  await answers(urlOf(primaryPort), "SELECT bool_or(sync_state = 'sync') AS ok FROM pg_stat_replication");

  const address = await virtualAddress(primaryPort);
  return {
    url: urlOf(address.port),
    async failOver() {
      first.kill('SIGKILL');
      address.cut();
      await ask(urlOf(standbyPort), 'SELECT pg_promote()');
      await answers(urlOf(standbyPort), 'SELECT NOT pg_is_in_recovery() AS ok');
      address.leadTo(standbyPort);
    },
    async stop() {
      await address.close();
      for (const server of [first, second]) await ended(server);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ask(url: string, sql: string): Promise<pg.QueryResultRow | undefined> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the server may be on its way out
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

/** Until the server says so. */
async function answers(url: string, sql: string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const row = await ask(url, sql).catch(() => undefined);
    if (row?.ok === true) return;
    if (Date.now() > deadline)
      throw new Error(`expected ${sql} to come true at ${url}, got ${JSON.stringify(row)}`);
    await after(50);
  }
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await gone;
}

/** Nothing gets through while it is cut: connections end, new ones are refused. */
async function virtualAddress(first: number) {
  let target: number | null = first;
  const open = new Set<net.Socket>();
  const server = net.createServer((inside) => {
    if (target === null) {
      inside.destroy();
      return;
    }
    const outside = net.connect(target, '127.0.0.1');
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    inside.pipe(outside);
    outside.pipe(inside);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  const cut = () => {
    target = null;
    for (const socket of open) socket.destroy();
  };
  return {
    port,
    cut,
    leadTo(next: number) {
      target = next;
    },
    close() {
      cut();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
