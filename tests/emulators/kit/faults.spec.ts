/** Faults strike where, how often and with what probability they were told to. */
import { expect, test } from '@jest/globals';
import { Chance } from './chance.js';
import { Faults } from './faults.js';

const faultsOf = (seed: number) => new Faults(['slow', 'reset'], new Chance(seed));

test('a fault strikes once unless told otherwise, and only where it was told', () => {
  const faults = faultsOf(1);
  faults.switchOn({ kind: 'reset', on: 'message.create' });
  expect(faults.strike('reset', 'im.chat.create')).toBeUndefined();
  expect(faults.strike('slow', 'im.message.create')).toBeUndefined();
  expect(faults.strike('reset', 'im.message.create')).toMatchObject({ kind: 'reset' });
  expect(faults.strike('reset', 'im.message.create')).toBeUndefined();
  expect(faults.struck).toEqual({ reset: 1 });
});

test('the same seed strikes the same occasions', () => {
  const struck = (seed: number) => {
    const faults = faultsOf(seed);
    faults.switchOn({ kind: 'slow', chance: 0.3 });
    return Array.from({ length: 200 }, () => (faults.strike('slow', '') ? 'x' : '.')).join('');
  };
  expect(struck(7)).toBe(struck(7));
  expect(struck(7)).not.toBe(struck(8));
  expect(struck(7).replaceAll('.', '').length).toBeGreaterThan(30);
});

test('what was cleared strikes no more, and what nobody knows is refused', () => {
  const faults = faultsOf(1);
  faults.switchOn({ kind: 'slow', times: 5 });
  faults.clear();
  expect(faults.strike('slow', '')).toBeUndefined();
  expect(() => faults.switchOn({ kind: 'sloow' as 'slow' })).toThrow(
    'expected one of slow, reset, got sloow',
  );
});
