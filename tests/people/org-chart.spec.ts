/** F4: whom a rung reaches, in companies of every shape: the one really above, never the handler, never somebody who is gone. */
import { describe, expect, test } from '@jest/globals';
import { type Above, above } from '../../src/people/org-chart.js';
import type { Member } from '../../src/people/people.js';
import { directoryOf, member } from '../support/given.js';

const TODAY = '2026-03-03';
const TEAM = 'registration';

const under = (one: Member, leader: string | null): Member => ({ ...one, leader });
const off = (one: Member, delegate: string): Member => ({
  ...one,
  preferences: { leave: { from: '2026-03-02', until: '2026-03-06', delegate } },
});
const gone = (one: Member): Member => ({ ...one, active: false });

/** lin works under wang, who leads under chen, who manages under boss. */
const lin = under(member('lin', [TEAM], ['agent']), 'wang');
const zhou = under(member('zhou', [TEAM], ['agent']), 'wang');
const wang = under(member('wang', [TEAM], ['lead']), 'chen');
const chen = under(member('chen', [TEAM], ['manager']), 'boss');
const boss = member('boss', [], ['director']);
const root = member('root', [], ['admin']);
const company = [lin, zhou, wang, chen, boss, root];

const has = (...changed: readonly Member[]) =>
  directoryOf([...company.filter(({ id }) => !changed.some((one) => one.id === id)), ...changed]);
const without = (...ids: readonly string[]) => directoryOf(company.filter(({ id }) => !ids.includes(id)));

const asked = (
  to: Parameters<typeof above>[0],
  directory = directoryOf(company),
  below: string | null = 'lin',
) => above(to, { below: directory.members.get(below ?? '') ?? null, team: TEAM, directory, today: TODAY });

const told = (found: readonly Above[]) =>
  found.map(({ member: one, as, standIn }) => [one.id, as, ...(standIn ? [standIn.id] : [])].join(' '));

// biome-ignore format: a table is read by rows
const shapes: readonly [policy: string, to: Parameters<typeof above>[0], Parameters<typeof asked>[1], string[]][] = [
  ['the direct leader is asked first', 'leader', undefined, ['wang leader']],
  ['the lead of the team', 'lead', undefined, ['wang lead']],
  ['the head of the department', 'department', undefined, ['chen manager']],
  ['a named role of the team', 'role:lead', undefined, ['wang role']],
  ['a role that nobody of the team holds is found in the company', 'role:director', undefined, ['boss role']],
  ['a leader who is away is climbed past', 'leader', has(off(wang, 'nobody')), ['chen leader']],
  ['a leader who is away and has a delegate is stood in for', 'leader', has(off(wang, 'zhou')), ['wang leader zhou']],
  ['the handler does not stand in for their own boss', 'leader', has(off(wang, 'lin')), ['chen leader']],
  ['a leader who has left is climbed past', 'leader', has(gone(wang)), ['chen leader']],
  ['two levels away: the next one', 'leader', has(off(wang, 'nobody'), gone(chen)), ['boss leader']],
  ['nobody above: whoever leads the team', 'leader', has(under(lin, null)), ['wang lead']],
  ['a leader nobody knows: whoever leads the team', 'leader', has(under(lin, 'ghost')), ['wang lead']],
  ['two who lead the team: both', 'leader', has(under(lin, null), member('wei', [TEAM], ['lead'])), ['wang lead', 'wei lead']],
  ['a direct leader and another lead: the leader is the real boss', 'leader', has(member('wei', [TEAM], ['lead'])), ['wang leader']],
  ['two who lead each other', 'leader', has(under(lin, 'zhou'), under(gone(zhou), 'lin')), ['wang lead']],
  ['one who leads themself', 'leader', has(under(lin, 'lin')), ['wang lead']],
  ['a circle further up, all of it away', 'leader', has(under(off(wang, 'x'), 'chen'), under(off(chen, 'x'), 'wang')), ['root admin']],
  ['no lead: whoever runs the team', 'lead', without('wang'), ['chen manager']],
  ['no head of the department: the leader’s leader', 'department', has(under(chen, 'boss'), { ...chen, roles: ['agent'] }), ['chen leader']],
  ['nobody at all but the administrators', 'lead', without('wang', 'chen', 'boss'), ['root admin']],
  ['nobody at all', 'lead', without('wang', 'chen', 'boss', 'root'), []],
];

describe('who is above', () => {
  test.each(shapes)('F4: %s', (_policy, to, directory, expected) => {
    expect(told(asked(to, directory))).toEqual(expected);
  });

  test('F4: a lead who holds the ticket themself is not told what they know: the next level is', () => {
    expect(told(asked('lead', undefined, 'wang'))).toEqual(['chen manager']);
    expect(told(asked('leader', undefined, 'wang'))).toEqual(['chen leader']);
    expect(told(asked('role:lead', undefined, 'wang'))).toEqual(['chen manager']);
  });

  test('F4: while nobody has it, the team’s own lead is the boss', () => {
    expect(told(asked('leader', undefined, null))).toEqual(['wang lead']);
    expect(told(asked('department', undefined, null))).toEqual(['chen manager']);
  });

  test('F4: whose leader they are is known, so that it can be explained', () => {
    expect(asked('leader', has(gone(wang)))[0]).toMatchObject({ member: { id: 'chen' }, of: { id: 'wang' } });
    expect(asked('lead')[0]?.of).toBeNull();
  });
});
