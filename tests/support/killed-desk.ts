/** The built product as a process of its own, to be killed at the worst moment and started again on the same database. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { buildForCrash } from './crash-build.js';
import { freshDatabase } from './postgres.js';
import { setClock } from './troika.js';

const ENTRY = path.join(import.meta.dirname, 'crash-entry.mjs');
/** Longer than a dead sender keeps its lanes. */
const LEASE_OVER_MS = 31_000;

export interface KillableDesk {
  readonly databaseUrl: string;
  /** Nothing but these variables says where it works. */
  starts(variables: Readonly<Record<string, string>>): void;
  killed(): Promise<void>;
  /** What is still to be sent, and what was: as the record has it. */
  outbox(): Promise<Readonly<Record<string, number>>>;
  /** What the dead held is free for the living. */
  leasesEnd(): Promise<void>;
  close(): Promise<void>;
}

/** `at`: local time of the desk's zone, where it matters. */
export async function killableDesk(name: string, at?: string): Promise<KillableDesk> {
  const database = await freshDatabase(name);
  if (at !== undefined) await setClock(database.url, at);
  const client = new pg.Client(database.url);
  await client.connect();
  const build = buildForCrash();
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'troika-kill-'));
  let desk: ChildProcess | null = null;
  async function killed(): Promise<void> {
    if (!desk || desk.exitCode !== null) return;
    const gone = once(desk, 'exit');
    desk.kill('SIGKILL');
    await gone;
    desk = null;
  }
  return {
    databaseUrl: database.url,
    starts(variables) {
      const env = {
        ...{ PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'fatal' },
        ...{ DATABASE_URL: database.url, TROIKA_DATA: data, TROIKA_CONTENT: path.resolve('prompts') },
        ...variables,
      };
      desk = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ENTRY, build], {
        ...{ env, stdio: ['pipe', 'ignore', 'inherit'] },
      });
    },
    killed,
    async outbox() {
      const { rows } = await client.query<{ status: string; n: number }>(
        'SELECT status, count(*)::int AS n FROM outbox GROUP BY status',
      );
      return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
    },
    leasesEnd: async () => void (await client.query('UPDATE clock_offset SET ms = ms + $1', [LEASE_OVER_MS])),
    async close() {
      await killed();
      await client.end();
      await database.drop();
      for (const folder of [build, data]) fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
