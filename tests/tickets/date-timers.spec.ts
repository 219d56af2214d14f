/** Timers around a date the ticket holds itself: set with the stay, set anew with the date, void with either. */
import { describe, expect, test } from '@jest/globals';
import type { Field, Sop, TimerRule } from '../../src/sop/sop.js';
import { by, DAY, given, HOUR, registration, START, registrationUpTo as upTo } from '../support/given.js';

const text = (words: string) => ({ 'zh-CN': words, en: words });
const trialOn: Field = {
  ...{ key: 'trial_on', type: 'date', label: text('试听日') },
  ...{ intake: false, required: false, personal: false },
};
const unpaid = registration.timers.unpaid as TimerRule;
const once = { repeat: null, times: 1 };
const around = (before: number, after: number, at: string) => ({
  from: 'field' as const,
  field: 'trial_on',
  around: {
    at,
    before: before > 0 ? { days: before, ms: 0 } : null,
    after: after > 0 ? { days: 0, ms: after } : null,
  },
});

/** Registration, with a talk an hour after a trial at 14:30 and a word three days before it. */
const sop: Sop = {
  ...registration,
  fields: { ...registration.fields, trial_on: trialOn },
  timers: {
    follow: { ...unpaid, ...once, key: 'follow', start: around(0, HOUR, '14:30') },
    offer: {
      ...{ ...unpaid, ...once, key: 'offer', start: around(3, 0, '09:00') },
      when: [{ guard: 'has', fields: ['payment_ref'] }],
    },
  },
};
const world = { sop };

const fill = (date: string, history = upTo.awaitingPayment(), now = START) =>
  given(history, world).when('fill', { trial_on: date }, by.lin, { now }).happened();
const instant = (local: string) => Date.parse(`${local}+08:00`);

describe('timers around a date of the ticket', () => {
  test('without the date nothing waits; when it is filled in, an hour after and three days before it do', () => {
    const opened = given([], world)
      .when('open', { sop: sop.key, fields: { company_name: '青禾', phone: '13800138000' } }, by.customer)
      .happened();
    expect(opened.reactions.timers).toEqual([]);
    const { reactions } = fill('2026-03-20');
    const set = { visit: 1, occurrence: 1, date: '2026-03-20' };
    expect(reactions.timers).toEqual([
      { ...set, rule: 'sop:follow', dueAt: instant('2026-03-20T15:30:00') },
      { ...set, rule: 'sop:offer', dueAt: instant('2026-03-17T09:00:00') },
    ]);
    expect(reactions.voidRules).toEqual(['sop:follow', 'sop:offer']);
  });

  test('another field moves none of them', () => {
    const { events } = fill('2026-03-20');
    const { reactions } = given([...upTo.awaitingPayment(), events], world)
      .when('fill', { payment_ref: 'P-2' }, by.lin)
      .happened();
    expect([reactions.timers, reactions.voidRules]).toEqual([[], []]);
  });

  test('a step that brings the date sets them once, for the stay it begins', () => {
    const { pay } = sop.transitions;
    if (!pay) throw new Error('expected the step pay');
    const demanding: Sop = {
      ...sop,
      transitions: { ...sop.transitions, pay: { ...pay, when: [{ guard: 'has', fields: ['trial_on'] }] } },
      timers: { follow: { ...(sop.timers.follow as TimerRule), in: ['awaiting_documents'] } },
    };
    const { reactions } = given(upTo.awaitingPayment(), { sop: demanding })
      .when('advance', { transition: 'pay', trial_on: '2026-03-20' }, by.wang)
      .happened();
    expect(reactions.timers.map(({ rule, visit, date }) => [rule, visit, date])).toEqual([
      ['sop:follow', 2, '2026-03-20'],
    ]);
    expect(reactions.voidRules).toEqual([]);
  });

  test('what was due more than a day before it was known is not told; less than a day is', () => {
    const rules = (date: string, now: number) =>
      fill(date, upTo.awaitingPayment(), now).reactions.timers.map(({ rule }) => rule);
    expect(rules('2026-03-03', START + 4 * HOUR)).toEqual(['sop:follow']);
    expect(rules('2026-03-02', START + DAY)).toEqual(['sop:follow']);
    expect(rules('2026-03-02', START + 3 * DAY)).toEqual([]);
  });

  test('one that was set for a date that has moved fires no more, and one whose condition is false neither', () => {
    const moved = [...upTo.awaitingPayment(), fill('2026-03-20').events];
    const remind = (rule: string, date: string) =>
      given(moved, world).when('remind', { rule, visit: 1, occurrence: 1, date }, by.system, {
        now: instant('2026-03-20T15:30:00'),
      });
    remind('follow', '2026-03-19').thenRefused('date_moved', { rule: 'follow' });
    remind('offer', '2026-03-20').thenRefused('condition_false', { rule: 'offer' });
    remind('follow', '2026-03-20').then({ type: 'reminded', rule: 'follow' });
  });
});
