/** A platform's own directory: shown before it is taken, followed by the hour, and never trusted further than it vouches. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addressOf } from '../../src/platform/address.js';
import type { Card } from '../../src/platform/card.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { DirectoryEntry } from '../../src/platform/directory.js';
import { type OpenDesk, openDesk, type Platform, platform } from '../support/desk.js';
import { describeCard } from '../support/seen.js';

let desk: OpenDesk;
let entries: readonly DirectoryEntry[];
let readable: () => Promise<readonly DirectoryEntry[]>;
let shown: Card[];
let said: number;
/** What went wrong where nobody waits for it. */
let complaints: string[];

const person = (account: string, name: string, over: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  ...{ account, name, mobile: null, email: null, leader: undefined, departments: [], active: true },
  ...over,
});

const IN_TEAM = { departments: ['注册组'] };
const MARKET = [1, 2].map((n) => person(`ou_m${n}`, `市场${n}`, { departments: ['市场部'] }));
const XIAO = person('ou_lin', '林晓', {
  mobile: '+86 138 0013 8000',
  departments: ['注册组'],
  leader: 'ou_chen',
});
const CHEN = person('ou_chen', '陈静', { leader: null, email: 'chen@example.com' });
const HAN = person('ou_han', '韩梅', {
  email: 'Han.Mei@example.com',
  departments: ['注册组'],
  leader: 'ou_lin',
});

/** How far the holidays are known: administrators are told of that as well, once. */
const HORIZON = /^放假安排只知道到/u;

beforeEach(async () => {
  shown = [];
  said = 0;
  complaints = [];
  entries = [XIAO, CHEN, HAN];
  readable = async () => entries;
  const feishu: Platform = { ...platform('feishu', { forms: 'none' }), directory: () => readable() };
  const web = platform('web');
  for (const each of [feishu, web])
    each.answer = ({ card }) => void (HORIZON.test(card.title) || shown.push(card));
  const none = () => undefined;
  const error = (_: object, message: string) => void complaints.push(message);
  desk = await openDesk([web, feishu], { log: { debug: none, info: none, warn: none, error } });
  await desk.store.prisma.member.update({ where: { id: 'chen' }, data: { roles: ['manager', 'admin'] } });
  await desk.store.prisma.identity.createMany({
    data: [
      { platform: 'sms', account: '13800138000', memberId: 'lin' },
      { platform: 'mail', account: 'chen@example.com', memberId: 'chen' },
    ],
  });
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  await desk.close();
});

const send = async (
  content: { kind: 'text'; text: string } | { kind: 'button'; value: string },
  who = 'chen',
) => {
  said += 1;
  const reply = await desk.desk.receive({
    ...{ platform: 'web', eventId: `e${said}`, sender: { account: who }, private: true, content },
    address: addressOf('web', 'desk', who),
  });
  await desk.desk.idle();
  return reply;
};
const says = (text: string, who?: string) => send({ kind: 'text', text }, who);
const taps = async (text: string) => {
  const button = shown.flatMap(({ buttons }) => buttons).findLast((each) => each.text === text);
  if (!button) throw new Error(`expected a button ${text}, got ${JSON.stringify(shown.at(-1), null, 1)}`);
  return send({ kind: 'button', value: button.value });
};
const last = () => describeCard(shown.at(-1) as Card);
const members = async () => (await desk.store.people.directory()).members;
const accounts = async (member: string) =>
  (await desk.store.bindings.identities({ kind: 'member', id: member })).map(
    ({ platform: p, account }) => `${p}/${account}`,
  );

async function takenOver(): Promise<void> {
  await says('同步通讯录');
  await taps('确认同步');
}
/** The next hour's look. */
async function anHourLater(): Promise<void> {
  await desk.store.clock.advance(3_600_000);
  await desk.desk.sweep();
  await desk.desk.idle();
}

describe('同步通讯录', () => {
  test('D18: what would change is shown first, and only what was shown is done', async () => {
    entries = [...entries, ...MARKET];
    await says('同步通讯录');
    expect(last()).toMatch(/新成员 1 人[\s\S]*韩梅（han.mei）/u);
    expect(last()).toContain('绑定账号');
    expect(last()).toContain('部门「市场部」没有同名的班组：2 人不加入，仍是报单人');
    entries = [...entries, person('ou_late', '迟到', IN_TEAM)];
    await taps('确认同步');
    expect((await members()).has('han.mei')).toBe(false);
    expect(last()).toContain('迟到（ou_late）');
    await taps('确认同步');
    expect((await members()).get('han.mei')).toMatchObject({
      ...{ name: '韩梅', teams: ['registration'], roles: ['agent'], leader: 'lin' },
    });
    await says('同步通讯录');
    expect(shown.at(-1)?.title).toBe('名单和现在一样，没有要改的');
  });

  test('D19: one person on two platforms is one member by what the platform vouches for, and never by a name', async () => {
    entries = [XIAO, CHEN, person('ou_other', '周明', { mobile: '13900139000', ...IN_TEAM })];
    await takenOver();
    expect(await accounts('lin')).toEqual(
      expect.arrayContaining(['feishu/ou_lin', 'sms/13800138000', 'web/lin']),
    );
    expect(await accounts('zhou')).not.toContain('feishu/ou_other');
    expect(await accounts('ou_other')).toEqual(
      expect.arrayContaining(['feishu/ou_other', 'sms/13900139000']),
    );
    expect(shown.map(describeCard).join('\n')).toContain('周明和周明（zhou）同名');
  });

  test("a number that is another member's already stays theirs", async () => {
    await takenOver();
    entries = entries.map((entry) => (entry === HAN ? { ...HAN, mobile: '13800138000' } : entry));
    await says('同步通讯录');
    expect(last()).toContain('韩梅的 138…8000 已经是林晓（lin）的，没有改');
    expect(shown.at(-1)?.title).toBe('名单和现在一样，没有要改的');
  });

  test('whoever left there is shut out here within the hour, and the administrators hear of it once', async () => {
    await takenOver();
    entries = [XIAO, CHEN];
    await anHourLater();
    expect((await members()).get('han.mei')?.active).toBe(false);
    expect(last()).toContain('韩梅已在飞书离职');
    const before = shown.length;
    await anHourLater();
    expect(shown).toHaveLength(before);
  });

  test('the platform says that somebody left: nobody waits for the hour', async () => {
    await takenOver();
    entries = [XIAO, CHEN, { ...HAN, active: false }];
    desk.desk.directoryMoved('feishu');
    await desk.desk.idle();
    expect((await members()).get('han.mei')?.active).toBe(false);
  });

  test('whoever is new there is shown to the administrators, and made staff by nobody else', async () => {
    await takenOver();
    entries = [...entries, person('ou_new', '新来', IN_TEAM)];
    await anHourLater();
    expect((await members()).has('ou_new')).toBe(false);
    expect(last()).toContain('新成员 1 人');
    const told = shown.length;
    await anHourLater();
    expect(shown).toHaveLength(told);
    // Somebody who leaves meanwhile is news; who waited before is none afterwards.
    entries = entries.filter((entry) => entry !== HAN);
    await anHourLater();
    expect(last()).toContain('韩梅已在飞书离职');
    await anHourLater();
    expect(shown).toHaveLength(told + 1);
    await taps('看变化');
    await taps('确认同步');
    expect((await members()).get('ou_new')).toMatchObject({ name: '新来', active: true });
  });

  test('when nearly everybody is gone at once nobody is shut out: the permission may be', async () => {
    entries = [XIAO, CHEN, ...[1, 2, 3, 4].map((n) => person(`ou_${n}`, `同事${n}`, IN_TEAM))];
    await takenOver();
    entries = [CHEN];
    await anHourLater();
    expect(
      [...(await members()).values()].filter(({ id, active }) => id.startsWith('ou_') && active),
    ).toHaveLength(4);
    expect(last()).toContain('没有自动停用');
  });

  test('a directory that cannot be read changes nothing and says why', async () => {
    await takenOver();
    readable = async () => {
      throw new DeliveryError({
        kind: 'unauthorised',
        reason: '99991672 no permission for contact:user.base',
      });
    };
    const before = await desk.store.people.directory();
    const reply = await says('同步通讯录');
    expect(JSON.stringify([reply, shown.at(-1)])).toContain('99991672');
    await anHourLater();
    expect((await desk.store.people.directory()).version).toBe(before.version);
  });

  test('only an administrator may', async () => {
    await says('同步通讯录', 'lin');
    expect(shown.at(-1)?.title).toContain('只有管理员能同步，请找：陈静');
  });
});
