/** kill −9 between what Feishu did and our knowing of it: the process that comes next says nothing a second time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { FeishuEmulator } from '../emulators/feishu/emulator.js';
import type { Hands } from '../emulators/feishu/human/hands.js';
import { until } from '../scheduler/until.js';
import { buildForCrash } from '../support/crash-build.js';
import { feishuVariables } from '../support/feishu-house.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';

const ENTRY = path.join(import.meta.dirname, '../support/crash-entry.mjs');
/** Longer than a dead sender keeps its lanes. */
const LEASE_OVER_MS = 31_000;
const PATIENCE_MS = 60_000;
const KILLS = 5;

let emulator: FeishuEmulator;
let zhang: Hands;
let database: FreshDatabase;
let client: pg.Client;
let build: string;
let data: string;
let desk: ChildProcess;

beforeEach(async () => {
  emulator = await FeishuEmulator.start();
  zhang = emulator.addPerson({ name: '张三', openId: 'ou_zhang' });
  database = await freshDatabase('feishu_kill');
  client = new pg.Client(database.url);
  await client.connect();
  build = buildForCrash();
  data = fs.mkdtempSync(path.join(os.tmpdir(), 'troika-kill-'));
}, PATIENCE_MS);
afterEach(async () => {
  if (desk.exitCode === null) await killed();
  await client.end();
  await database.drop();
  await emulator.close();
  for (const folder of [build, data]) fs.rmSync(folder, { recursive: true, force: true });
}, PATIENCE_MS);

/** Nothing but the variables of Feishu says where it works. */
async function starts(): Promise<void> {
  const env = {
    ...{ PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'fatal' },
    ...{ DATABASE_URL: database.url, TROIKA_DATA: data, TROIKA_CONTENT: path.resolve('prompts') },
    ...feishuVariables(emulator, 'long connection'),
  };
  const before = emulator.connections.count;
  desk = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ENTRY, build], {
    ...{ env, stdio: ['pipe', 'ignore', 'inherit'] },
  });
  await until(() => emulator.connections.count > before, PATIENCE_MS);
}

async function killed(): Promise<void> {
  const gone = once(desk, 'exit');
  desk.kill('SIGKILL');
  await gone;
  await until(() => emulator.connections.count === 0, PATIENCE_MS);
}

const shown = () => zhang.sees(zhang.direct).filter(({ from }) => from === 'bot').length;
/** What is still to be sent, and what was: as the record has it. */
async function outbox(): Promise<Readonly<Record<string, number>>> {
  const { rows } = await client.query<{ status: string; n: number }>(
    'SELECT status, count(*)::int AS n FROM outbox GROUP BY status',
  );
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

test(`${KILLS} times while Feishu was answering: each card stands once, and is known to stand`, async () => {
  await starts();
  for (let kill = 1; kill <= KILLS; kill += 1) {
    // The card is there at once, the answer that says so much later: whoever waits for it is killed waiting.
    emulator.world.faults.switchOn({ kind: 'slow', on: 'im.message.create', ms: 3_000 });
    const before = shown();
    await zhang.says(zhang.direct, '帮助');
    await until(() => shown() === before + 1, PATIENCE_MS);
    expect((await outbox()).sent ?? 0).toBe(kill - 1);
    await killed();
    emulator.world.faults.clear();
    await client.query('UPDATE clock_offset SET ms = ms + $1', [LEASE_OVER_MS]);
    await starts();
    await until(async () => ((await outbox()).sent ?? 0) === kill, PATIENCE_MS);
    expect(shown()).toBe(kill);
  }
  const { requests, refused } = emulator.counts();
  process.stdout.write(
    `feishu: ${KILLS} kills between effect and record, ${requests['im.message.create']} sends, ${shown()} cards, refused ${JSON.stringify(refused)}\n`,
  );
  // Each was sent by the dead and by the living.
  expect(requests['im.message.create']).toBe(2 * KILLS);
  expect(await outbox()).toEqual({ sent: KILLS });
}, 240_000);
