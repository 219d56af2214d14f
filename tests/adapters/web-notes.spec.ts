/** What the page says over a conversation for a moment: the newest word, and what went wrong. */
import { expect, test } from '@jest/globals';
import { type Note, withNote } from '../../adapters/web/page/chat/note.js';
import type { Tone } from '../../src/platform/card.js';

const told = (...said: readonly (readonly [Tone, string])[]) =>
  said
    .reduce<readonly Note[]>((notes, [tone, text]) => withNote(notes, { id: text, tone, text }), [])
    .map(({ text }) => text);

test('a confirmation gives way to the next word', () => {
  expect(told(['good', '已勾选'], ['good', '已派给赵晴'])).toEqual(['已派给赵晴']);
});

test('a warning stays beside what is said next', () => {
  expect(told(['warning', '周明今天休假'], ['good', '已派给赵晴'], ['good', '已通知赵晴'])).toEqual([
    '周明今天休假',
    '已通知赵晴',
  ]);
});

test('no more than three stand there, the newest', () => {
  expect(told(['bad', '一'], ['bad', '二'], ['bad', '三'], ['bad', '四'])).toEqual(['二', '三', '四']);
});
