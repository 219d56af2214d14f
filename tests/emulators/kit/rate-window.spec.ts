/** A platform's rate limits, to the millisecond. */
import { expect, test } from '@jest/globals';
import { RateWindow } from './rate-window.js';

test('five a second are allowed in any second, and the sixth hears how long to wait', () => {
  const window = new RateWindow(5, 1000);
  expect([0, 100, 200, 300, 400].map((now) => window.take('oc_1', now))).toEqual([0, 0, 0, 0, 0]);
  expect(window.take('oc_1', 500)).toBe(500);
  expect(window.take('oc_1', 999)).toBe(1);
  expect(window.take('oc_1', 1000)).toBe(0);
  expect(window.take('oc_1', 1001)).toBe(99);
});

test('one key does not slow another', () => {
  const window = new RateWindow(1, 1000);
  expect(window.take('oc_1', 0)).toBe(0);
  expect(window.take('oc_2', 0)).toBe(0);
  expect(window.take('oc_1', 0)).toBe(1000);
});

test('who only asks how long takes nothing', () => {
  const window = new RateWindow(1, 1000);
  expect(window.wait('oc_1', 0)).toBe(0);
  expect(window.take('oc_1', 0)).toBe(0);
});

test('several at once are taken together or not at all', () => {
  const window = new RateWindow(5, 1000);
  expect(window.take('app', 0, 3)).toBe(0);
  expect(window.take('app', 100, 3)).toBe(900);
  expect(window.take('app', 100, 2)).toBe(0);
  expect(window.take('app', 100, 6)).toBe(Infinity);
});
