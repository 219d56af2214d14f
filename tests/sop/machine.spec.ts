import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { filledFields } from '../../src/sop/filled.js';
import {
  closable,
  happyPath,
  type Machine,
  nextState,
  progressOf,
  reachable,
} from '../../src/sop/machine.js';
import type { State, StateCategory, Transition } from '../../src/sop/sop.js';
import { shippedSop } from './shipped.js';

/** A machine of nothing but states and arrows. */
function machineOf(
  categories: readonly StateCategory[],
  arrows: readonly (readonly [number, number, boolean?])[],
): Machine {
  const states = categories.map((category, index) => ({ key: `s${index}`, category }) as State);
  const transitions = arrows.map(
    ([from, to, danger = false], index) =>
      ({ key: `t${index}`, from: [`s${from}`], to: `s${to}`, danger }) as unknown as Transition,
  );
  return {
    initial: 's0',
    states: Object.fromEntries(states.map((state) => [state.key, state])),
    transitions: Object.fromEntries(transitions.map((transition) => [transition.key, transition])),
  };
}

/** The slow oracle: who reaches whom, by trying every state as a stop on the way (Warshall). */
function closure(machine: Machine): (from: string, to: string) => boolean {
  const states = Object.keys(machine.states);
  const reaches = new Set(states.map((state) => `${state} ${state}`));
  for (const { from, to } of Object.values(machine.transitions))
    for (const state of from) reaches.add(`${state} ${to}`);
  for (const stop of states)
    for (const from of states)
      for (const to of states)
        if (reaches.has(`${from} ${stop}`) && reaches.has(`${stop} ${to}`)) reaches.add(`${from} ${to}`);
  return (from, to) => reaches.has(`${from} ${to}`);
}

const machines = fc
  .array(fc.constantFrom<StateCategory>('new', 'open', 'pending', 'resolved', 'closed'), {
    minLength: 1,
    maxLength: 7,
  })
  .chain((categories) => {
    const state = fc.nat(categories.length - 1);
    return fc
      .array(fc.tuple(state, state, fc.boolean()), { maxLength: 14 })
      .map((arrows) => machineOf(categories, arrows));
  });

test('what can be reached, and what can be closed, is what trying every way finds', () => {
  fc.assert(
    fc.property(machines, (machine) => {
      const reaches = closure(machine);
      const states = Object.keys(machine.states);
      const closed = states.filter((state) => machine.states[state]?.category === 'closed');
      for (const from of states)
        expect([...reachable(machine, from)].sort()).toEqual(states.filter((to) => reaches(from, to)));
      expect([...closable(machine)].sort()).toEqual(
        states.filter((from) => closed.some((to) => reaches(from, to))),
      );
    }),
    { numRuns: 500 },
  );
});

test('the main line follows arrows, visits no state twice, and ends closed whenever that is possible', () => {
  fc.assert(
    fc.property(machines, (machine) => {
      const reaches = closure(machine);
      for (const from of Object.keys(machine.states)) {
        const path = happyPath(machine, from);
        expect(path[0]).toBe(from);
        expect(new Set(path).size).toBe(path.length);
        path.slice(1).forEach((to, index) => {
          const before = path[index] as string;
          expect(
            Object.values(machine.transitions).some(
              (arrow) => arrow.from.includes(before) && arrow.to === to,
            ),
          ).toBe(true);
        });
        const canClose = Object.values(machine.states).some(
          ({ key, category }) => category === 'closed' && reaches(from, key),
        );
        const end = machine.states[path.at(-1) as string];
        if (canClose) expect(end?.category).toBe('closed');
        else expect(path).toEqual([from]);
      }
    }),
    { numRuns: 500 },
  );
});

test('done, now and next hold each state of the way at most once', () => {
  fc.assert(
    fc.property(machines, (machine) => {
      for (const state of Object.keys(machine.states)) {
        const { done, now, next } = progressOf(machine, state);
        expect(now).toBe(state);
        expect(next).not.toContain(state);
        expect(new Set(done).size).toBe(done.length);
        expect(done).not.toContain(state);
      }
    }),
  );
});

test('the main line of company registration is the story, whatever the way back', () => {
  const sop = shippedSop('company-registration');
  const story = ['awaiting_payment', 'awaiting_documents', 'review', 'assigned', 'registered', 'closed'];
  expect(happyPath(sop, 'awaiting_payment')).toEqual(story);
  expect(progressOf(sop, 'review')).toEqual({ done: story.slice(0, 2), now: 'review', next: story.slice(3) });
  expect(nextState(sop, 'review')).toBe('assigned');
  expect(nextState(sop, 'closed')).toBeNull();
});

test('withdrawing is never the main line, and a side state shows where it rejoins it', () => {
  const sop = shippedSop('it-helpdesk');
  expect(happyPath(sop, 'new')).toEqual(['new', 'open', 'resolved', 'closed']);
  expect(progressOf(sop, 'waiting')).toEqual({
    done: ['new'],
    now: 'waiting',
    next: ['open', 'resolved', 'closed'],
  });
});

test('a way that resolves is preferred to a shorter one that drops the ticket', () => {
  const machine = machineOf(
    ['new', 'closed', 'resolved'],
    [
      [0, 1],
      [0, 2],
      [2, 1],
    ],
  );
  expect(happyPath(machine, 's0')).toEqual(['s0', 's2', 's1']);
});

test('a field is surely filled where every way in demands it', () => {
  const filled = filledFields(shippedSop('company-registration'));
  expect([...filled('awaiting_payment')]).toEqual(['company_name', 'phone']);
  expect([...filled('awaiting_documents')]).toEqual(['company_name', 'phone', 'payment_ref']);
  expect([...filled('review')]).toEqual(['company_name', 'phone', 'payment_ref', 'id_scan']);
  // Reopened tickets come back with their licence number, freshly assigned ones do not have it yet.
  expect(filled('assigned').has('licence_no')).toBe(false);
  expect(filled('registered').has('licence_no')).toBe(true);
});
