/** B12: whatever is logged, corrected and withdrawn, every section of the report adds up to what the log holds, and no team reads another's. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { handle } from '../../src/desk/handle.js';
import { effort } from '../../src/reports/effort.js';
import { periodRange } from '../../src/reports/period.js';
import type { Row } from '../../src/reports/report.js';
import { openSpeaking, type Speaking } from '../support/speaking.js';

const TEAMS = {
  registration: { tickets: [] as number[], members: ['lin', 'zhou', 'wang'], lead: 'wang' },
  it: { tickets: [] as number[], members: ['li'], lead: 'zhao' },
};
type Team = keyof typeof TEAMS;
const KINDS = ['talk', 'papers', 'errand', 'review'];

let desk: Speaking;
/** What counts, entry by entry, beside everything that is tested. */
const ledger = new Map<string, { team: Team; who: string; kind: string; minutes: number }>();

beforeAll(async () => {
  desk = await openSpeaking();
  for (const words of [
    ['我要注册公司', '青禾', '13800138000'],
    ['我要注册公司', '白泽', '13800138001'],
  ])
    for (const word of words) await desk.says('zhang', word);
  for (const word of ['/报障', '打印机打不开', '三楼', '1', '1']) await desk.says('liu', word);
  for (const { id, queue } of await desk.store.tickets.list({ limit: 10 }))
    TEAMS[queue === 'registration' ? 'registration' : 'it'].tickets.push(id);
  expect([TEAMS.registration.tickets.length, TEAMS.it.tickets.length]).toEqual([2, 1]);
}, 120_000);
afterAll(() => desk.close());

let asked = 0;
async function does(who: string, type: string, ticketId: number, input: object): Promise<boolean> {
  asked += 1;
  const cause = { kind: 'api', key: `effort-${asked}` } as const;
  const command = { type, ticketId, input: { ...input }, actor: { kind: 'member', id: who } as const, cause };
  return (await handle(desk.desk.house, command, () => ({}))).kind === 'done';
}

const week = () => periodRange('this_week', desk.store.clock.now(), 'Asia/Shanghai');
const reported = (...queues: readonly string[]) =>
  desk.store.reports.run('effort', effort.params(week(), queues));
const inAll = (rows: readonly Row[], section: string) =>
  rows.filter((row) => row.section === section).reduce((sum, { minutes }) => sum + Number(minutes), 0);
const inLedger = (keep: (one: { team: Team; who: string; kind: string }) => boolean) =>
  [...ledger.values()].filter(keep).reduce((sum, { minutes }) => sum + minutes, 0);

const act = fc.record({
  team: fc.constantFrom<Team>('registration', 'it'),
  n: fc.nat(5),
  type: fc.constantFrom('log_effort', 'log_effort', 'correct_effort', 'withdraw_effort'),
  entry: fc.integer({ min: 1, max: 6 }),
  kind: fc.constantFrom(...KINDS),
  minutes: fc.integer({ min: 1, max: 240 }),
});

test('B12: the report of a team is the sum of its log, in every section, to the minute', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
      for (const { team, n, type, entry, kind, minutes } of acts) {
        const { tickets, members } = TEAMS[team];
        const who = members[n % members.length] ?? '';
        const ticket = tickets[n % tickets.length] ?? 0;
        const key = `${ticket}/${entry}`;
        if (type === 'log_effort') {
          if (!(await does(who, type, ticket, { spent: `${minutes}m`, kind }))) continue;
          const no = [...ledger.keys()].filter((one) => one.startsWith(`${ticket}/`)).length + 1;
          ledger.set(`${ticket}/${no}`, { team, who, kind, minutes });
        } else if (type === 'withdraw_effort') {
          const known = ledger.get(key);
          if ((await does(who, type, ticket, { entry: String(entry) })) && known)
            ledger.set(key, { ...known, minutes: 0 });
        } else {
          const input = { entry: String(entry), spent: `${minutes}m`, kind };
          const known = ledger.get(key);
          if ((await does(who, type, ticket, input)) && known) ledger.set(key, { ...known, kind, minutes });
        }
      }
      for (const team of ['registration', 'it'] as const) {
        const rows = await reported(team);
        const total = inLedger((one) => one.team === team);
        for (const section of ['kind', 'category', 'member', 'customer'])
          expect({ section, minutes: inAll(rows, section) }).toEqual({ section, minutes: total });
        for (const kind of KINDS)
          expect(
            inAll(
              rows.filter((row) => row.key === kind),
              'kind',
            ),
          ).toBe(inLedger((one) => one.team === team && one.kind === kind));
        for (const who of TEAMS[team].members)
          expect(
            inAll(
              rows.filter((row) => row.key === who),
              'member',
            ),
          ).toBe(inLedger((one) => one.team === team && one.who === who));
        const strangers = rows.filter(
          ({ section, key }) => section === 'member' && !TEAMS[team].members.includes(String(key)),
        );
        expect(strangers).toEqual([]);
      }
    }),
    { numRuns: 12 },
  );
  expect(inLedger(() => true)).toBeGreaterThan(0);
}, 240_000);

test('D19: a lead reads the time of their own team, an agent, another team and a customer none', async () => {
  await does('li', 'log_effort', TEAMS.it.tickets[0] ?? 0, { spent: '7m', kind: 'talk' });
  await does('lin', 'log_effort', TEAMS.registration.tickets[0] ?? 0, { spent: '11m', kind: 'talk' });
  const theirs = await desk.says('wang', '本周工时');
  expect(theirs).toContain('林晓');
  expect(theirs).not.toContain('李强');
  const others = await desk.says('zhao', '本周工时');
  expect(others).toContain('李强');
  expect(others).not.toMatch(/林晓|周明|王芳/u);
  for (const who of ['lin', 'zhang'])
    expect(await desk.says(who, '本周工时')).not.toMatch(/合计|林晓：|李强/u);
  const strange = TEAMS.registration.tickets[0] ?? 0;
  expect(await does('li', 'log_effort', strange, { spent: '5m', kind: 'talk' })).toBe(false);
  expect(await does('li', 'withdraw_effort', strange, { entry: '1' })).toBe(false);
  expect(await desk.says('zhang', `#${strange}`)).not.toMatch(/工时/u);
});
