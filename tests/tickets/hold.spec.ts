/** 挂起 and 恢复: while a ticket waits for something no time passes for it, and none that was spent is lost. */
import { describe, expect, test } from '@jest/globals';
import type { Ticket } from '../../src/tickets/ticket.js';
import { timerCommand } from '../../src/tickets/timers.js';
import { whyDue } from '../../src/tickets/why.js';
import {
  by,
  DAY,
  factsFor,
  further,
  given,
  HOUR,
  MINUTE,
  START,
  registrationUpTo as upTo,
} from '../support/given.js';

/** Due at 14:30, warned at 14:00: four working hours from nine, with the break. */
const review = upTo.review();
const DUE = START + 5.5 * HOUR;
const held = (at: number, input: object = {}) =>
  further(review, [{ type: 'hold', input: { reason: '等执照', ...input }, actor: by.lin, now: at }]);
const resumedAt = (at: number, since = START + HOUR) =>
  given(held(since)).when('resume', {}, by.zhou, { now: at }).happened();

describe('a ticket on hold', () => {
  test('has no clock that runs: its warning, its limit and its reminders are void', () => {
    const { reactions } = given(review).when('hold', { reason: '等执照' }, by.lin).happened();
    expect(reactions.voidRules).toEqual(expect.arrayContaining(['warn', 'limit']));
    expect(reactions.timers).toEqual([]);
    const unpaid = given(upTo.awaitingPayment()).when('hold', { reason: '下月付' }, by.lin).happened();
    expect(unpaid.reactions.voidRules).toContain('sop:unpaid');
  });

  test('is never late, and whoever takes the step owes no reason', () => {
    const days = START + 9 * DAY;
    given(held(START + HOUR))
      .when('warn', { visit: 3 }, by.system, { now: days })
      .thenRefused('timer_over');
    given(held(START + HOUR))
      .when('expire', { visit: 3 }, by.system, { now: days })
      .thenRefused('timer_over');
    const { events, ticket } = given(held(START + HOUR))
      .when('advance', { transition: 'reject', reason: '不清' }, by.lin, { now: days })
      .happened();
    expect(events.map(({ type }) => type)).toEqual(['ticketMoved']);
    expect(ticket).toMatchObject({ hold: null, facts: { breaches: 0 } });
  });

  test('gets back on resuming exactly the working time that was left', () => {
    // Three hours were left at ten; resumed at eleven on Tuesday they end at 15:30, with the break between.
    const { ticket, reactions } = resumedAt(START + DAY + 2 * HOUR);
    expect(ticket.limit).toMatchObject({
      dueAt: START + DAY + 6.5 * HOUR,
      warnAt: START + DAY + 6 * HOUR,
      warnedAt: null,
    });
    expect(reactions.timers.map(({ rule, dueAt }) => [rule, dueAt])).toEqual([
      ['warn', START + DAY + 6 * HOUR],
      ['limit', START + DAY + 6.5 * HOUR],
    ]);
  });

  test('held over night costs nothing, and explains its limit with the time it was held', () => {
    const { ticket } = resumedAt(START + DAY, START + 9 * HOUR - 1);
    expect(ticket.limit?.dueAt).toBe(DUE);
    const twice = resumedAt(START + DAY + 2 * HOUR).ticket;
    expect(whyDue(twice, factsFor(by.lin, { now: START + DAY + 2 * HOUR }))).toMatchObject({
      ms: 12.5 * HOUR,
      heldMs: 8.5 * HOUR,
      leftMs: 3 * HOUR,
    });
  });

  test('that was late before stays late', () => {
    const late = further(review, [
      { type: 'expire', input: { visit: 3 }, actor: by.system, now: DUE },
      { type: 'hold', input: { reason: '等执照' }, actor: by.lin, now: DUE + MINUTE },
    ]);
    const { ticket, reactions } = given(late)
      .when('resume', {}, by.lin, { now: DUE + DAY })
      .happened();
    expect(ticket.limit).toMatchObject({ dueAt: DUE, lateAt: DUE });
    expect(reactions.timers).toEqual([]);
  });

  test('goes on with its reminders where they stood', () => {
    const unpaid = further(upTo.awaitingPayment(), [
      { type: 'hold', input: { reason: '下月付' }, actor: by.lin, now: START + HOUR },
    ]);
    const { ticket, reactions } = given(unpaid)
      .when('resume', {}, by.lin, { now: START + 4 * DAY })
      .happened();
    const first = { rule: 'sop:unpaid', visit: 1, occurrence: 1, dueAt: START + 4 * DAY + HOUR };
    expect(reactions.timers).toEqual([first]);
    const reminded = further(
      [
        ...unpaid,
        [{ type: 'ticketResumed', at: START + 4 * DAY, by: 'member:lin', limit: null, shift: ticket.shift }],
      ],
      [],
    );
    const next = given(reminded).when('remind', timerCommand(first).input, by.system, { now: first.dueAt });
    expect(next.happened().reactions.timers).toEqual([{ ...first, occurrence: 2, dueAt: first.dueAt + DAY }]);
  });

  test('can be held again in the same stay, by a timer of its own', () => {
    const again = further(held(START + HOUR, { until: '2h' }), [
      { type: 'resume', input: { hold: 1 }, actor: by.system, now: START + 3 * HOUR },
      { type: 'hold', input: { reason: '再等', until: '1h' }, actor: by.lin, now: START + 3 * HOUR },
    ]);
    const ticket = given(again).ticket as Ticket;
    expect(ticket.shift).toMatchObject({ calendar: 2 * HOUR, holds: 1 });
    given(again)
      .when('resume', { hold: 1 }, by.system, { now: START + 4 * HOUR })
      .thenRefused('timer_over');
    given(again)
      .when('resume', { hold: 2 }, by.system, { now: START + 4 * HOUR })
      .then({ type: 'ticketResumed' });
  });

  test('does not take it along into the next step', () => {
    const { ticket } = given(held(START + HOUR))
      .when('advance', { transition: 'reject', reason: '不清' }, by.lin, { now: START + 2 * HOUR })
      .happened();
    expect(ticket.shift).toEqual({ business: 0, calendar: 0, holds: 0 });
  });
});

describe('what ends a hold', () => {
  test('a date: the morning on which work begins again, and not before', () => {
    const { ticket, reactions } = given(review)
      .when('hold', { reason: '等执照', until: '2026-03-07' }, by.lin)
      .happened();
    // The seventh is a Saturday.
    const monday = START + 7 * DAY;
    expect(ticket.hold).toMatchObject({ until: monday, reason: '等执照', by: 'lin' });
    expect(reactions.timers).toEqual([{ rule: 'hold', visit: 3, occurrence: 1, dueAt: monday }]);
    const waiting = given(held(START, { until: '2026-03-07' }));
    waiting.when('resume', { hold: 1 }, by.system, { now: monday - 1 }).thenRefused('not_due');
    const { reactions: woken } = waiting.when('resume', { hold: 1 }, by.system, { now: monday }).happened();
    expect(woken.notices.map(({ say, to }) => [say, to.id])).toEqual([['notice.resumed', 'registration']]);
  });

  test('an answer of the requester, where it was held for one; other words change nothing', () => {
    const answer = (awaits: string) =>
      given(held(START + HOUR, { awaits })).when('reply', { text: '来了' }, by.customer, {
        now: START + 2 * HOUR,
      });
    answer('requester').then({ type: 'ticketResumed', by: 'system' }, { type: 'replied' });
    answer('other').then({ type: 'replied' });
    const { reactions } = answer('requester').happened();
    // Told once: by the answer itself.
    expect(reactions.notices.map(({ say }) => say)).toEqual(['notice.reply_from_requester']);
  });

  test('the requester hears why only when it waits for them', () => {
    const told = (awaits: string) =>
      given(review).when('hold', { reason: '请补一张照片', awaits }, by.lin).happened().reactions.notices;
    expect(told('requester')).toMatchObject([
      { to: { to: 'requester' }, say: 'notice.held_for_you', params: { reason: '请补一张照片' } },
    ]);
    expect(told('报单人答复')).toHaveLength(1);
    expect(told('other')).toEqual([]);
  });

  test('a requester, a stranger and another team can neither hold nor resume', () => {
    given(review).when('hold', { reason: 'x' }, by.customer).thenRefused('not_allowed');
    given(review).when('hold', { reason: 'x' }, by.stranger).thenRefused('unknown_ticket');
    given(review).when('hold', { reason: 'x' }, by.li).thenRefused('other_team');
    given(held(START)).when('resume', {}, by.audrey).thenRefused('auditor_only_reads');
  });

  test('without a reason the form asks for it, and for what it waits for', () => {
    given(review).when('hold', {}, by.lin).thenAsks('reason', 'awaits', 'until');
  });
});
