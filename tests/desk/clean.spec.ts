import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { storable } from '../../src/desk/clean.js';

test('whatever is said can be stored, and well-formed text stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const kept = storable(text);
      expect(kept).not.toContain('\u0000');
      if (!text.includes('\u0000')) expect(kept).toBe(text);
    }),
  );
});

test('a NUL goes, half a pair becomes the replacement character, also inside a form', () => {
  expect(storable({ a: ['x\u0000y', { b: '\ud83d' }], n: 1, none: null })).toEqual({
    a: ['xy', { b: '\ufffd' }],
    n: 1,
    none: null,
  });
  expect(storable('\udc00a')).toBe('\ufffda');
  expect(storable('👨‍👩‍👧')).toBe('👨‍👩‍👧');
});
