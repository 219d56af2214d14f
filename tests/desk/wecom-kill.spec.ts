/** kill −9 between what WeCom did and our knowing of it: the process that comes next says nothing a second time. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Hands } from '../emulators/wecom/human/hands.js';
import { until } from '../scheduler/until.js';
import {
  APP_DOOR,
  type KillableAtWecom,
  killableAtWecom,
  PATIENCE_MS,
} from '../support/killed-wecom-desk.js';

const KILLS = 2;
/** A card with buttons and a text, in turn. */
const SAID = ['帮助', '取消'];

let open: KillableAtWecom;
let zhang: Hands;

beforeEach(async () => {
  open = await killableAtWecom('wecom_kill', APP_DOOR);
  zhang = open.emulator.addPerson({ name: '张三', userId: 'zhang' });
}, PATIENCE_MS);
afterEach(() => open.close(), PATIENCE_MS);

const shown = () => zhang.sees().filter(({ from }) => from === 'app').length;

test(`${KILLS} times while WeCom was answering: each message stands once, and is known to stand`, async () => {
  const { emulator, desk, starts } = open;
  await starts();
  for (let kill = 1; kill <= KILLS; kill += 1) {
    // It is there at once, the answer that says so much later: whoever waits for it is killed waiting.
    emulator.world.faults.switchOn({ kind: 'slow', on: 'message/send', ms: 3_000 });
    const before = shown();
    await zhang.says(SAID[kill % 2] ?? '');
    await until(() => shown() === before + 1, PATIENCE_MS);
    expect((await desk.outbox()).sent ?? 0).toBe(kill - 1);
    await desk.killed();
    emulator.world.faults.clear();
    await desk.leasesEnd();
    await starts();
    await until(async () => ((await desk.outbox()).sent ?? 0) === kill, PATIENCE_MS);
    expect(shown()).toBe(kill);
  }
  const { requests, refused } = emulator.counts();
  process.stdout.write(
    `wecom: ${KILLS} kills between effect and record, ${requests['message/send']} sends, ${shown()} messages, refused ${JSON.stringify(refused)}\n`,
  );
  // Each was sent by the dead and by the living.
  expect(requests['message/send']).toBe(2 * KILLS);
  expect(await desk.outbox()).toEqual({ sent: KILLS });
}, 240_000);
