/** D5: a new ticket goes where the first rule that fits says, into the hands of somebody who is there. */
import { describe, expect, test } from '@jest/globals';
import type { Member } from '../../src/people/people.js';
import { type RoutingRule, routingFile, routingOf } from '../../src/sop/routing.js';
import type { Facts } from '../../src/tickets/facts.js';
import {
  by,
  content,
  customer,
  directoryOf,
  given,
  member,
  sopCalled,
  type World,
} from '../support/given.js';

const it = sopCalled('it-helpdesk');
const fields = { problem: 'erp 登录不上', place: '三楼', urgency: 'blocked' };
const open = { sop: it.key, fields };

const NAME = { 'zh-CN': '规则', en: 'Rule' };
const rules = (written: Readonly<Record<string, object>>): readonly RoutingRule[] =>
  routingOf(
    routingFile.parse(
      Object.fromEntries(Object.entries(written).map(([key, rule]) => [key, { name: NAME, ...rule }])),
    ),
  );
const routing = (written: Readonly<Record<string, object>>, more: Partial<Facts['routing']> = {}) => ({
  rules: rules(written),
  open: [],
  tiers: content.customers.tiers,
  ...more,
});
const skilled = (id: string, ...skills: readonly string[]): Member => ({
  ...member(id, ['it'], ['agent']),
  skills,
});
const away = (one: Member): Member => ({
  ...one,
  preferences: { leave: { from: '2026-03-02', until: '2026-03-06', delegate: 'bo' } },
});
const team = [skilled('an', 'erp'), skilled('bo'), skilled('cy', 'erp')];
const opened = (
  written: Parameters<typeof routing>[0],
  world: World = {},
  more: Partial<Facts['routing']> = {},
) =>
  given([], { sop: it, directory: directoryOf(team), routing: routing(written, more), ...world }).when(
    'open',
    open,
    by.customer,
  );

describe('D5: routing', () => {
  test('the first rule that fits decides, and the event says by which rule and by what', () => {
    const written = {
      shop: { when: { category: 'change' }, to: 'member:bo' },
      erp: { when: { category: 'fault', keyword: ['财务模块', 'ERP'] }, to: 'member:cy' },
      rest: { to: 'member:an' },
    };
    opened(written).then(
      { type: 'ticketOpened', queue: 'it' },
      {
        ...{ type: 'ticketAssigned', by: 'system', to: 'cy', claimed: false },
        routed: {
          rule: 'erp',
          name: NAME,
          because: [
            { on: 'category', found: { text: { 'zh-CN': '故障报修', en: 'Fault report' } } },
            { on: 'keyword', found: 'ERP' },
          ],
        },
      },
    );
  });

  test('each kind of condition holds only where it is so', () => {
    const vip = { id: 'C-1', dates: {}, tier: 'vip' };
    const holds = (when: object, world: World = {}, more: Partial<Facts['routing']> = {}) =>
      opened({ one: { when, to: 'member:bo' } }, world, more).happened().events.length === 2;
    for (const [yes, no] of [
      [{ sop: it.key }, { sop: 'procurement' }],
      [{ platform: ['feishu', 'web'] }, { platform: 'feishu' }],
      [{ priority: 'P3' }, { priority: ['P1', 'P2'] }],
      [{ field: { urgency: 'blocked' } }, { field: { urgency: 'minor' } }],
      [{ outside: 'office' }, { within: 'office' }],
      [{ keyword: '登录' }, { keyword: '打印' }],
      [{}, { keyword: '登录', platform: 'feishu' }],
    ])
      expect([yes, no, holds(yes ?? {}), holds(no ?? {})]).toEqual([yes, no, true, false]);
    expect(holds({ within: 'office' }, {}, { open: ['office'] })).toBe(true);
    expect([holds({ tier: 'vip' }, { customer: vip }), holds({ tier: 'vip' })]).toEqual([true, false]);
    expect(holds({ platform: 'web' }, { requester: { ...customer, address: null } })).toBe(false);
  });

  test('a queue alone is only where it waits; the desk that names one, and a routine, ask no rule', () => {
    const written = { books: { when: { keyword: 'erp' }, queue: 'tax' } };
    expect(opened(written).happened().events).toMatchObject([{ queue: 'tax', routed: { rule: 'books' } }]);
    const system = given([], {
      sop: it,
      directory: directoryOf(team),
      routing: routing({ all: { to: 'member:bo' } }),
    });
    for (const own of [{ queue: 'tax' }, { routine: 'monthly' }])
      system.when('open', { ...open, requesterId: 'r1', ...own }, by.system).then({ type: 'ticketOpened' });
  });

  test('who has the fewest gets it, among those with the skill', () => {
    const load = new Map([
      ['an', 3],
      ['bo', 0],
      ['cy', 2],
    ]);
    opened({ one: { to: 'least_loaded', skill: 'erp' } }, { load }).then({}, { to: 'cy' });
    opened({ one: { to: 'least_loaded' } }, { load }).then({}, { to: 'bo' });
  });

  test('in turn everybody gets one, and whoever is away is passed over', () => {
    const turn = (last: string | null, members = team) =>
      opened({ one: { to: 'round_robin' } }, { directory: directoryOf(members) }, { last }).happened().ticket
        .assigneeId;
    expect([turn(null), turn('an'), turn('bo'), turn('cy'), turn('gone')]).toEqual([
      'an',
      'bo',
      'cy',
      'an',
      'an',
    ]);
    const [an, bo, cy] = team as [Member, Member, Member];
    expect(turn('an', [an, away(bo), cy])).toBe('cy');
  });

  test('nobody there: it waits in the queue, and the lead hears it at once, with the rule', () => {
    const lead = member('zhao', ['it'], ['lead']);
    const directory = directoryOf([...team.map(away), lead]);
    const { ticket, reactions, events } = opened({ one: { to: 'least_loaded' } }, { directory }).happened();
    expect(ticket).toMatchObject({ assigneeId: null, queue: 'it' });
    expect(events).toMatchObject([{ routed: { rule: 'one', nobody: true } }]);
    expect(reactions.notices).toContainEqual(
      expect.objectContaining({
        ...{ say: 'notice.routed_to_nobody', to: { to: 'member', id: 'zhao' } },
        kind: { class: 'assigned', urgent: true },
      }),
    );
  });

  test('a step that names a role keeps its own word', () => {
    const role = {
      ...it,
      states: { ...it.states, new: { ...it.states.new, givenTo: 'designer' } },
    } as typeof it;
    const directory = directoryOf([...team, member('di', ['it'], ['designer'])]);
    opened({ one: { to: 'member:bo' } }, { sop: role, directory }).then({}, { to: 'di', role: 'designer' });
  });

  test('never an absent, inactive or outside member, nor one who only reads, whatever the rule and the house', () => {
    const ways = [
      'round_robin',
      'least_loaded',
      'role:agent',
      'role:lead',
      'role:admin',
      'member:m0',
      'member:m3',
    ];
    let given = 0;
    for (let seed = 1; seed <= 2000; seed += 1) {
      const chance = chancesOf(seed);
      const people = Array.from({ length: 1 + chance(5) }, (_, n): Member => {
        const roles = ['agent', 'lead', 'admin', 'auditor'].filter(() => chance(2) === 0);
        const one = member(`m${n}`, chance(3) === 0 ? ['tax'] : ['it'], roles, chance(4) > 0);
        const able = { ...one, skills: chance(2) === 0 ? ['erp'] : [] };
        return chance(3) === 0 ? away(able) : able;
      });
      const to = ways[chance(ways.length)] ?? '';
      const skill = !to.startsWith('member') && chance(2) === 0 ? { skill: 'erp' } : {};
      const load = new Map(people.map(({ id }) => [id, chance(4)]));
      const { ticket } = opened(
        { one: { to, ...skill } },
        { directory: directoryOf(people), load },
        { last: `m${chance(5)}` },
      ).happened();
      if (ticket.assigneeId === null) continue;
      given += 1;
      const hand = people.find(({ id }) => id === ticket.assigneeId);
      expect({ seed, to, ...hand }).toMatchObject({ active: true, teams: ['it'], preferences: {} });
      expect({ seed, leave: hand?.preferences.leave, reads: hand?.roles.includes('auditor') }).toEqual({
        ...{ seed, leave: undefined, reads: false },
      });
      if ('skill' in skill) expect({ seed, skills: hand?.skills }).toEqual({ seed, skills: ['erp'] });
    }
    expect(given).toBeGreaterThan(300);
  });
});

/** The same numbers for the same seed. */
function chancesOf(seed: number): (below: number) => number {
  let state = seed * 2654435761;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
