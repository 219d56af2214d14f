/** kill −9 between what Feishu did and our knowing of it: the process that comes next says nothing a second time. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { FeishuEmulator } from '../emulators/feishu/emulator.js';
import type { Hands } from '../emulators/feishu/human/hands.js';
import { until } from '../scheduler/until.js';
import { feishuVariables } from '../support/feishu-house.js';
import { type KillableDesk, killableDesk } from '../support/killed-desk.js';

const PATIENCE_MS = 60_000;
const KILLS = 5;

let emulator: FeishuEmulator;
let zhang: Hands;
let desk: KillableDesk;

beforeEach(async () => {
  emulator = await FeishuEmulator.start();
  zhang = emulator.addPerson({ name: '张三', openId: 'ou_zhang' });
  desk = await killableDesk('feishu_kill');
}, PATIENCE_MS);
afterEach(async () => {
  await desk.close();
  await emulator.close();
}, PATIENCE_MS);

async function starts(): Promise<void> {
  const before = emulator.connections.count;
  desk.starts(feishuVariables(emulator, 'long connection'));
  await until(() => emulator.connections.count > before, PATIENCE_MS);
}

async function killed(): Promise<void> {
  await desk.killed();
  await until(() => emulator.connections.count === 0, PATIENCE_MS);
}

const shown = () => zhang.sees(zhang.direct).filter(({ from }) => from === 'bot').length;

test(`${KILLS} times while Feishu was answering: each card stands once, and is known to stand`, async () => {
  await starts();
  for (let kill = 1; kill <= KILLS; kill += 1) {
    // The card is there at once, the answer that says so much later: whoever waits for it is killed waiting.
    emulator.world.faults.switchOn({ kind: 'slow', on: 'im.message.create', ms: 3_000 });
    const before = shown();
    await zhang.says(zhang.direct, '帮助');
    await until(() => shown() === before + 1, PATIENCE_MS);
    expect((await desk.outbox()).sent ?? 0).toBe(kill - 1);
    await killed();
    emulator.world.faults.clear();
    await desk.leasesEnd();
    await starts();
    await until(async () => ((await desk.outbox()).sent ?? 0) === kill, PATIENCE_MS);
    expect(shown()).toBe(kill);
  }
  const { requests, refused } = emulator.counts();
  process.stdout.write(
    `feishu: ${KILLS} kills between effect and record, ${requests['im.message.create']} sends, ${shown()} cards, refused ${JSON.stringify(refused)}\n`,
  );
  // Each was sent by the dead and by the living.
  expect(requests['im.message.create']).toBe(2 * KILLS);
  expect(await desk.outbox()).toEqual({ sent: KILLS });
}, 240_000);
