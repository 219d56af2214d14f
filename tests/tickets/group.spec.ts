/** A group of the ticket's own: who is brought together, when, and what it hears at the end. */
import { describe, expect, test } from '@jest/globals';
import type { Sop } from '../../src/sop/sop.js';
import { by, directoryOf, given, member, sopCalled, staff, story } from '../support/given.js';

const plain = sopCalled('it-helpdesk');

/** The shipped fault report, with a group where this state is entered. */
function withGroupAt(key: 'new' | 'open'): Sop {
  const state = plain.states[key];
  if (!state) throw new Error(`expected a state ${key}`);
  return { ...plain, states: { ...plain.states, [key]: { ...state, group: true } } };
}

const opening = {
  type: 'open',
  input: { sop: plain.key, fields: { problem: '卡纸', place: '三楼', urgency: 'blocked' } },
  actor: by.customer,
} as const;
const claimed = [opening, { type: 'claim', actor: by.li }] as const;
const started = [...claimed, { type: 'advance', input: { transition: 'start' }, actor: by.li }] as const;
const directory = directoryOf([
  ...staff,
  member('sun', ['it'], ['agent']),
  {
    ...member('away', ['it'], ['agent']),
    preferences: { leave: { from: '2026-03-01', until: '2026-03-09', delegate: 'li' } },
  },
  member('zhao', ['it'], ['lead']),
]);

function groupAfter(
  lines: Parameters<typeof story>[0],
  sop: Sop,
  ...[type, input, actor]: Parameters<ReturnType<typeof given>['when']>
) {
  const world = { sop, directory };
  return given(story(lines, world), world).when(type, input, actor).happened().reactions.group;
}

const START = { transition: 'start' };

describe('entering a state with a group', () => {
  test('brings together whoever works on it and the lead', () => {
    const group = groupAfter(claimed, withGroupAt('open'), 'advance', START, by.li);
    expect(group).toEqual({ members: ['li', 'zhao'], closed: false });
  });

  test('that nobody has taken brings together the agents who are there, and the lead', () => {
    const group = groupAfter([], withGroupAt('new'), 'open', opening.input, by.customer);
    expect(group).toEqual({ members: ['li', 'sun', 'zhao'], closed: false });
  });

  test('again brings nobody together a second time', () => {
    const asked = [
      ...started,
      { type: 'advance', input: { transition: 'ask', question: '哪一台' }, actor: by.li },
    ] as const;
    const answer = { transition: 'answer', answer: '左边' };
    const group = groupAfter(asked, withGroupAt('open'), 'advance', answer, by.customer);
    expect(group).toEqual({ members: [], closed: false });
  });
});

describe('from then on', () => {
  test('whoever is given the ticket is brought in', () => {
    const group = groupAfter(started, withGroupAt('open'), 'assign', { to: 'sun' }, by.li);
    expect(group).toEqual({ members: ['sun'], closed: false });
  });

  test('the end of the ticket is said there', () => {
    const group = groupAfter(
      started,
      withGroupAt('open'),
      'advance',
      { transition: 'withdraw' },
      by.customer,
    );
    expect(group).toEqual({ members: [], closed: true });
  });
});

test('a procedure that asks for none has none', () => {
  for (const step of [START, { transition: 'withdraw' }])
    expect(groupAfter(claimed, plain, 'advance', step, step === START ? by.li : by.customer)).toEqual({
      members: [],
      closed: false,
    });
});
