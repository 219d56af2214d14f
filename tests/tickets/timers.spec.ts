/** Limits and reminders: when they are set, what they say, and what makes them void. */
import { describe, expect, test } from '@jest/globals';
import { timerCommand } from '../../src/tickets/timers.js';
import {
  by,
  DAY,
  directoryOf,
  given,
  HOUR,
  registration,
  START,
  staff,
  registrationUpTo as upTo,
} from '../support/given.js';

/** Four working hours from Monday 9:00, with the lunch break. */
const DUE = START + 5.5 * HOUR;
const WARN = START + 5 * HOUR;

describe('the limit of a step', () => {
  test('entering the state sets its warning and its end in business hours, and voids the stay before', () => {
    const { reactions, ticket } = given(upTo.awaitingDocuments())
      .when(
        'advance',
        { transition: 'submit', id_scan: [{ id: 'f', name: 'f', type: 'image/png', size: 1 }] },
        by.customer,
      )
      .happened();
    expect(ticket.limit).toEqual({
      dueAt: DUE,
      warnAt: WARN,
      warnedAt: null,
      lateAt: null,
      lateReason: true,
    });
    expect(reactions.timers).toEqual([
      { rule: 'warn', visit: 3, occurrence: 1, dueAt: WARN },
      { rule: 'limit', visit: 3, occurrence: 1, dueAt: DUE },
    ]);
    expect(reactions.voidVisits).toEqual([2]);
  });

  test('the warning goes to whoever holds the step, once', () => {
    const warned = given(upTo.review()).when('warn', { visit: 3 }, by.system, { now: WARN });
    warned.then({ type: 'limitWarned', by: 'system' });
    const { events, reactions, ticket } = warned.happened();
    expect(ticket.limit?.warnedAt).toBe(WARN);
    expect(reactions.notices).toMatchObject([
      {
        to: { to: 'team', id: 'registration' },
        say: 'notice.limit_warned',
        tone: 'warning',
        params: { due: { at: DUE } },
      },
    ]);
    given([...upTo.review(), events])
      .when('warn', { visit: 3 }, by.system, { now: WARN })
      .thenRefused('timer_over');
  });

  test('whoever wakes only when it is late warns of nothing any more', () => {
    given(upTo.review()).when('warn', { visit: 3 }, by.system, { now: DUE }).thenRefused('timer_over');
    given(upTo.review())
      .when('warn', { visit: 3 }, by.system, { now: DUE - 1 })
      .then({ type: 'limitWarned' });
  });

  test('no warning and no breach a moment too early', () => {
    given(upTo.review())
      .when('warn', { visit: 3 }, by.system, { now: WARN - 1 })
      .thenRefused('not_due');
    given(upTo.review())
      .when('expire', { visit: 3 }, by.system, { now: DUE - 1 })
      .thenRefused('not_due');
  });

  test('when it passes, the assignee and the leads hear it, each once, and the requester an apology where the SOP has one', () => {
    const now = START + 4 * DAY;
    const { reactions, ticket } = given(upTo.assigned())
      .when('expire', { visit: 4 }, by.system, { now })
      .happened();
    expect(ticket).toMatchObject({ limit: { lateAt: now }, facts: { breaches: 1 } });
    expect(reactions.notices.map(({ to, say, tone }) => [to.id, say, tone])).toEqual([
      ['zhou', 'notice.limit_passed', 'bad'],
      ['wang', 'notice.limit_passed', 'bad'],
      ['r1', 'say.work_delayed', 'warning'],
    ]);
    expect(reactions.voidRules).toEqual(['warn']);
  });

  test('a lead who holds it themselves is told once; without a lead the team hears it', () => {
    const now = START + 4 * DAY;
    const { ticket, ...assigned } = given(upTo.assigned());
    expect(ticket?.assigneeId).toBe('zhou');
    const { events } = assigned.when('assign', { to: 'wang' }, by.wang).happened();
    const told = (directory = directoryOf()) =>
      given([...upTo.assigned(), events], { directory })
        .when('expire', { visit: 4 }, by.system, { now })
        .happened()
        .reactions.notices.filter(({ to }) => to.to !== 'requester')
        .map(({ to }) => to.id);
    expect(told()).toEqual(['wang']);
    expect(told(directoryOf(staff.filter(({ id }) => id !== 'wang')))).toEqual(['registration']);
  });

  test('while it is the requester’s turn only the lead hears that time has run out', () => {
    const slow = {
      ...registration,
      states: {
        ...registration.states,
        awaiting_documents: {
          ...registration.states.awaiting_documents,
          limit: registration.states.review?.limit ?? null,
        },
      },
    } as typeof registration;
    const { events } = given(upTo.awaitingPayment(), { sop: slow })
      .when('advance', { transition: 'pay', payment_ref: 'P' }, by.wang)
      .happened();
    const history = given([...upTo.awaitingPayment(), events], { sop: slow });
    const warned = history.when('warn', { visit: 2 }, by.system, { now: WARN }).happened();
    expect(warned.reactions.notices).toEqual([]);
    const passed = history.when('expire', { visit: 2 }, by.system, { now: DUE }).happened();
    expect(passed.reactions.notices.map(({ to }) => to.id)).toEqual(['wang']);
  });

  test('a timer of a stay that is over does nothing', () => {
    given(upTo.assigned()).when('expire', { visit: 3 }, by.system, { now: DUE }).thenRefused('timer_over');
    given(upTo.registered()).when('expire', { visit: 5 }, by.system, { now: DUE }).thenRefused('timer_over');
  });

  test('only the house itself fires timers', () => {
    for (const [type, input] of [
      ['warn', { visit: 3 }],
      ['expire', { visit: 3 }],
      ['remind', { rule: 'unpaid', visit: 1, occurrence: 1 }],
    ] as const)
      given(upTo.review())
        .when(type, input, by.wang, { now: DUE })
        .thenRefused('not_allowed', {
          holder: [{ person: 'system' }],
        });
  });
});

describe('reminders of the SOP', () => {
  const remind = (occurrence: number, now: number) =>
    given(upTo.awaitingPayment()).when('remind', { rule: 'unpaid', visit: 1, occurrence }, by.system, {
      now,
    });

  test('a reminder is said to its audience and sets the next one by plan, however late the alarm rang', () => {
    const outcome = remind(1, START + 2 * HOUR + 90);
    outcome.then({ type: 'reminded', rule: 'unpaid', occurrence: 1 });
    expect(outcome.happened().reactions).toMatchObject({
      notices: [
        { to: { to: 'requester', id: 'r1' }, say: 'say.unpaid', params: { company_name: '杭州青禾科技' } },
      ],
      timers: [{ rule: 'sop:unpaid', visit: 1, occurrence: 2, dueAt: START + 2 * HOUR + DAY }],
    });
  });

  test('after a standstill the next one comes a whole interval from now: nobody gets a burst', () => {
    const now = START + 10 * DAY;
    expect(remind(1, now).happened().reactions.timers).toMatchObject([{ occurrence: 2, dueAt: now + DAY }]);
  });

  test('the last one sets no other, and one more is over', () => {
    expect(remind(3, START + 3 * DAY).happened().reactions.timers).toEqual([]);
    remind(4, START + 4 * DAY).thenRefused('timer_over');
  });

  test('a timer with `then` takes its step in the same breath', () => {
    const outcome = given(upTo.registered()).when(
      'remind',
      { rule: 'auto_close', visit: 5, occurrence: 1 },
      by.system,
      {
        now: START + 3 * DAY,
      },
    );
    outcome.then({ type: 'reminded' }, { type: 'ticketMoved', to: 'closed', by: 'system' });
    expect(outcome.happened().ticket.facts).toMatchObject({ resolvedAt: START, closedAt: START + 3 * DAY });
  });

  test('where the step cannot be taken, the lead hears that the ticket is stuck', () => {
    const { close } = registration.transitions;
    if (!close) throw new Error('expected the step close');
    const sop = {
      ...registration,
      transitions: {
        ...registration.transitions,
        close: {
          ...close,
          when: [
            {
              guard: 'has',
              fields: ['payment_ref', 'id_scan', 'company_name', 'phone', 'licence_no'],
            } as const,
            { guard: 'within', duration: { days: 1, ms: 0 } } as const,
          ],
        },
      },
    };
    const outcome = given(upTo.registered(), { sop }).when(
      'remind',
      { rule: 'auto_close', visit: 5, occurrence: 1 },
      by.system,
      { now: START + 3 * DAY },
    );
    outcome.then({ type: 'reminded' });
    expect(outcome.happened().reactions.notices).toMatchObject([
      { to: { id: 'wang' }, say: 'notice.timer_stuck' },
    ]);
  });

  test('a due timer becomes the command that fires it', () => {
    expect(timerCommand({ rule: 'warn', visit: 2, occurrence: 1 })).toEqual({
      type: 'warn',
      input: { visit: 2 },
    });
    expect(timerCommand({ rule: 'limit', visit: 2, occurrence: 1 })).toEqual({
      type: 'expire',
      input: { visit: 2 },
    });
    expect(timerCommand({ rule: 'sop:unpaid', visit: 1, occurrence: 2 })).toEqual({
      type: 'remind',
      input: { rule: 'unpaid', visit: 1, occurrence: 2 },
    });
  });
});
