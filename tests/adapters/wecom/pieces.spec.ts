/** Pieces of a long answer, whatever it is made of. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { piecesOf } from '../../../adapters/wecom/bot/pieces.js';

const words = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom('\n', '工单'.repeat(80))), {
    maxLength: 120,
  })
  .map((parts) => parts.join(''));

test('each piece goes on from the one before, none tears a character, and the last one is all of it', () => {
  fc.assert(
    fc.property(words, (said) => {
      const pieces = piecesOf(said);
      expect(pieces.at(-1)).toBe(said);
      expect(pieces.length).toBeLessThanOrEqual(8);
      for (const [n, piece] of pieces.entries()) {
        expect(pieces[n + 1] ?? said).toContain(piece);
        expect(piece).not.toMatch(/[\uD800-\uDBFF]$/u);
      }
    }),
  );
});

test('what is short is said at once', () => {
  expect(piecesOf('没有进行中的工单')).toEqual(['没有进行中的工单']);
});
