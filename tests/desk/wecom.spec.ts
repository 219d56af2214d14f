/** The whole product on WeCom's bad days: nothing is lost, nothing is shown twice, and what is said is answered once. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { addressOf } from '../../src/platform/address.js';
import { WecomEmulator } from '../emulators/wecom/emulator.js';
import type { Hands } from '../emulators/wecom/human/hands.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { openTroika, type TestTroika } from '../support/troika.js';
import { later, quiet } from '../support/wecom-desk.js';
import { wecomVariables } from '../support/wecom-house.js';

jest.setTimeout(180_000);

const TEXTS = 15;
const CARDS = 10;
const QUESTIONS = 10;
const BAD_DAY = [
  { kind: '-1', on: 'message/send', chance: 0.1 },
  { kind: '42001', on: 'message/send', chance: 0.1 },
  { kind: '5xx', on: 'message/send', chance: 0.1 },
  { kind: 'reset', on: 'message/send', chance: 0.1 },
  { kind: 'slow', on: 'message/send', chance: 0.05, ms: 400 },
  { kind: 'duplicate', chance: 0.3 },
  { kind: 'out-of-order', chance: 0.1 },
] as const;

let emulator: WecomEmulator;
let database: FreshDatabase;
let troika: TestTroika;
let zhang: Hands;
let li: Hands;

beforeEach(async () => {
  emulator = await WecomEmulator.start();
  zhang = emulator.addPerson({ name: '张三', userId: 'zhang' });
  li = emulator.addPerson({ name: '李四', userId: 'lisi' });
  database = await freshDatabase('wecom');
  troika = await openTroika({ databaseUrl: database.url, env: wecomVariables(emulator), at: null });
  await emulator.listensAt(`${troika.url}/wecom/callback`);
});
afterEach(async () => {
  await troika.stop();
  await emulator.close();
  await database.drop();
});

test('A14: what is sent is seen once and in order, what is said is answered once', async () => {
  for (const fault of BAD_DAY) emulator.world.faults.switchOn(fault);
  const button = { text: '看看', value: 'page:0:0:help', style: 'plain' as const };
  const wantedBy = (to: Hands) => [
    ...Array.from({ length: TEXTS }, (_, n) => `${to.person.name} 文 ${n}。`),
    ...Array.from({ length: CARDS }, (_, n) => `${to.person.name} 卡 ${n}。`),
  ];
  const outbox = [zhang, li].flatMap((to) =>
    wantedBy(to).map((title) => ({
      ...{ key: title, locale: 'zh-CN' as const, ticketId: null },
      address: addressOf('wecom', emulator.app.corpId, to.person.userId),
      body: {
        kind: 'card' as const,
        card: { title, tone: 'neutral' as const, blocks: [], buttons: title.includes('卡') ? [button] : [] },
      },
    })),
  );
  await troika.store.tickets.save({ expect: [], outbox, commands: [] });
  troika.desk.house.onSaved({ commands: [] });
  const asked = Array.from({ length: QUESTIONS }, (_, n) => 1001 + n);
  await Promise.all(asked.map((n) => zhang.says(`查 #${n}`)));
  // What was not acknowledged comes again after 5 and 10 seconds.
  for (const wait of [6_000, 6_000]) {
    await later(wait, { emulator, troika });
    await quiet({ emulator, troika });
  }

  const textsOf = (by: Hands) => by.sees().flatMap(({ from, text }) => (from === 'app' ? [text] : []));
  const shown = [zhang, li].flatMap(textsOf);
  const wanted = [...wantedBy(zhang), ...wantedBy(li), ...asked.map((n) => `#${n}`)];
  const times = (what: string) => shown.filter((text) => text.includes(what)).length;
  const lost = wanted.filter((what) => times(what) === 0);
  const twice = wanted.filter((what) => times(what) > 1);
  const counts = emulator.counts();
  process.stdout.write(
    `wecom: sent ${wanted.length}, events ${counts.events} in ${counts.attempts} attempts, acknowledged ${counts.acknowledged}, ` +
      `seen twice ${twice.length}, lost ${lost.length}, dropped ${counts.dropped}; faults ${JSON.stringify(counts.faults)}\n`,
  );
  expect({ lost, twice, dropped: counts.dropped }).toEqual({ lost: [], twice: [], dropped: 0 });
  for (const to of [zhang, li]) {
    const mine = wantedBy(to);
    const heads = textsOf(to).flatMap((text) => mine.find((title) => text.startsWith(title)) ?? []);
    expect(heads).toEqual(mine);
  }
});
