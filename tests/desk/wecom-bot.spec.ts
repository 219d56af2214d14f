/** The whole product on the bad days of the AI bot: kicked, dropped, silent, refused, late and repeated, and nothing is lost or said twice. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { addressOf } from '../../src/platform/address.js';
import { WecomEmulator } from '../emulators/wecom/emulator.js';
import type { Hands } from '../emulators/wecom/human/hands.js';
import { until } from '../scheduler/until.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { openTroika, type TestTroika } from '../support/troika.js';
import { later, quiet } from '../support/wecom-desk.js';
import { botVariables, wecomVariables } from '../support/wecom-house.js';

jest.setTimeout(400_000);

const CARDS = 24;
const QUESTIONS = 10;
const GROUP = 'wr_bad_days';
/** A connection that fell silent is found out by two heartbeats, and then tried again after a pause. */
const CONNECTED_MS = 120_000;
/** Asked after all trouble: what comes while nobody listens, WeCom itself loses. */
const LATE_QUESTIONS = 3;
const LATE_MS = 3_000;
const BAD_DAY = [
  { kind: '45009', on: 'aibot_send_msg', chance: 0.1 },
  { kind: '-1', on: 'aibot', chance: 0.05 },
  { kind: 'reset', on: 'aibot_send_msg', chance: 0.1 },
  { kind: 'slow', on: 'aibot_send_msg', chance: 0.05, ms: 400 },
  { kind: 'duplicate', on: 'bot.text', chance: 0.4 },
] as const;

let emulator: WecomEmulator;
let database: FreshDatabase;
let troika: TestTroika;
let zhang: Hands;

beforeEach(async () => {
  emulator = await WecomEmulator.start();
  zhang = emulator.addPerson({ name: '张三', userId: 'zhang' });
  emulator.addGroup({ id: GROUP, name: '受理组', members: ['zhang'], withBot: true });
  database = await freshDatabase('wecom_bot');
  const env = { ...wecomVariables(emulator), ...botVariables(emulator) };
  troika = await openTroika({ databaseUrl: database.url, environment: env, at: null });
  await until(() => emulator.bot.listens, CONNECTED_MS);
});
afterEach(async () => {
  await troika.stop();
  await emulator.close();
  await database.drop();
});

test('E3: what the bot is to say stands once and in order, what it is asked is answered once', async () => {
  await zhang.bot.asks('帮助', { group: GROUP });
  await until(() => said().length === 1, CONNECTED_MS);
  for (const fault of BAD_DAY) emulator.world.faults.switchOn(fault);

  const titles = Array.from({ length: CARDS }, (_, n) => `卡 ${n}。`);
  const address = addressOf('wecom', emulator.app.corpId, `bot/${GROUP}`);
  const button = { text: '看看', value: 'page:0:0:help', style: 'plain' as const };
  const outbox = titles.map((title) => ({
    ...{ key: title, locale: 'zh-CN' as const, ticketId: null, address },
    body: {
      kind: 'card' as const,
      card: { title, tone: 'neutral' as const, blocks: [], buttons: [button] },
    },
  }));
  await troika.store.tickets.save({ expect: [], outbox, commands: [] });
  troika.desk.house.onSaved({ commands: [] });

  const asked = Array.from({ length: QUESTIONS }, (_, n) => 1001 + n);
  const trouble = {
    2: () => emulator.bot.drop(),
    5: () => emulator.bot.kick(),
    8: () => emulator.bot.fallSilent(),
  };
  // A push into a connection that breaks WeCom itself loses: trouble waits until the question is here, and finds it unanswered.
  await quietly();
  for (const [n, number] of asked.entries()) {
    const before = await received();
    expect(await zhang.bot.asks(`查 #${number}`)).toMatchObject({ acknowledged: true });
    await until(async () => (await received()) > before, CONNECTED_MS);
    trouble[n as keyof typeof trouble]?.();
    await later(1_000, { emulator, troika });
    await quietly();
  }
  emulator.world.faults.switchOn({ kind: 'late', on: 'bot.text', chance: 1, ms: LATE_MS });
  for (const number of Array.from({ length: LATE_QUESTIONS }, (_, n) => 1001 + QUESTIONS + n)) {
    asked.push(number);
    await zhang.bot.asks(`查 #${number}`);
  }
  await later(LATE_MS, { emulator, troika });

  const wanted = [...titles, ...asked.map((number) => `#${number}`)];
  const times = (what: string) => [...said(), ...said('bot')].filter((text) => text.includes(what)).length;
  const missing = () => wanted.filter((what) => times(what) === 0);
  // What came late may still be on its way in: that is no outbox's to know.
  await until(() => missing().length === 0, CONNECTED_MS).catch(() => undefined);
  await quietly();
  const lost = missing();
  const twice = wanted.filter((what) => times(what) > 1);
  const { events, attempts, requests, faults } = emulator.counts();
  process.stdout.write(
    `wecom bot: sent ${wanted.length}, events ${events} in ${attempts} attempts, connections ${requests.aibot_subscribe}, ` +
      `seen twice ${twice.length}, lost ${lost.length}; faults ${JSON.stringify(faults)}\n`,
  );
  expect({ lost, twice }).toEqual({ lost: [], twice: [] });
  expect(said().flatMap((text) => titles.find((title) => text.includes(title)) ?? [])).toEqual(titles);
});

const quietly = () => quiet({ emulator, troika }, () => until(() => emulator.bot.listens, CONNECTED_MS));
const received = () => troika.store.prisma.inbox.count();
const said = (place = GROUP) => zhang.sees(place).flatMap(({ from, text }) => (from === 'bot' ? [text] : []));
