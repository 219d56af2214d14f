/** No card changes unseen: what each platform is sent is held against what was looked at and committed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { CARDS, goldenCards, samples } from './golden-cards.js';

const ADVICE = 'run `npm run cards` and look at the difference';
const cards = goldenCards();

test.each([...cards])('%s is as it was looked at', (file, text) => {
  const at = path.join(CARDS, file);
  // The command stands in the compared text: whoever reads the difference reads what to do about it.
  const kept = existsSync(at) ? readFileSync(at, 'utf8') : '(no such file)\n';
  expect(kept === text ? text : `${ADVICE}\n${text}`).toBe(kept);
});

test(`nothing is kept of views that are gone: ${ADVICE}`, () => {
  const kept = readdirSync(CARDS, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  expect(kept.sort()).toEqual([...cards.keys()].sort());
});

test('every view has a name of its own', () => {
  expect(new Set(samples.map(({ name }) => name)).size).toBe(samples.length);
});
