/** WeCom's quotas, each to the last one that is allowed. */
import { expect, test } from '@jest/globals';
import { QUOTAS, Quotas } from './quotas.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** How many are allowed when one is asked for every `everyMs`, over so many. */
function allowed(ask: (now: number) => boolean, tries: number, everyMs = 0): number {
  return Array.from({ length: tries }, (_no, n) => ask(n * everyMs)).filter(Boolean).length;
}

test.each<[string, (quotas: Quotas) => (now: number) => boolean, number, number]>([
  ['calls of an API', (quotas) => (now) => quotas.api('user/get', now), 10_000, MINUTE],
  ['messages to a member', (quotas) => (now) => quotas.member('WangGong', now), 30, MINUTE],
  ['messages of a robot', (quotas) => (now) => quotas.robot('key', now), 20, MINUTE],
  ['messages of the bot in a chat', (quotas) => (now) => quotas.bot('chat', now), 30, MINUTE],
  ['groups made', (quotas) => (now) => quotas.groupMade(now), 1000, DAY],
  ['groups changed', (quotas) => (now) => quotas.groupChanged(now), 1000, HOUR],
  ['messages to a member in groups', (quotas) => (now) => quotas.groupMember('WangGong', now), 200, MINUTE],
])('%s are held to their number, and free again after the time', (_what, asker, most, windowMs) => {
  const ask = asker(new Quotas(QUOTAS));
  expect(allowed(ask, most + 5)).toBe(most);
  expect(ask(windowMs - 1)).toBe(false);
  expect(ask(windowMs)).toBe(true);
});

test('beside the minute there is the hour, for members and for the bot', () => {
  const quotas = new Quotas(QUOTAS);
  expect(allowed((now) => quotas.member('WangGong', now), 1500, 2000)).toBe(1000);
  expect(allowed((now) => quotas.bot('chat', now), 1500, 2000)).toBe(1000);
  expect(quotas.member('LiSi', 0)).toBe(true);
});

test('what goes to many counts for each of them, and goes to all or to none', () => {
  const quotas = new Quotas({ ...QUOTAS, accounts: 1 });
  expect(quotas.day(150, 0)).toBe(true);
  expect(quotas.day(51, 0)).toBe(false);
  expect(quotas.day(50, 0)).toBe(true);
  expect(allowed((now) => quotas.groupMessage(2000, now), 12)).toBe(10);
});
