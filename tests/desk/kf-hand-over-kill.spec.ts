/** kill −9 between a session that was handed over and our knowing of it: the process that comes next finds how it stands. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WecomEmulator } from '../emulators/wecom/emulator.js';
import type { CustomerHands } from '../emulators/wecom/kf/customer-hands.js';
import { until } from '../scheduler/until.js';
import { freePort } from '../support/free-port.js';
import { type KillableDesk, killableDesk } from '../support/killed-desk.js';
import { inDatabase } from '../support/store.js';
import { START } from '../support/troika.js';
import { kfVariables } from '../support/wecom-house.js';

const PATIENCE_MS = 60_000;

let emulator: WecomEmulator;
let zhang: CustomerHands;
let desk: KillableDesk;
let port: number;

beforeEach(async () => {
  emulator = await WecomEmulator.start({ origin: Date.parse(`${START}+08:00`) });
  emulator.addPerson({ userId: 'LiQiang', name: '李强' });
  emulator.kf.addServicer('LiQiang');
  zhang = emulator.kf.addCustomer({ nickname: '张三' });
  desk = await killableDesk('kf_hand_over_kill', START);
  port = await freePort();
}, PATIENCE_MS);
afterEach(async () => {
  await desk.close();
  await emulator.close();
}, PATIENCE_MS);

async function starts(): Promise<void> {
  desk.starts({ ...kfVariables(emulator), PORT: String(port) });
  await until(
    async () => (await emulator.kf.listensAt(`http://127.0.0.1:${port}/wechat/kf`)).acknowledged,
    PATIENCE_MS,
  );
}

const state = () => {
  const { accounts } = emulator.world.kf;
  return accounts.get(emulator.kf.app.openKfId)?.chats.get(zhang.customer.externalUserId)?.state;
};

const noted = async () => {
  const sql = `SELECT count(*)::int AS n FROM ticket_event WHERE type = 'conversationGiven'`;
  const { rows } = await inDatabase(desk.databaseUrl, (client) => client.query<{ n: number }>(sql));
  return rows[0]?.n ?? 0;
};

test('the customer is handed over once, and the ticket says so once', async () => {
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
