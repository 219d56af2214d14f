/** D2: impact × urgency makes the priority; another one needs a reason, and the limit of the step follows. */
import { describe, expect, test } from '@jest/globals';
import { addWorking } from '../../src/calendar/business-hours.js';
import { gradeOf, gradingOf } from '../../src/sop/priority.js';
import type { Field, Sop } from '../../src/sop/sop.js';
import {
  by,
  factsFor,
  given,
  HOUR,
  MINUTE,
  registration,
  START,
  registrationUpTo as upTo,
} from '../support/given.js';

const grading = gradingOf();
const level = (type: 'impact' | 'urgency'): Field => ({
  ...{ key: type, type, label: { 'zh-CN': type, en: type }, intake: true, required: true, personal: false },
  choices: grading[type],
});
/** The registration, graded at the intake, its review limited by priority. */
const graded: Sop = {
  ...registration,
  fields: { ...registration.fields, impact: level('impact'), urgency: level('urgency') },
  states: {
    ...registration.states,
    review: {
      ...(registration.states.review as Sop['states'][string]),
      limit: {
        ...{ within: { days: 0, ms: 4 * HOUR }, clock: 'business', warn: null, lateReason: false },
        byPriority: { P1: { days: 0, ms: HOUR } },
      },
    },
  },
};
const opens = (impact: string, urgency: string) =>
  given([], { sop: graded }).when(
    'open',
    { sop: graded.key, fields: { company_name: '甲', phone: '13800138000', impact, urgency } },
    by.customer,
  );

describe('D2: every cell of the matrix', () => {
  test.each([
    ['company', 'blocked', 'P1'],
    ['company', 'hindered', 'P1'],
    ['company', 'minor', 'P2'],
    ['team', 'blocked', 'P1'],
    ['team', 'hindered', 'P2'],
    ['team', 'minor', 'P3'],
    ['person', 'blocked', 'P2'],
    ['person', 'hindered', 'P3'],
    ['person', 'minor', 'P4'],
  ])('%s × %s is %s', (impact, urgency, priority) => {
    expect(gradeOf(grading, impact, urgency)).toBe(priority);
    expect(opens(impact, urgency).happened().ticket.priority).toBe(priority);
  });

  test('there are no other cells, and what is not known yet makes no priority', () => {
    expect(Object.values(grading.matrix).flatMap((row) => Object.values(row))).toHaveLength(9);
    expect(gradeOf(grading, 'company', undefined)).toBeUndefined();
    expect(gradeOf(grading, 'galaxy', 'minor')).toBeUndefined();
  });
});

describe('D2: 定级', () => {
  const inReview = () => given(upTo.review(), { sop: graded });

  test('what impact and urgency make needs no reason, and is kept in the fields', () => {
    const { events, ticket } = inReview()
      .when('prioritise', { impact: '全公司', urgency: 'blocked' }, by.lin)
      .happened();
    expect(events).toMatchObject([
      { type: 'fieldsFilled', fields: { impact: 'company', urgency: 'blocked' } },
      { type: 'priorityChanged', by: 'member:lin', from: 'P3', to: 'P1', reason: null },
    ]);
    expect(ticket.priority).toBe('P1');
  });

  test('against the matrix the record holds who, from what, to what and why, and the team reads it', () => {
    const asked = { impact: 'person', urgency: 'minor', priority: 'P2', reason: '客户在现场等' };
    const { events, reactions } = inReview().when('prioritise', asked, by.lin).happened();
    expect(events.at(-1)).toMatchObject({
      ...{ type: 'priorityChanged', at: START, by: 'member:lin' },
      ...{ from: 'P3', to: 'P2', reason: '客户在现场等' },
    });
    expect(reactions.notices).toMatchObject([
      { to: { to: 'team', id: 'registration' }, say: 'notice.priority_overridden' },
    ]);
    expect(reactions.notices[0]?.params).toMatchObject({ from: 'P3', to: 'P2', reason: '客户在现场等' });
  });

  test('without a reason nothing is overridden, whether there is a matrix cell or not', () => {
    inReview()
      .when('prioritise', { impact: 'person', urgency: 'minor', priority: 'P1' }, by.lin)
      .thenWrong('reason', 'override_unexplained', { priority: 'P1', graded: 'P4' });
    inReview()
      .when('prioritise', { priority: 'P1' }, by.lin)
      .thenWrong('reason', 'override_unexplained', { priority: 'P1', graded: 'P3' });
  });

  test('asked for nothing it asks; a requester and another team may not; the same again is nothing to do', () => {
    inReview().when('prioritise', {}, by.lin).thenAsks('impact', 'urgency', 'priority', 'reason');
    inReview().when('prioritise', { priority: 'P1' }, by.customer).thenRefused('not_allowed');
    inReview().when('prioritise', { priority: 'P1' }, by.li).thenRefused('other_team');
    inReview().when('prioritise', { priority: 'P3', reason: '不变' }, by.lin).thenRefused('nothing_to_do');
  });

  test('the limit of the step is that of the new priority, counted from where the step began', () => {
    const later = START + 20 * MINUTE;
    const { ticket, reactions } = inReview()
      .when('prioritise', { priority: 'P1', reason: '急' }, by.lin, { now: later })
      .happened();
    const due = addWorking(factsFor(by.lin).business, START, HOUR);
    expect(ticket.limit?.dueAt).toBe(due);
    expect(reactions.voidRules).toEqual(['warn', 'limit']);
    expect(reactions.timers).toMatchObject([{ rule: 'limit', dueAt: due }]);
  });

  test('a priority whose limit is the same leaves the timers alone', () => {
    const { reactions } = inReview()
      .when('prioritise', { priority: 'P4', reason: '不急' }, by.lin)
      .happened();
    expect(reactions.voidRules).toEqual([]);
    expect(reactions.timers).toEqual([]);
  });

  test('another urgency makes another priority by itself, but not against what somebody decided', () => {
    const opened = opens('person', 'hindered').happened().events;
    const world = { sop: graded };
    given([opened], world)
      .when('fill', { urgency: 'blocked' }, by.lin)
      .then({ type: 'fieldsFilled' }, { type: 'priorityChanged', to: 'P2' });
    const decided = given([opened], world)
      .when('prioritise', { priority: 'P1', reason: '重点客户' }, by.lin)
      .happened().events;
    given([opened, decided], world)
      .when('fill', { urgency: 'blocked' }, by.lin)
      .then({ type: 'fieldsFilled' });
  });
});
