/** Whom a one-time link lets in, and how many a member is given. */
import { describe, expect, test } from '@jest/globals';
import { admit, LATELY_MS, type LoginLink, nextLinkAt, type Threshold } from '../../src/people/log-in.js';
import type { Member } from '../../src/people/people.js';

const NOW = Date.parse('2026-12-01T10:00+08:00');
const MINUTE = 60_000;

const member = (id: string, over: Partial<Member> = {}): Member => ({
  ...{ id, name: `${id}'s name`, teams: [], roles: ['agent'], active: true, locale: 'en' },
  ...{ leader: null, addresses: [], preferences: {} },
  ...over,
});
function house(members: readonly Member[], over: Partial<Threshold> = {}): Threshold {
  const byId = new Map(members.map((each) => [each.id, each]));
  const directory = { version: 1, members: byId, teams: new Map(), queues: new Map() };
  return { directory, administered: false, adminName: 'Administrator', now: NOW, ...over };
}
const link = (over: Partial<LoginLink> = {}): LoginLink => ({
  ...{ id: 'l1', purpose: 'log_in', memberId: 'lin', expiresAt: NOW + 1, usedAt: null, revokedAt: null },
  ...over,
});
const first = link({ purpose: 'first_admin', memberId: null, expiresAt: null });

describe('a link of a member', () => {
  const here = house([member('lin')]);

  test('lets its member in until the instant it expires', () => {
    expect(admit(link(), here)).toEqual({
      ...{ id: 'lin', name: "lin's name", roles: ['agent'], joins: false },
    });
    expect(admit(link({ expiresAt: NOW }), here)).toBeNull();
  });

  test.each<[string, LoginLink | null]>([
    ['there is none', null],
    ['it was used', link({ usedAt: NOW - MINUTE })],
    ['it was revoked', link({ revokedAt: NOW - MINUTE })],
    ['its member is unknown', link({ memberId: 'han' })],
    ['it names nobody', link({ memberId: null })],
  ])('lets nobody in when %s', (_why, given) => {
    expect(admit(given, here)).toBeNull();
  });

  test('lets nobody in who has left', () => {
    expect(admit(link(), house([member('lin', { active: false })]))).toBeNull();
  });
});

describe('the first administrator’s link', () => {
  test('makes a member where nobody administers the desk', () => {
    expect(admit(first, house([member('lin')]))).toEqual({
      ...{ id: 'admin', name: 'Administrator', roles: ['admin'], joins: true },
    });
  });

  test('is for the administrator whom the content names, unless they have left', () => {
    const boss = member('boss', { roles: ['manager', 'admin'] });
    expect(admit(first, house([boss, member('lin')]))).toMatchObject({ id: 'boss', joins: false });
    expect(admit(first, house([{ ...boss, active: false }]))).toMatchObject({ id: 'admin', joins: true });
  });

  test('raises nobody for being called admin', () => {
    const called = [member('admin'), member('admin-2')];
    expect(admit(first, house(called))).toMatchObject({ id: 'admin-3', joins: true });
  });

  test('lets nobody in once somebody administers the desk', () => {
    expect(admit(first, house([member('lin')], { administered: true }))).toBeNull();
  });
});

describe('how many links', () => {
  const made = (minutesAgo: readonly number[]) => minutesAgo.map((ago) => NOW - ago * MINUTE);

  test('four an hour ask for nothing', () => expect(nextLinkAt(made([40, 30, 20, 10]))).toBeNull());

  test('after five the next one comes when the oldest of them is an hour old', () => {
    expect(nextLinkAt(made([50, 40, 30, 20, 10]))).toBe(NOW - 50 * MINUTE + LATELY_MS);
  });
});
