/** D6: what is promised by priority, category and tier: when it begins, stands still, goes on, is counted anew and ends. */
import { describe, expect, test } from '@jest/globals';
import { parseDuration } from '../../src/calendar/duration.js';
import type { SlaRule } from '../../src/sop/sla.js';
import type { Target, Ticket } from '../../src/tickets/ticket.js';
import {
  by,
  further,
  given,
  type History,
  HOUR,
  MINUTE,
  replay,
  START,
  sopCalled,
  story,
} from '../support/given.js';

const it = sopCalled('it-helpdesk');

function terms(within: string, warn: string | null = null, clock: 'business' | 'calendar' = 'business') {
  const span = (written: string) => {
    const parsed = parseDuration(written);
    if ('error' in parsed) throw new Error(parsed.error);
    return parsed;
  };
  return { within: span(within), clock, warn: warn === null ? null : span(warn), lateReason: false };
}

const rules: readonly SlaRule[] = [
  {
    key: 'urgent',
    meant: { priority: ['P1'], category: ['fault'] },
    targets: { first_response: terms('15m'), resolution: terms('2h', '30m') },
    extensions: null,
  },
  {
    key: 'fault',
    meant: { category: ['fault'] },
    targets: {
      first_response: terms('1h', '15m'),
      next_response: terms('2h'),
      resolution: terms('8h', '1h'),
    },
    extensions: null,
  },
];
const world = { sop: it, sla: rules };

const opening = {
  type: 'open',
  input: { sop: it.key, fields: { problem: '卡纸', place: '三楼', urgency: 'minor' } },
  actor: by.customer,
};
const opened = (sla = rules) => story([opening], { sop: it, sla });
const at = (history: History) => replay(history) as Ticket;
const target = (ticket: Ticket, name: Target['name']) => ticket.targets.find((each) => each.name === name);

describe('D6: a ticket comes under the first rule that fits', () => {
  test('and its targets run from then on, one timer each', () => {
    const { ticket, reactions } = given([], world).when('open', opening.input, by.customer).happened();
    expect(target(ticket, 'first_response')).toMatchObject({ rule: 'fault', dueAt: START + HOUR, round: 1 });
    expect(target(ticket, 'resolution')).toMatchObject({ spentMs: 0, allowedMs: 8 * HOUR, over: null });
    expect(target(ticket, 'next_response')).toBeUndefined();
    const waking = reactions.timers.filter(({ rule }) => rule.includes(':') && !rule.startsWith('sop:'));
    expect(waking.map(({ rule, dueAt }) => [rule, dueAt])).toEqual([
      ['warn:first_response', START + 45 * MINUTE],
      ['warn:resolution', target(ticket, 'resolution')?.warnAt],
    ]);
  });

  test('one of which nothing is promised has none, and pays nothing', () => {
    const { ticket, events, reactions } = given([], { sop: it, sla: rules.slice(0, 1) })
      .when('open', opening.input, by.customer)
      .happened();
    expect(ticket.targets).toEqual([]);
    expect(events.map(({ type }) => type)).not.toContain('targetsSet');
    expect(reactions.timers.some(({ rule }) => rule.startsWith('limit:'))).toBe(false);
  });

  test('raised to another priority it keeps what was used up', () => {
    const raised = given(opened(), world)
      .when('prioritise', { priority: 'P1', reason: '催' }, by.li, { now: START + HOUR / 2 })
      .happened();
    expect(target(raised.ticket, 'resolution')).toMatchObject({
      ...{ rule: 'urgent', spentMs: HOUR / 2, since: START + HOUR / 2, dueAt: START + 2 * HOUR },
    });
    expect(raised.reactions.voidRules).toEqual(
      expect.arrayContaining(['warn:resolution', 'limit:resolution']),
    );
  });
});

describe('the first response', () => {
  test('is met by a claim the requester sees, and the next one is owed from their next message on', () => {
    const claimed = further(opened(), [{ type: 'claim', actor: by.li, now: START + 10 * MINUTE }], world);
    expect(target(at(claimed), 'first_response')).toMatchObject({
      over: 'met',
      met: 1,
      spentMs: 10 * MINUTE,
    });
    const asked = further(
      claimed,
      [{ type: 'reply', input: { text: '好了吗' }, actor: by.customer, now: START + HOUR }],
      world,
    );
    expect(target(at(asked), 'next_response')).toMatchObject({ over: null, dueAt: START + 3 * HOUR });
    const answered = further(
      asked,
      [{ type: 'reply', input: { text: '快了' }, actor: by.li, now: START + 2 * HOUR }],
      world,
    );
    expect(target(at(answered), 'next_response')).toMatchObject({ over: 'met', spentMs: HOUR });
  });
});

describe('D6: to the second', () => {
  const rung = (type: 'warn' | 'expire', now: number, history: History = opened()) =>
    given(history, world).when(type, { visit: 1, target: 'first_response' }, by.system, { now });

  test('nothing is said a second before, and at it the holder hears of the warning, the lead of the breach too', () => {
    rung('warn', START + 45 * MINUTE - 1000).thenRefused('not_due');
    const warned = rung('warn', START + 45 * MINUTE).happened();
    expect(warned.reactions.notices.map(({ say }) => say)).toEqual(['notice.target_warned']);
    expect(warned.reactions.timers).toMatchObject([{ rule: 'limit:first_response', dueAt: START + HOUR }]);
    rung('expire', START + HOUR - 1000, [...opened(), warned.events]).thenRefused('not_due');
    const passed = rung('expire', START + HOUR, [...opened(), warned.events]);
    passed.then({ type: 'limitPassed', target: 'first_response' });
    expect(target(passed.happened().ticket, 'first_response')).toMatchObject({
      missed: 1,
      lateAt: START + HOUR,
    });
    expect(passed.happened().ticket.facts.breaches).toBe(0);
    expect(passed.happened().reactions.timers).toEqual([]);
  });

  test('what is done a moment too late is missed, whether its alarm has rung or not', () => {
    const late = given(opened(), world)
      .when('claim', {}, by.li, { now: START + HOUR })
      .happened();
    expect(late.events.map(({ type }) => type)).toEqual(['limitPassed', 'targetsSet', 'ticketAssigned']);
    expect(target(late.ticket, 'first_response')).toMatchObject({ over: 'missed', missed: 1, met: 0 });
    rung('expire', START + HOUR, [...opened(), late.events]).thenRefused('timer_over');
  });

  test('held, it stands still: nobody is warned, and what was left is left afterwards', () => {
    const held = further(
      opened(),
      [
        { type: 'claim', actor: by.li, now: START + 30 * MINUTE },
        { type: 'hold', input: { reason: '等配件' }, actor: by.li, now: START + HOUR },
      ],
      world,
    );
    const still = target(at(held), 'resolution');
    expect(still).toMatchObject({ stands: true, spentMs: HOUR, over: null });
    given(held, world)
      .when('expire', { visit: 1, target: 'resolution' }, by.system, { now: (still?.dueAt ?? 0) + 1 })
      .thenRefused('timer_over');
    const resumed = given(held, world)
      .when('resume', {}, by.li, { now: START + 3 * HOUR })
      .happened();
    expect(target(resumed.ticket, 'resolution')).toMatchObject({ stands: false, spentMs: HOUR });
    expect(resumed.reactions.timers.filter(({ rule }) => rule.endsWith(':resolution'))).toHaveLength(1);
  });
});
