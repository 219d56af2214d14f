/** A group that exists already hears its team by a robot: within its rate, in order, once, and with a way into the page. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { wecom } from '../../adapters/wecom/index.js';
import { addressOf } from '../../src/platform/address.js';
import type { WecomEmulator } from '../emulators/wecom/emulator.js';
import { until } from '../scheduler/until.js';
import type { TestTroika } from '../support/troika.js';
import { deskAtWecom, quiet, type WecomDesk } from '../support/wecom-desk.js';

jest.setTimeout(120_000);

const NOTICES = 45;
const WITHIN_MS = 20_000;

let desk: WecomDesk;
let emulator: WecomEmulator;
let troika: TestTroika;

beforeEach(async () => {
  desk = await deskAtWecom('wecom_robot', (at) => {
    const members = ['li', 'zhao'];
    const { robotKey } = at.addGroup({ id: 'wr_it', name: 'IT 服务台', members, withRobot: true });
    const chat = `"wecom:${at.app.corpId}:robot/it"`;
    return {
      environment: { PUBLIC_URL: 'https://desk.example', WECOM_ROBOT_IT: webhookOf(at, robotKey) },
      edits: [{ file: 'desk.yaml', from: '"web:desk:it"', to: chat }],
    };
  });
  ({ emulator, troika } = desk);
  await emulator.listensAt(`${troika.url}/wecom/callback`);
});
afterEach(() => desk.close());

const webhookOf = ({ url }: WecomEmulator, key: unknown) => `${url}/cgi-bin/webhook/send?key=${key}`;
const heard = () =>
  emulator
    .person('li')
    .sees('wr_it')
    .map(({ text }) => text);

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
  const question = (step: string) => zhang.sees().findLast(({ text }) => text.includes(step));
  for (const [text, next] of [
    ['报修 打印机卡纸[点我](https://evil.example) <@all>', '（2/3）'],
    ['三楼', '（3/3）'],
  ] as const) {
    await zhang.says(text);
    await until(() => question(next) !== undefined, WITHIN_MS);
  }
  await zhang.taps(question('（3/3）')?.messageId ?? '', '完全无法工作');
  const told = () => heard().find((text) => text.includes('#1'));
  await until(() => told() !== undefined, WITHIN_MS);
  const first = told() ?? '';
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
  await quiet(desk);
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
  await quiet(desk);
  expect(heard().filter((text) => text.includes('只说一次'))).toHaveLength(1);
  expect(await troika.store.prisma.outbox.findUnique({ where: { key: '只说一次' } })).toMatchObject({
    status: 'uncertain',
  });
  emulator.world.faults.switchOn({ kind: '45009', on: 'webhook/send' });
  await says('再说一次');
  await quiet(desk);
  expect(heard().filter((text) => text.includes('再说一次'))).toHaveLength(1);
});

test('the check-up says where its address belongs, and finds a robot that is gone', async () => {
  const checked = async (more: Record<string, string> = {}) => {
    const found = (await wecom.configure({ ...desk.environment, ...more }, null)?.check?.()) ?? [];
    return found.filter(({ what }) => what.startsWith('the robot'));
  };
  expect(await checked()).toEqual([
    {
      what: 'the robot it',
      is: expect.stringContaining(`wecom:${emulator.app.corpId}:robot/it`),
      todo: null,
    },
  ]);
  const gone = { WECOM_ROBOT_IT: webhookOf(emulator, '00000000-0000') };
  expect((await checked(gone))[0]?.todo).toMatch(/WECOM_ROBOT_IT/u);
  expect(heard()).toEqual([]);
});
