/** The emulators' clock: what is due happens in order, each thing at its own instant. */
import { afterEach, expect, test } from '@jest/globals';
import { Clock } from './clock.js';

let clock: Clock;
afterEach(() => clock.close());

test('moving it ahead does what is due on the way, in order and each at its instant', () => {
  clock = new Clock({ origin: 0 });
  const done: [string, number][] = [];
  const note = (what: string) => done.push([what, Math.round(clock.now() / 60_000)]);
  clock.at(300_000, () => note('five minutes'));
  clock.at(60_000, () => {
    note('one minute');
    clock.at(clock.now() + 60_000, () => note('one more'));
  });
  clock.at(900_000, () => note('a quarter'));
  clock.advance(600_000);
  expect(done).toEqual([
    ['one minute', 1],
    ['one more', 2],
    ['five minutes', 5],
  ]);
});

test('what was taken back does not happen', () => {
  clock = new Clock();
  let rang = false;
  clock.at(clock.now() + 1000, () => {
    rang = true;
  })();
  clock.advance(2000);
  expect(rang).toBe(false);
});

test('a fast clock rings by itself, long before the machine would', async () => {
  clock = new Clock({ speed: 3_600_000 });
  const began = performance.now();
  await new Promise<void>((resolve) => clock.at(clock.now() + 6 * 3_600_000, resolve));
  expect(performance.now() - began).toBeLessThan(1000);
});

test('time does not run backwards', () => {
  clock = new Clock();
  expect(() => clock.advance(-1)).toThrow('expected milliseconds to move ahead by, got -1');
});
