/**
 * Starts the PostgreSQL server that comes with npm, so that `npm start` needs nothing else. Safe to call from several
 * processes at once on one data folder. The server is detached on purpose: it outlives a killed Troika, and the
 * next start adopts it; an orderly shutdown stops it last.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { copyBinaries, installedBinaries, linkLibraries, makeExecutable } from './embedded-binaries.js';
import { openCluster } from './embedded-cluster.js';
import { clusterHome, enterableByOthers, type SystemUser, serverUser } from './embedded-home.js';
import { freePort, type RunningServer, runningServer, stopServer } from './embedded-process.js';

/** How long a server that keeps dying is tried again; one that is alive and recovering gets RECOVERY_TIMEOUT_MS. */
const START_TIMEOUT_MS = 30_000;
const RECOVERY_TIMEOUT_MS = 300_000;
/** The backends of a killed server hold its memory for about two seconds; until then a new one cannot start. */
const RETRY_MS = 250;
const POLL_MS = 10;
const ANSWER_TIMEOUT_MS = 2_000;
const LOG_KEPT_BYTES = 10_000_000;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '64MB',
  logging_collector: 'off',
  log_checkpoints: 'off',
};

export interface EmbeddedOptions {
  /** The data folder (TROIKA_DATA); the cluster is its subfolder `postgres`. */
  readonly dataRoot: string;
  readonly user?: string;
  /** More server settings, or other values for ours; tests switch fsync off here. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told what an operator should know, in a sentence. */
  readonly notify?: (message: string) => void;
}

export interface EmbeddedPostgres {
  readonly url: string;
  readonly pid: number;
  /** True when the server was already running, for instance left behind by a killed process. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

interface Launch {
  readonly url: (port: number) => string;
  readonly program: string;
  readonly data: string;
  readonly log: string;
  readonly runAs: SystemUser | undefined;
  readonly settings: Readonly<Record<string, string>>;
}

async function launch({ program, data, log, runAs, settings }: Launch): Promise<ChildProcess> {
  const flags = Object.entries({ ...SETTINGS, port: String(await freePort()), ...settings });
  const output = fs.openSync(log, 'a', 0o600);
  try {
    const child = spawn(
      program,
      ['-D', data, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...runAs,
        cwd: '/',
        detached: true, // Ctrl-C reaches Troika only: jobs drain before the database goes
        stdio: ['ignore', output, output],
      },
    );
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    return child;
  } finally {
    fs.closeSync(output);
  }
}

function tail(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').slice(-1000) : '(no log)';
}

function isGone(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** A server that was killed this very moment still has a process and a pid file that says ready: only an answer counts. */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: ANSWER_TIMEOUT_MS });
  client.on('error', () => {}); // it may die after its answer: whoever uses it next is told
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    // A refusal is an answer too, unless it says that the server is starting or going (class 57).
    return error instanceof pg.DatabaseError && !error.code?.startsWith('57');
  } finally {
    await client.end().catch(() => {});
  }
}

/** Waits for a ready server on the folder, starting one whenever there is none. */
async function readyServer(request: Launch): Promise<RunningServer & { readonly adopted: boolean }> {
  const began = Date.now();
  let child: ChildProcess | undefined; // our last attempt; gone = it lost a race or could not start
  for (;;) {
    const server = runningServer(request.data);
    if (server?.ready && (await answers(request.url(server.port))))
      return { ...server, adopted: server.pid !== child?.pid };
    const waited = Date.now() - began;
    if (waited > (server ? RECOVERY_TIMEOUT_MS : START_TIMEOUT_MS)) {
      throw new Error(
        `embedded PostgreSQL: expected a server on ${request.data} within ${Math.round(waited / 1000)} s, got none; its log ends with:\n${tail(request.log)}`,
      );
    }
    if (!server && (!child || isGone(child))) {
      if (child) await sleep(RETRY_MS);
      child = await launch(request);
    }
    await sleep(POLL_MS);
  }
}

export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataRoot, user = 'troika', settings = {}, notify = () => {} } = options;
  const home = clusterHome(dataRoot, notify);
  const cluster = path.join(home, 'cluster');
  const runAs = serverUser(path.join(cluster, 'data'));
  let binaries = installedBinaries();
  if (runAs && !enterableByOthers(binaries.native)) binaries = copyBinaries(binaries, home);
  linkLibraries(binaries.native);
  makeExecutable(binaries.native);
  const { data, password } = openCluster({ binaries, cluster, user, runAs });

  const log = path.join(home, 'server.log');
  if (fs.existsSync(log) && fs.statSync(log).size > LOG_KEPT_BYTES) fs.renameSync(log, `${log}.old`);
  const program = path.join(binaries.native, 'bin', 'postgres');
  const url = (port: number) => `postgresql://${user}:${password}@127.0.0.1:${port}/postgres`;
  const server = await readyServer({ program, data, log, runAs, settings, url });
  if (server.adopted)
    notify(`embedded PostgreSQL: adopted the server ${server.pid} that was already running`);
  return {
    url: url(server.port),
    pid: server.pid,
    adopted: server.adopted,
    stop: () => stopServer(data, server.pid),
  };
}
