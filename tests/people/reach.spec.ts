/** Whom a notice reaches: at which address, now or later, or who hears it instead. */
import { describe, expect, test } from '@jest/globals';
import type { Member, Preferences } from '../../src/people/people.js';
import {
  hearingFirst,
  preferring,
  readLanguage,
  readNoticeSwitch,
  resetPreferences,
} from '../../src/people/preferences.js';
import { type NoticeKind, reach, requesterHearsFrom } from '../../src/people/reach.js';
import { directoryOf, member } from '../support/given.js';

const tz = 'Asia/Shanghai';
const at = (local: string) => Date.parse(`${local}:00+08:00`);
const night = { from: '22:00', to: '08:00', weekends: false };
const assigned: NoticeKind = { class: 'assigned', urgent: false };
const passed: NoticeKind = { class: 'reminders', urgent: true };
const zhou = member('zhou', ['registration'], ['agent']);
const lin = (preferences: Preferences): Member => ({
  ...member('lin', ['registration'], ['agent']),
  preferences,
});
const reached = (one: Member, kind: NoticeKind, local: string, other: Member = zhou) =>
  reach(one, kind, 'registration', directoryOf([one, other]), { now: at(local), tz });

describe('reach', () => {
  test('is now and at the first address of whoever chose nothing', () => {
    const one = { ...lin({}), addresses: ['feishu:t:1', 'web:desk:lin'] };
    expect(reached(one, assigned, '2026-12-01T23:00')).toEqual({
      ...{ member: one, address: 'feishu:t:1', notBefore: null, insteadOf: null, also: [] },
    });
  });

  test('D7: is by mail or text message too where a rung says so and they have an account of the kind', () => {
    const one = { ...lin({}), addresses: ['feishu:t:1', 'mail:to:lin@example.com', 'sms:1:+8613800138000'] };
    const rung = (also: 'mail' | 'sms') => reached(one, { ...passed, also }, '2026-12-01T23:00');
    expect(rung('mail')).toMatchObject({ address: 'feishu:t:1', also: ['mail:to:lin@example.com'] });
    expect(rung('sms')).toMatchObject({ also: ['sms:1:+8613800138000'] });
    expect(reached(lin({}), { ...passed, also: 'sms' }, '2026-12-01T23:00')).toMatchObject({ also: [] });
  });

  test('waits for the end of quiet hours, unless it is urgent', () => {
    const one = lin({ quiet: night });
    expect(reached(one, assigned, '2026-12-01T23:00')).toMatchObject({ notBefore: at('2026-12-02T08:00') });
    expect(reached(one, assigned, '2026-12-01T21:00')).toMatchObject({ notBefore: null });
    expect(reached(one, passed, '2026-12-01T23:30')).toMatchObject({ notBefore: null });
  });

  test('is nobody for a class that is switched off; what is urgent is told all the same', () => {
    const one = lin({ muted: ['assigned', 'reminders'] });
    expect(reached(one, assigned, '2026-12-01T10:00')).toEqual({ member: null, why: 'muted' });
    expect(reached(one, passed, '2026-12-01T10:00')).toMatchObject({ member: one });
    expect(reached(one, { class: null, urgent: false }, '2026-12-01T10:00')).toMatchObject({ member: one });
  });

  test('is nowhere for whoever we never met in a chat', () => {
    expect(reached({ ...lin({}), addresses: [] }, assigned, '2026-12-01T10:00')).toEqual({
      ...{ member: null, why: 'nowhere' },
    });
  });

  describe('on leave', () => {
    const leave = { from: '2026-12-02', until: '2026-12-04', delegate: 'zhou' };

    test('is the delegate, in the delegate’s own hours, and says for whom', () => {
      const one = lin({ leave, quiet: night });
      const other = { ...zhou, preferences: { quiet: { ...night, to: '09:00' } } };
      expect(reached(one, assigned, '2026-12-02T23:00', other)).toMatchObject({
        ...{ member: other, address: 'web:dm:zhou', insteadOf: one, notBefore: at('2026-12-03T09:00') },
      });
      expect(reached(one, assigned, '2026-12-05T10:00')).toMatchObject({ member: one, insteadOf: null });
    });

    test('what waits for the morning is for whoever is there in the morning', () => {
      const one = lin({ leave, quiet: night });
      expect(reached(one, assigned, '2026-12-01T23:00')).toMatchObject({
        ...{ member: zhou, insteadOf: one, notBefore: at('2026-12-02T08:00') },
      });
      const other = { ...zhou, preferences: { quiet: night } };
      expect(reached(one, assigned, '2026-12-04T23:00', other)).toMatchObject({
        ...{ member: one, insteadOf: null, notBefore: at('2026-12-05T08:00') },
      });
    });

    test('with nobody to stand in they are told themselves: nothing is lost', () => {
      const one = lin({ leave });
      expect(reached(one, passed, '2026-12-03T10:00', { ...zhou, active: false })).toMatchObject({
        member: one,
      });
    });
  });

  test('a requester has quiet hours too', () => {
    const moment = { now: at('2026-12-01T23:00'), tz };
    expect(requesterHearsFrom({ quiet: night }, moment)).toBe(at('2026-12-02T08:00'));
    expect(requesterHearsFrom({ quiet: null }, moment)).toBeNull();
  });
});

describe('preferences', () => {
  test('one changes and the others stay; reset keeps only what others count on', () => {
    const leave = { from: '2026-12-02', until: '2026-12-04', delegate: 'zhou' };
    const all = preferring({ quiet: night, leave }, 'muted', ['numbers']);
    expect(all).toEqual({ quiet: night, leave, muted: ['numbers'] });
    expect(preferring(all, 'quiet', undefined)).toEqual({ leave, muted: ['numbers'] });
    expect(resetPreferences(all)).toEqual({ leave });
    expect(resetPreferences({ quiet: night })).toEqual({});
  });

  test('one address is put in front, the others keep their order', () => {
    expect(hearingFirst(['a', 'b', 'c'], 'c')).toEqual(['c', 'a', 'b']);
  });

  test.each([
    ['英文', 'en'],
    ['English', 'en'],
    ['中文', 'zh-CN'],
    ['Chinese', 'zh-CN'],
    ['法文', null],
  ])('the language called %s', (said, locale) => {
    expect(readLanguage(said)).toBe(locale);
  });

  test.each([
    ['提醒 关', { class: 'reminders', on: false }],
    ['关闭数据', { class: 'numbers', on: false }],
    ['打开 回复', { class: 'replies', on: true }],
    ['proposals off', { class: 'proposals', on: false }],
    ['assigned on', { class: 'assigned', on: true }],
    ['超时 关', 'urgent'],
    ['提醒', null],
    ['提醒 回复 关', null],
    ['天气 关', null],
  ])('the switch %s', (said, expected) => {
    expect(readNoticeSwitch(said)).toEqual(expected);
  });
});
