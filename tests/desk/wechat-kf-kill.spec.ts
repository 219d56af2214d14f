/** kill −9 while what customers said is being fetched: whoever comes next reads the batch again, and answers each word once. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { CustomerHands } from '../emulators/wecom/kf/customer-hands.js';
import { until } from '../scheduler/until.js';
import { JPEG } from '../support/files.js';
import { KF_DOOR, type KillableAtWecom, killableAtWecom, PATIENCE_MS } from '../support/killed-wecom-desk.js';
import { inDatabase } from '../support/store.js';

const CUSTOMERS = 30;
const WORDS = ['帮助', '取消'];
const SAID_BEFORE = '40058';
const WAITING = `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
  AND wait_event_type = 'Lock' AND query LIKE '%shared_state%'`;

let open: KillableAtWecom;
let customers: readonly CustomerHands[];

beforeEach(async () => {
  open = await killableAtWecom('kf_kill', KF_DOOR);
  customers = Array.from({ length: CUSTOMERS }, (_, n) =>
    open.emulator.kf.addCustomer({ nickname: `客户${n + 1}` }),
  );
}, PATIENCE_MS);
afterEach(() => open.close(), PATIENCE_MS);

const lines = (who: 'customer' | 'account') =>
  customers.flatMap((customer) => customer.sees().filter(({ from }) => from === who));
const read = async (sql: string) => {
  const { rows } = await inDatabase(open.desk.databaseUrl, (client) => client.query<{ n: number }>(sql));
  return rows[0]?.n ?? 0;
};
const received = () => read(`SELECT count(*)::int AS n FROM inbox WHERE platform = 'wechat-kf'`);
/** How often the place where we stopped reading was kept. */
const kept = () =>
  read(`SELECT coalesce(max(version), 0)::int AS n FROM shared_state WHERE key LIKE '%cursor/%'`);

/** Each word of a customer is received and answered, and nothing is said twice. */
async function allAnswered(words: number): Promise<void> {
  await until(async () => (await received()) === words && lines('account').length >= words, PATIENCE_MS);
  await until(async () => Object.keys(await open.desk.outbox()).join() === 'sent', PATIENCE_MS);
}

test('in the middle of a batch, and between a batch and its cursor: nothing is lost, and nobody is answered twice', async () => {
  const { emulator, desk, starts } = open;
  // What comes while nobody listens is one batch; its last word cannot be fetched for the time being.
  for (const customer of customers) for (const word of WORDS) await customer.says(word);
  await customers[0]?.sendsFile('image', '身份证.jpg', Buffer.from(JPEG));
  const batch = CUSTOMERS * WORDS.length + 1;
  emulator.world.faults.switchOn({ kind: 'slow', on: 'media/get', ms: 120_000, times: 9 });
  await starts();
  await until(async () => (await received()) === batch - 1, PATIENCE_MS);
  expect(await kept()).toBe(0);
  await desk.killed();
  emulator.world.faults.clear();
  await desk.leasesEnd();
  await starts();
  await allAnswered(batch);
  await until(async () => (await kept()) > 0, PATIENCE_MS);
  const before = await kept();

  // Somebody else holds the place where we stopped reading: it cannot be kept.
  await inDatabase(open.desk.databaseUrl, async (client) => {
    await client.query(`BEGIN; SELECT FROM shared_state WHERE key LIKE '%cursor/%' FOR UPDATE`);
    for (const customer of customers) await customer.says('帮助');
    await until(async () => (await client.query(WAITING)).rowCount === 1, PATIENCE_MS);
    expect(await received()).toBeGreaterThan(batch);
    await desk.killed();
    // Its connections live on until they are told, and one of them would keep the place after all.
    await client.query(`SELECT pg_terminate_backend(pid) FROM (${WAITING}) AS waiting`);
    await client.query('ROLLBACK');
  });
  expect(await kept()).toBe(before);
  await desk.leasesEnd();
  await starts();
  await allAnswered(batch + CUSTOMERS);

  const said = lines('customer').length;
  const { requests, refused } = emulator.counts();
  process.stdout.write(
    `wechat-kf: 2 kills within a batch, ${said} words, received ${await received()}, answers ${lines('account').length}, ` +
      `${requests['kf/send_msg']} sends, ${requests['kf/sync_msg']} fetches, refused ${JSON.stringify(refused)}\n`,
  );
  expect(await received()).toBe(said);
  for (const customer of customers) {
    const [words, answers] = ['customer', 'account'].map(
      (who) => customer.sees().filter(({ from }) => from === who).length,
    );
    expect([customer.customer.nickname, answers]).toEqual([customer.customer.nickname, words]);
  }
  // What the dead had said already, the living learn by its id.
  expect(Object.keys(refused).filter((code) => code !== SAID_BEFORE)).toEqual([]);
}, 300_000);
