/** The whole product in this process, on a database of the test's own: nothing of ours is replaced. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type Config, readConfig } from '../../src/config.js';
import type { Log } from '../../src/desk/ports/outside.js';
import { type StartOptions, startTroika, type Troika } from '../../src/main.js';
import { PAYMENT_SECRET } from './payment-secret.js';
import { freshDatabase } from './postgres.js';

export interface TestTroika extends Troika {
  readonly databaseUrl: string;
  readonly log: readonly string[];
  /** Moves the desk's clock and waits until everything that became due has been carried out and delivered. */
  advance(ms: number): Promise<void>;
}

/** A working Tuesday with no holiday for weeks around it. */
export const START = '2026-12-01T10:00';

export interface TroikaOptions extends StartOptions {
  readonly databaseUrl: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Desk time at the start; null leaves the clock as the database has it. */
  readonly at?: string | null;
}

export async function openTroika(options: TroikaOptions): Promise<TestTroika> {
  const { databaseUrl, environment = {}, at = START, ...start } = options;
  const dataRoot = fs.mkdtempSync(path.join(os.tmpdir(), 'troika-test-'));
  const log: string[] = [];
  if (at !== null) await setClock(databaseUrl, at);
  const env = {
    PORT: '0',
    DATABASE_URL: databaseUrl,
    TROIKA_DATA: dataRoot,
    HOOK_SECRETS: `payment=${PAYMENT_SECRET}`,
    ...environment,
  };
  const read = readConfig(env, process.cwd());
  if ('problems' in read) throw new Error(read.problems.join('; '));
  const config: Config = read.config;
  const troika = await startTroika(config, { env, log: logInto(log), patience: 8, recallMs: 0, ...start });
  const advance = async (ms: number) => {
    await troika.store.clock.advance(ms);
    await settled(troika);
  };
  return {
    ...troika,
    databaseUrl,
    log,
    advance,
    async stop() {
      await troika.stop();
      fs.rmSync(dataRoot, { recursive: true, force: true });
    },
  };
}

/** With a database of its own, gone afterwards. */
export async function withTroika<T>(
  label: string,
  work: (troika: TestTroika) => Promise<T>,
  options: Partial<TroikaOptions> = {},
): Promise<T> {
  const database = await freshDatabase(label);
  const troika = await openTroika({ databaseUrl: database.url, ...options });
  try {
    return await work(troika);
  } finally {
    await troika.stop();
    await database.drop();
  }
}

/** Due timers are fired and what they caused is delivered. */
export async function settled({ desk }: Pick<Troika, 'desk'>): Promise<void> {
  await desk.ring();
  await desk.idle();
}

export async function setClock(url: string, local: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(
      `update clock_offset set ms = $1 - extract(epoch from clock_timestamp()) * 1000 where id = 1`,
      [Date.parse(`${local}+08:00`)],
    );
  } finally {
    await client.end();
  }
}

/** Errors of the product are shown at once: a test that passes while the log screams is not green. */
function logInto(lines: string[]): Log {
  const write = (level: string) => (fields: object, message: string) => {
    const text = JSON.stringify(fields, (_, value) =>
      value instanceof Error ? (value.stack ?? value.message) : value,
    );
    lines.push(`${level} ${message} ${text}`);
    if (level === 'error') process.stderr.write(`${message} ${text}\n`);
  };
  return { debug: () => undefined, info: write('info'), warn: write('warn'), error: write('error') };
}
