/** A list of members from outside: shown before it is taken, refused whole when a row is wrong. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { directoryDifference, isEmpty, standings } from '../../src/people/directory-difference.js';
import type { Listed } from '../../src/people/listed.js';
import { HOUSE_ROLES, type Member } from '../../src/people/people.js';
import { directoryOf, staff } from '../support/given.js';

const ACCOUNTS = [{ platform: 'web', account: 'lin', member: 'lin' }];
const ROLES = [...HOUSE_ROLES, 'cashier'];

function listed(member: Pick<Member, 'id' | 'name' | 'teams'>, over: Partial<Listed> = {}): Listed {
  const { id, name, teams } = member;
  return { id, name, teams, roles: null, leader: undefined, active: true, accounts: [], ...over };
}
const everybody = staff.filter(({ active }) => active).map((member) => listed(member));

const compare = (rows: readonly Listed[], complete = false, directory = directoryOf()) =>
  directoryDifference(rows, { directory, accounts: ACCOUNTS, roles: ROLES, complete });
const differenceOf = (...args: Parameters<typeof compare>) => {
  const compared = compare(...args);
  if (!('difference' in compared)) throw new Error(JSON.stringify(compared.problems));
  return compared.difference;
};

describe('what a list would change', () => {
  test('nothing, when it says what we know, in whatever order it names teams', () => {
    const rows = everybody.map((row) => ({ ...row, teams: [...row.teams].reverse() }));
    const difference = differenceOf(rows, true);
    expect(isEmpty(difference)).toBe(true);
    expect(difference.unchanged).toBe(everybody.length);
  });

  test('who is new joins as an agent; who is known keeps the roles a list does not name', () => {
    const difference = differenceOf([
      listed({ id: 'han', name: '韩梅', teams: ['it'] }, { leader: 'li' }),
      listed({ id: 'wang', name: '王芳', teams: ['registration', 'it'] }),
    ]);
    expect(difference.joining).toEqual([
      { id: 'han', name: '韩梅', teams: ['it'], roles: ['agent'], leader: 'li' },
    ]);
    expect(difference.changing).toMatchObject([{ what: ['teams'], after: { id: 'wang', roles: ['lead'] } }]);
  });

  test('who is missing has left only when the list names everybody', () => {
    const rows = everybody.filter(({ id }) => id !== 'zhou');
    expect(differenceOf(rows).leaving).toEqual([]);
    expect(differenceOf(rows, true).leaving.map(({ id }) => id)).toEqual(['zhou']);
    expect(
      differenceOf([listed({ id: 'lin', name: '林晓', teams: [] }, { active: false })]).leaving,
    ).toMatchObject([{ id: 'lin' }]);
  });

  test('who had left comes back, and an account that is new is bound', () => {
    const old = listed(
      { id: 'old', name: 'old', teams: ['it'] },
      { accounts: [{ platform: 'wecom', account: 'o' }] },
    );
    const difference = differenceOf([
      old,
      listed(
        { id: 'lin', name: '林晓', teams: ['registration'] },
        { accounts: [{ platform: 'web', account: 'lin' }] },
      ),
    ]);
    expect(difference.returning).toMatchObject([{ id: 'old', teams: ['it'] }]);
    expect(difference.binding).toEqual([{ platform: 'wecom', account: 'o', member: 'old' }]);
  });

  test('taking it leaves nothing to change: the second import of one file does nothing', () => {
    const row = fc.record({
      id: fc.constantFrom('lin', 'zhou', 'wang', 'old', 'han', 'mei'),
      name: fc.constantFrom('甲', '乙'),
      teams: fc.uniqueArray(fc.constantFrom('registration', 'it', 'tax')),
      roles: fc.option(fc.uniqueArray(fc.constantFrom('agent', 'lead', 'cashier'), { minLength: 1 })),
      leader: fc.constantFrom(undefined, null, 'chen'),
      active: fc.boolean(),
      accounts: fc.constant([]),
    });
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ id }) => id }), fc.boolean(), (rows, complete) => {
        const difference = differenceOf(rows, complete);
        const after = new Map(directoryOf().members);
        for (const one of standings(difference)) {
          const before = after.get(one.id);
          after.set(one.id, {
            locale: 'zh-CN',
            addresses: [],
            preferences: {},
            ...before,
            ...one,
            active: true,
          });
        }
        for (const { id } of difference.leaving)
          after.set(id, { ...(after.get(id) as Member), active: false });
        expect(isEmpty(differenceOf(rows, complete, directoryOf([...after.values()])))).toBe(true);
      }),
    );
  });
});

describe('a list that is wrong', () => {
  const han = { id: 'han', name: '韩梅', teams: ['it'] };
  test.each([
    ['names somebody twice', [listed(han), listed(han)], { row: 1, problem: 'listed_twice', got: 'han' }],
    [
      'names a team we do not have',
      [listed({ ...han, teams: ['hr'] })],
      { row: 0, problem: 'unknown_team', got: 'hr', known: ['registration', 'it', 'tax', 'shop', 'affairs'] },
    ],
    [
      'names a role nobody can have',
      [listed(han, { roles: ['boss'] })],
      { row: 0, problem: 'unknown_role', got: 'boss' },
    ],
    [
      'names a leader nobody knows',
      [listed(han, { leader: 'nobody' })],
      { row: 0, problem: 'unknown_leader', got: 'nobody' },
    ],
    [
      'lets people lead each other',
      [listed(han, { leader: 'lin' }), listed({ id: 'lin', name: '林晓', teams: [] }, { leader: 'han' })],
      { row: 0, problem: 'leader_circle', got: 'han → lin → han' },
    ],
    [
      'gives away an account',
      [listed(han, { accounts: [{ platform: 'web', account: 'lin' }] })],
      { row: 0, problem: 'account_taken', got: 'web/lin', known: ['lin'] },
    ],
  ])('is refused whole when it %s', (_, rows, problem) => {
    const compared = compare(rows);
    expect(compared).toMatchObject({ problems: expect.arrayContaining([expect.objectContaining(problem)]) });
  });
});
