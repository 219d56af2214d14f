/** The whole product at an Official Account, with WeChat's limits and on its bad days: nothing is lost, shown twice, or refused. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { WechatOaEmulator } from '../emulators/wechat-oa/emulator.js';
import type { Hands } from '../emulators/wechat-oa/human/hands.js';
import { until } from '../scheduler/until.js';
import { contentFolder } from '../support/content.js';
import { stageOn } from '../support/journey.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { openTroika, START, settled, type TestTroika } from '../support/troika.js';
import { wechatOaVariables } from '../support/wechat-oa-house.js';

jest.setTimeout(180_000);

const QUESTIONS = 12;
const HOUR = 3_600_000;
const NOTICE = 'noticeTemplate0123456789';
const BAD_DAY = [
  { kind: '-1', on: 'message/custom/send', chance: 0.15 },
  { kind: '42001', on: 'message/custom/send', chance: 0.15 },
  { kind: 'slow', on: 'message/custom/send', chance: 0.05, ms: 300 },
  { kind: 'duplicate', chance: 0.3 },
  { kind: 'out-of-order', chance: 0.1 },
  { kind: 'disconnect', chance: 0.1 },
] as const;

let emulator: WechatOaEmulator;
let database: FreshDatabase;
let troika: TestTroika;
let content: Awaited<ReturnType<typeof contentFolder>>;
let zhang: Hands;

beforeEach(async () => {
  emulator = await WechatOaEmulator.start({ origin: Date.parse(`${START}+08:00`) });
  zhang = emulator.addPerson({ name: '张老板' });
  content = await contentFolder([
    { file: 'desk.yaml', from: /(?<=\n {2}asked: \[wechat-kf, wechat-oa, sms, mail\]\n)/u, to: TEMPLATES },
  ]);
  database = await freshDatabase('wechat_oa');
  const environment = { ...wechatOaVariables(emulator), TROIKA_CONTENT: content.folder };
  troika = await openTroika({ databaseUrl: database.url, environment });
  await emulator.listensAt(`${troika.url}/wechat/oa`);
});
afterEach(async () => {
  await troika.stop();
  await emulator.close();
  await database.drop();
  await content.remove();
});

const TEMPLATES = `  templates:
    wechat-oa:
      default: { id: ${NOTICE}, values: { thing1: "{title}", phrase2: "{state}" } }
`;

async function later(ms: number): Promise<void> {
  await troika.store.clock.advance(ms);
  emulator.clock.advance(ms);
  await settled(troika);
}
async function quiet(): Promise<void> {
  await settled(troika);
  while ((await troika.store.outbox.health(troika.store.clock.now())).pending > 0) await later(5_000);
}
const shown = () => zhang.sees().flatMap(({ from, text }) => (from === 'account' ? [text] : []));

test('A14: what is asked on a bad day is answered once', async () => {
  for (const fault of BAD_DAY) emulator.world.faults.switchOn(fault);
  const asked = Array.from({ length: QUESTIONS }, (_, n) => `#${9001 + n}`);
  for (const question of asked) {
    await zhang.says(`查 ${question}`);
    await quiet();
  }
  // What was not acknowledged comes again after 5 and 10 seconds.
  for (const wait of [6_000, 6_000]) {
    await later(wait);
    await quiet();
  }
  const times = (what: string) => shown().filter((text) => text.includes(what)).length;
  const lost = asked.filter((what) => times(what) === 0);
  const twice = asked.filter((what) => times(what) > 1);
  const { refused, events, attempts, faults } = emulator.counts();
  const { '-1': _, 42001: __, ...others } = refused;
  process.stdout.write(
    `wechat-oa: asked ${asked.length}, events ${events} in ${attempts} attempts, twice ${twice.length}, lost ${lost.length}, ` +
      `refused ${JSON.stringify(others)}; faults ${JSON.stringify(faults)}\n`,
  );
  expect({ lost, twice, others }).toEqual({ lost: [], twice: [], others: {} });
});

test('D7, D10, E4: after two days of silence a consent carries what is told, and without one whoever has the ticket hears it', async () => {
  emulator.addTemplate({ id: NOTICE, title: '办理进度', kind: 'notice', fields: ['thing1', 'phrase2'] });
  for (const words of ['我要注册公司', '杭州青禾科技有限公司', '138 0013 8000']) {
    await zhang.says(words);
    await quiet();
  }
  await zhang.agrees(NOTICE);
  await later(49 * HOUR);
  await quiet();
  // What they did not pay for is their one notice; that it arrived is known.
  await until(async () => (await fatesOf('unpaid')).includes('arrived'), 5_000);
  expect(await fatesOf('unpaid')).toEqual(['moved', 'arrived']);
  expect(shown().at(-1)).toBe('办理进度\n杭州青禾科技有限公司\n待付款');
  const before = shown().length;
  expect(await stageOn(troika).stage.pays(1)).toBe(200);
  await quiet();
  expect(shown()).toHaveLength(before);
  expect(await unreachable()).toEqual([
    ['web:desk:registration', { message: 'fate.reason.no_room' }, [{ message: 'platform.wechat-oa' }]],
  ]);
  const { 42001: _, ...refused } = emulator.counts().refused;
  expect(refused).toEqual({});

  await zhang.says('进度');
  await quiet();
  await until(() => shown().at(-1)?.includes('待提交资料') ?? false, 5_000);
});

const fatesOf = async (say: string) =>
  (await troika.store.outbox.fates(1, 50)).flatMap(({ key, status }) => (key.includes(say) ? [status] : []));

/** Who hears that nothing reaches them any more, why, and what was tried. */
async function unreachable() {
  const rows = await troika.store.prisma.outbox.findMany({ where: { key: { startsWith: 'unreachable' } } });
  return rows.map(({ address, body }) => {
    const { params } = body as unknown as { params: { reason: unknown; tried: unknown } };
    return [address, params.reason, params.tried];
  });
}
