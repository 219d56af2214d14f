/** A group that exists already hears its team by a robot: within its rate, in order, once, and with a way into the page. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { wecom } from '../../adapters/wecom/index.js';
import { addressOf } from '../../src/platform/address.js';
import type { WecomEmulator } from '../emulators/wecom/emulator.js';
import { contentFolder } from '../support/content.js';
import { freshDatabase } from '../support/postgres.js';
import { openTroika, START, settled, type TestTroika } from '../support/troika.js';
import { wecomVariables } from '../support/wecom-house.js';
import { companyAtWecom } from '../support/wecom-scenery.js';

jest.setTimeout(120_000);

const NOTICES = 45;

let emulator: WecomEmulator;
let troika: TestTroika;
let environment: Record<string, string>;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  emulator = await companyAtWecom(Date.parse(`${START}+08:00`));
  closing.push(() => emulator.close());
  const { robotKey } = emulator.addGroup({
    id: 'wr_it',
    name: 'IT 服务台',
    members: ['li', 'zhao'],
    withRobot: true,
  });
  const address = `wecom:${emulator.app.corpId}:robot/it`;
  const content = await contentFolder([
    { file: 'desk.yaml', from: /identities: \{ web: (\w+) \}/gu, to: 'identities: { wecom: $1 }' },
    { file: 'desk.yaml', from: '"web:desk:it"', to: `"${address}"` },
  ]);
  closing.push(content.remove);
  const database = await freshDatabase('wecom_robot');
  closing.push(database.drop);
  environment = {
    ...{ ...wecomVariables(emulator), TROIKA_CONTENT: content.folder, PUBLIC_URL: 'https://desk.example' },
    WECOM_ROBOT_IT: `${emulator.url}/cgi-bin/webhook/send?key=${robotKey}`,
  };
  troika = await openTroika({ databaseUrl: database.url, environment });
  closing.push(troika.stop);
  await emulator.listensAt(`${troika.url}/wecom/callback`);
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const heard = () =>
  emulator
    .person('li')
    .sees('wr_it')
    .map(({ text }) => text);

async function later(ms: number): Promise<void> {
  emulator.clock.advance(ms);
  await troika.advance(ms);
}

async function quiet(): Promise<void> {
  for (;;) {
    await settled(troika);
    if ((await troika.store.outbox.health(troika.store.clock.now())).pending === 0) return;
    await later(5_000);
  }
}

async function says(...titles: readonly string[]): Promise<void> {
  const address = addressOf('wecom', emulator.app.corpId, 'robot/it');
  const outbox = titles.map((title) => ({
    ...{ key: title, address, locale: 'zh-CN' as const, ticketId: null },
    body: { kind: 'card' as const, card: { title, tone: 'neutral' as const, blocks: [], buttons: [] } },
  }));
  await troika.store.tickets.save({ expect: [], outbox, commands: [] });
  troika.desk.house.onSaved({ commands: [] });
}

test('E3: a ticket of the team is told in its group, as of when, with a link into the page and nothing typed come true', async () => {
  const zhang = emulator.person('zhang');
  for (const text of ['报修 打印机卡纸[点我](https://evil.example) <@all>', '三楼']) {
    await zhang.says(text);
    await quiet();
  }
  const asked = zhang.sees().findLast(({ buttons }) => buttons.length > 0);
  await zhang.taps(asked?.messageId ?? '', '完全无法工作');
  await quiet();
  const [first = ''] = heard().filter((text) => text.includes('#1'));
  expect(first).toMatch(/^\*\*#1 /u);
  expect(first).toMatch(/截至 12-01 10:0\d，新变化见新卡/u);
  expect(first.split('\n').at(-1)).toBe('[打开服务台](https://desk.example/wecom/log-in)');
  expect(first).not.toMatch(/\[点我|<@/u);
  expect(first).not.toMatch(/回复 1/u);
});

test('E3: what comes in a burst waits for its turn: all of it is seen, in order, and WeCom refuses none', async () => {
  const before = heard().length;
  const titles = Array.from({ length: NOTICES }, (_, n) => `通知 ${n}。`);
  await says(...titles);
  await quiet();
  const { refused, shownTwice } = emulator.counts();
  process.stdout.write(
    `wecom robot: ${NOTICES} sent, refused ${JSON.stringify(refused)}, twice ${shownTwice}\n`,
  );
  expect(heard().slice(before)).toEqual(titles.map((title) => `**${title}**`));
  expect({ refused, shownTwice }).toEqual({ refused: {}, shownTwice: 0 });
});

test('what may have arrived is not said again by itself; what was refused is', async () => {
  emulator.world.faults.switchOn({ kind: 'reset', on: 'webhook/send' });
  await says('只说一次');
  await quiet();
  expect(heard().filter((text) => text.includes('只说一次'))).toHaveLength(1);
  expect(await troika.store.prisma.outbox.findUnique({ where: { key: '只说一次' } })).toMatchObject({
    status: 'uncertain',
  });
  emulator.world.faults.switchOn({ kind: '45009', on: 'webhook/send' });
  await says('再说一次');
  await quiet();
  expect(heard().filter((text) => text.includes('再说一次'))).toHaveLength(1);
});

test('the check-up says where its address belongs, and finds a robot that is gone', async () => {
  const checked = async (more: Record<string, string> = {}) => {
    const found = (await wecom.configure({ ...environment, ...more }, null)?.check?.()) ?? [];
    return found.filter(({ what }) => what.startsWith('the robot'));
  };
  expect(await checked()).toEqual([
    {
      what: 'the robot it',
      is: expect.stringContaining(`wecom:${emulator.app.corpId}:robot/it`),
      todo: null,
    },
  ]);
  const gone = { WECOM_ROBOT_IT: `${emulator.url}/cgi-bin/webhook/send?key=00000000-0000` };
  expect((await checked(gone))[0]?.todo).toMatch(/WECOM_ROBOT_IT/u);
  expect(heard()).toEqual([]);
});
