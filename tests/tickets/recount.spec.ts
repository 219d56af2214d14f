/** Other days are holidays than before: deadlines are what they would be had it always been so; what has passed stays passed. */
import { describe, expect, test } from '@jest/globals';
import { addWorking, compileCalendar } from '../../src/calendar/business-hours.js';
import { chineseHolidays, withYears } from '../../src/calendar/holidays.js';
import { limitRecounted, movedRules } from '../../src/tickets/recount.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import { timersOfStay } from '../../src/tickets/timers.js';
import { whyDue } from '../../src/tickets/why.js';
import { shippedContent } from '../sop/shipped.js';
import {
  by,
  DAY,
  factsFor,
  further,
  given,
  HOUR,
  registration,
  replay,
  START,
  story,
  registrationUpTo as upTo,
} from '../support/given.js';

/** Tuesday 2026-03-03 turns out to be a holiday. */
const office = shippedContent().calendars.find(({ key }) => key === 'office');
if (!office) throw new Error('expected the office hours in the shipped content');
const shipped = chineseHolidays();
const business = compileCalendar(
  office,
  withYears(shipped, [
    {
      year: 2026,
      holidays: [...shipped.holidays.filter((date) => date.startsWith('2026')), '2026-03-03'],
      makeup: shipped.makeup.filter((date) => date.startsWith('2026')),
    },
  ]),
);
const anew = (now = START) => factsFor(by.system, { business, now });

describe('deadlines counted anew', () => {
  test('move by the holiday, with their timers, and the days still add up to what the SOP allows', () => {
    const before = given(upTo.assigned());
    const was = before.ticket?.limit?.dueAt ?? 0;
    const outcome = before.when('recount', { rules: [] }, by.system, { business, now: START + HOUR });
    outcome.then({ type: 'deadlinesRecounted', was, rules: [] });
    const { ticket, reactions } = outcome.happened();
    expect(ticket.limit?.dueAt).toBe(was + DAY);
    expect(reactions.voidRules).toEqual(['warn', 'limit']);
    expect(reactions.timers.map(({ rule, dueAt }) => [rule, dueAt])).toEqual([
      ['warn', ticket.limit?.warnAt],
      ['limit', was + DAY],
    ]);
    expect(reactions.notices).toEqual([]);
    const why = whyDue(ticket, anew());
    const whole = 3 * business.dayMs;
    expect(why?.ms).toBe(whole);
    expect(why?.days.reduce((sum, { ms }) => sum + ms, 0)).toBe(whole);
    expect(why?.days.find(({ date }) => date === '2026-03-03')).toEqual({
      date: '2026-03-03',
      ms: 0,
      kind: 'holiday',
    });
  });

  test('that do not move are refused as nothing to do', () => {
    given(upTo.assigned()).when('recount', { rules: [] }, by.system).thenRefused('nothing_to_do');
    given(upTo.closed()).when('recount', { rules: [] }, by.system, { business }).thenRefused('nothing_to_do');
    given(upTo.assigned()).when('recount', { rules: [] }, by.wang, { business }).thenRefused('not_allowed');
  });

  test('stay as they are once they have passed', () => {
    const ticket = given(upTo.assigned()).ticket as Ticket;
    const late = anew(START + 10 * DAY);
    expect(limitRecounted(ticket, late)).toBe(ticket.limit);
  });

  test('of a held ticket are known, and wait until it goes on: then what was left is left still', () => {
    const held = further(upTo.assigned(), [
      { type: 'hold', input: { reason: '等客户' }, actor: by.zhou, now: START + HOUR },
    ]);
    const outcome = given(held).when('recount', { rules: [] }, by.system, {
      business,
      now: START + 2 * HOUR,
    });
    const { ticket, events, reactions } = outcome.happened();
    expect(reactions.timers).toEqual([]);
    expect(reactions.voidRules).toEqual([]);
    const resumed = given([...held, events]).when('resume', {}, by.zhou, { business, now: START + 2 * HOUR });
    // An hour of the first morning was held, whatever day Tuesday turned out to be.
    expect(resumed.happened().ticket.limit?.dueAt).toBe(addWorking(business, ticket.limit?.dueAt ?? 0, HOUR));
  });

  test('and then counted by the old days again are back where they were', () => {
    const before = replay(upTo.assigned()) as Ticket;
    const { events } = given(upTo.assigned())
      .when('recount', { rules: [] }, by.system, { business })
      .happened();
    const back = given([...upTo.assigned(), events])
      .when('recount', { rules: [] }, by.system)
      .happened();
    expect(back.ticket.limit).toEqual(before.limit);
    expect(back.reactions.timers).toEqual(
      timersOfStay(before, factsFor(by.system)).filter(({ rule }) => ['warn', 'limit'].includes(rule)),
    );
  });

  test('concern a timer of the SOP only where it waits for another instant', () => {
    const ticket = replay(upTo.review()) as Ticket;
    const waiting = timersOfStay(ticket, factsFor(by.system));
    expect(movedRules(ticket, waiting, factsFor(by.system))).toEqual([]);
  });

  test('move what the SLA promises too, and what was used of it stays used', () => {
    const within = { days: 3, ms: 0 };
    const terms = { within, clock: 'business', warn: null, lateReason: false } as const;
    const sla = [{ key: 'all', meant: {}, targets: { resolution: terms }, extensions: null }];
    const fields = { company_name: '杭州青禾科技', phone: '13800138000' };
    const opening = { type: 'open', input: { sop: registration.key, fields }, actor: by.customer };
    const promised = given(story([opening], { sla }), { sla });
    const [was] = promised.ticket?.targets ?? [];
    const { ticket } = promised
      .when('recount', { rules: [] }, by.system, { business, now: START + HOUR })
      .happened();
    expect(ticket.targets[0]).toMatchObject({ dueAt: (was?.dueAt ?? 0) + DAY, spentMs: was?.spentMs });
  });
});
