/** What people think of an answer about a ticket: kept once a person and answer, counted for staff, told to nobody else. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { WecomEmulator } from '../emulators/wecom/emulator.js';
import type { Hands } from '../emulators/wecom/human/hands.js';
import { until } from '../scheduler/until.js';
import { inDatabase } from '../support/store.js';
import { settled, type TestTroika } from '../support/troika.js';
import { deskAtWecom } from '../support/wecom-desk.js';
import { botVariables } from '../support/wecom-house.js';

jest.setTimeout(60_000);

const WITHIN_MS = 10_000;

let emulator: WecomEmulator;
let troika: TestTroika;
let close: () => Promise<void>;

beforeEach(async () => {
  ({ emulator, troika, close } = await deskAtWecom('satisfaction', (at) => ({
    environment: botVariables(at),
  })));
  await emulator.listensAt(`${troika.url}/wecom/callback`);
  await until(() => emulator.bot.listens, WITHIN_MS);
});
afterEach(() => close());

const bySome = (who: Hands, place: string) => who.sees(place).filter(({ from }) => from === place);

/** What the bot answers somebody who is alone with it. */
async function answered(who: Hands, text: string) {
  const before = bySome(who, 'bot').length;
  await who.bot.asks(text);
  await until(() => bySome(who, 'bot').length > before, WITHIN_MS);
  return bySome(who, 'bot').at(-1)?.messageId ?? '';
}

const ratings = () =>
  inDatabase(troika.databaseUrl, async (client) => {
    const { rows } = await client.query(
      'SELECT ticket_id, verdict, words, reasons FROM rating ORDER BY rated_at, person',
    );
    return rows;
  });

test('D14: the last word of each counts, their own team’s does not, and only staff are told', async () => {
  const [zhang, lin, chen] = ['zhang', 'lin', 'chen'].map((who) => emulator.person(who)) as [
    Hands,
    Hands,
    Hands,
  ];
  await zhang.bot.rates(await answered(zhang, '进度'), 'bad');
  await zhang.says('报修 打印机卡纸');
  await settled(troika);
  await zhang.says('三楼');
  await settled(troika);
  const asked = bySome(zhang, 'app').at(-1);
  await zhang.taps(asked?.messageId ?? '', '完全无法工作');
  await settled(troika);

  const mine = await answered(zhang, '进度 #1');
  await zhang.bot.rates(mine, 'bad', { content: '还没有人来', reasons: [2] });
  await until(async () => (await ratings()).length === 1, WITHIN_MS);
  expect(await ratings()).toEqual([{ ticket_id: 1, verdict: 'bad', words: '还没有人来', reasons: [2] }]);
  await troika.store.clock.advance(1_000);
  await zhang.bot.rates(mine, 'good');
  await until(async () => (await ratings())[0]?.verdict === 'good', WITHIN_MS);

  // 陈静 serves the queue; 林晓 serves another one, and is told nothing of this one's.
  const theirs = await answered(chen, '#1');
  await chen.bot.rates(theirs, 'good');
  await settled(troika);
  await answered(chen, '本周数据');
  const told = (who: Hands) =>
    bySome(who, 'bot')
      .map(({ text }) => text)
      .join('\n');
  expect(told(chen)).toMatch(/满意度（CSAT）.*100% 满意（1 次评价）/su);
  await answered(lin, '本周数据');
  await answered(zhang, '本周数据');
  expect(told(lin)).not.toContain('满意度（CSAT）');
  expect(told(zhang)).not.toContain('满意度（CSAT）');
  expect((await ratings()).map(({ verdict }) => verdict)).toEqual(['good']);

  await zhang.bot.rates(mine, 'cancel');
  await until(async () => (await ratings())[0]?.verdict === 'withdrawn', WITHIN_MS);
  await answered(chen, '今日数据');
  expect(bySome(chen, 'bot').at(-1)?.text).not.toContain('满意度（CSAT）');
});
