/** kill −9 between a session that was handed over and our knowing of it: the process that comes next finds how it stands. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { CustomerHands } from '../emulators/wecom/kf/customer-hands.js';
import { until } from '../scheduler/until.js';
import { KF_DOOR, type KillableAtWecom, killableAtWecom, PATIENCE_MS } from '../support/killed-wecom-desk.js';
import { inDatabase } from '../support/store.js';
import { START } from '../support/troika.js';

let open: KillableAtWecom;
let zhang: CustomerHands;

beforeEach(async () => {
  open = await killableAtWecom('kf_hand_over_kill', KF_DOOR, START);
  open.emulator.addPerson({ userId: 'LiQiang', name: '李强' });
  open.emulator.kf.addServicer('LiQiang');
  zhang = open.emulator.kf.addCustomer({ nickname: '张三' });
}, PATIENCE_MS);
afterEach(() => open.close(), PATIENCE_MS);

const state = () => {
  const { kf, world } = open.emulator;
  return world.kf.accounts.get(kf.app.openKfId)?.chats.get(zhang.customer.externalUserId)?.state;
};

const noted = async () => {
  const sql = `SELECT count(*)::int AS n FROM ticket_event WHERE type = 'conversationGiven'`;
  const { rows } = await inDatabase(open.desk.databaseUrl, (client) => client.query<{ n: number }>(sql));
  return rows[0]?.n ?? 0;
};

test('the customer is handed over once, and the ticket says so once', async () => {
  const { emulator, desk, starts } = open;
  await starts();
  // It is done at once, the answer that says so comes later: whoever waits for it is killed waiting.
  emulator.world.faults.switchOn({ kind: 'slow', on: 'kf/service_state/trans', ms: 3_000 });
  await zhang.says('转人工 钱还没到');
  await until(() => state() === 2, PATIENCE_MS);
  await desk.killed();
  emulator.world.faults.clear();
  await desk.leasesEnd();
  await starts();
  await until(async () => (await noted()) === 1, PATIENCE_MS);
  expect(state()).toBe(2);
  const { requests, refused } = emulator.counts();
  expect(requests['kf/service_state/trans']).toBe(1);
  expect(refused['95016']).toBeUndefined();
}, 240_000);
