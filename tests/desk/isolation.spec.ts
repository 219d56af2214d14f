/** D19: whatever somebody asks, by words, buttons, files or the board, they never see a ticket of another team or another customer. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { memberBoard } from '../../src/desk/board.js';
import { getFile, putFile } from '../../src/desk/files.js';
import { openSpeaking, type Speaking } from '../support/speaking.js';
import { inDatabase } from '../support/store.js';

/** Whose a ticket is: every word of its title is a mark of its own. */
interface Owned {
  readonly id: number;
  readonly mark: string;
  readonly team: string;
  readonly requester: string;
  readonly file: string;
}

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  lin: ['registration'],
  wang: ['registration'],
  li: ['it'],
  zhao: ['it', 'tax'],
  chen: ['registration', 'it', 'tax'],
  gao: ['shop'],
};
const REQUESTERS = ['zhang', 'liu'];
const PEOPLE = [...Object.keys(MEMBERS), ...REQUESTERS];

let desk: Speaking;
const owned: Owned[] = [];

beforeAll(async () => {
  desk = await openSpeaking();
  for (const requester of REQUESTERS)
    for (const [team, words] of [
      ['registration', ['我要注册公司', 'MARK', '13800138000']],
      ['it', ['/报障', 'MARK 打不开']],
    ] as const) {
      const mark = `mark${owned.length}x`;
      const before = await newest();
      for (const word of words) await desk.says(requester, word.replace('MARK', mark));
      for (let asked = 0; (await newest()) === before && asked < 6; asked += 1)
        await desk.says(requester, '1');
      const id = await newest();
      expect(id).toBeGreaterThan(before);
      const kept = await putFile(desk.desk.house, {
        ...{ name: `${mark}.txt`, bytes: Buffer.from(mark), personal: true },
      });
      if (!('id' in kept)) throw new Error(`expected a file to be kept, got ${kept.refused}`);
      await inDatabase(desk.databaseUrl, (client) =>
        client.query('UPDATE file SET ticket_id = $1 WHERE id = $2', [id, kept.id]),
      );
      owned.push({ id, mark, team, requester, file: kept.id });
    }
}, 120_000);
afterAll(() => desk.close());

const newest = async () => (await desk.store.tickets.list({ limit: 1 }))[0]?.id ?? 0;
const mayKnow = (person: string, { team, requester }: Owned) =>
  MEMBERS[person]?.includes(team) ?? person === requester;

/** Tickets whose marks stand in what this person was told, and that are none of theirs. */
function leaksTo(person: string, told: string): readonly string[] {
  return owned
    .filter((ticket) => told.includes(ticket.mark) && !mayKnow(person, ticket))
    .map(({ mark }) => mark);
}

const QUESTIONS = [
  '待办',
  '我的工单',
  '进度',
  '查 ID',
  '#ID',
  '为什么 ID',
  '数据',
  '看板',
  '本月数据',
  '客户旅程',
  '帮助',
  '自查',
  '审计',
  '体检',
  '备注 hello',
  '接单',
  '链接 ID',
  '关联 ID',
  '合并 ID',
  '工时 #ID 5分钟 沟通',
  '更正工时 #ID',
  '本周工时',
  '步骤用时',
];
const PRESSES = [
  'claim',
  'watch',
  'nudge',
  'note',
  'reply',
  'open',
  'ticket',
  'fill',
  'assign',
  'merge',
  'undo',
  'log_effort',
];
const ask = fc.oneof(
  fc.constantFrom(...QUESTIONS).map((text) => ({ kind: 'text' as const, text })),
  fc.constantFrom(...PRESSES).map((action) => ({ kind: 'button' as const, value: `${action}:ID:0` })),
  fc.constant({ kind: 'file' as const }),
  fc.constant({ kind: 'board' as const }),
);

async function told(
  person: string,
  ticket: Owned,
  asked: typeof ask extends fc.Arbitrary<infer Asked> ? Asked : never,
): Promise<string> {
  const about = (text: string) => text.replace('ID', String(ticket.id));
  if (asked.kind === 'file') {
    const got = await getFile(desk.desk.house, ticket.file, { platform: 'web', account: person });
    return got ? Buffer.from(got.bytes).toString() : '';
  }
  if (asked.kind === 'board')
    return JSON.stringify(await memberBoard(desk.desk.house, 'web', person, 'zh-CN'));
  const said =
    asked.kind === 'text' ? { ...asked, text: about(asked.text) } : { ...asked, value: about(asked.value) };
  return desk.says(person, said);
}

test('D19: no question of anybody shows a ticket of another team or another customer', async () => {
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PEOPLE), fc.nat(3), ask, async (person, n, asked) => {
      const ticket = owned[n] as Owned;
      const answer = await told(person, ticket, asked);
      shown += owned.filter(({ mark }) => answer.includes(mark)).length;
      expect({ person, asked, leaks: leaksTo(person, answer) }).toEqual({ person, asked, leaks: [] });
    }),
    { numRuns: 150 },
  );
  // They did see their own: nobody is kept from leaking by seeing nothing.
  expect(shown).toBeGreaterThan(20);
}, 120_000);

test('a leak would be found: what is shown to a colleague of the other team is judged as told to them', async () => {
  const [theirs] = owned as [Owned];
  const answer = await told('lin', theirs, { kind: 'text', text: '待办' });
  expect(leaksTo('lin', answer)).toEqual([]);
  expect(leaksTo('li', answer)).toContain(theirs.mark);
  expect(leaksTo('liu', answer)).toContain(theirs.mark);
  // A member who is put into a team by mistake sees what they should not, and the judge says so.
  await inDatabase(desk.databaseUrl, async (client) => {
    await client.query("UPDATE member SET teams = array_append(teams, 'registration') WHERE id = 'li'");
    await client.query("UPDATE revision SET version = version + 1 WHERE name = 'directory'");
  });
  desk.desk.house.staff.refresh();
  expect(leaksTo('li', await told('li', theirs, { kind: 'text', text: '待办' }))).toContain(theirs.mark);
});
