/** D7: rungs at their second to the one really above, none after an acknowledgement, and on again when nothing follows it. */
import { describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/people/people.js';
import type { Escalation } from '../../src/sop/escalation.js';
import type { Reactions, TimerSet } from '../../src/tickets/reactions.js';
import { timerCommand, timersOfStay } from '../../src/tickets/timers.js';
import {
  by,
  DAY,
  directoryOf,
  factsFor,
  given,
  type History,
  HOUR,
  type Line,
  MINUTE,
  replay,
  START,
  story,
  registrationUpTo as upTo,
  type World,
} from '../support/given.js';
import { climbing, company, HOT, ladder } from './hot-ladder.js';

/** Reviewing takes four working hours from Monday 9:00, with the lunch break from 12:00 to 13:30. */
const DUE = START + 5.5 * HOUR;

/** The same, and an acknowledgement holds for a week. */
const forgotten: Escalation = {
  ...HOT,
  ladders: Object.fromEntries(
    Object.entries(HOT.ladders).map(([key, one]) => [key, { ...one, idle: { days: 5, ms: 0 } }]),
  ),
};

/** 林晓 has the review on her hands from Monday 9:00 on. */
const reviewing = () => story([{ type: 'claim', actor: by.lin }], climbing, upTo.review());

/** A ticket with its timers, fired in their order as the desk does it; instants are minutes from the due one. */
function desk(options: World = climbing, since: History = reviewing()) {
  let history = since;
  const pending = new Map<string, TimerSet>();
  const settled = new Set<string>();
  const told: string[] = [];
  const keyOf = ({ visit, rule, occurrence }: TimerSet) => `${visit}/${rule}/${occurrence}`;
  function set({ voidVisits, voidRules, timers }: Pick<Reactions, 'voidVisits' | 'voidRules' | 'timers'>) {
    for (const [key, { rule, visit }] of pending)
      if (voidRules.includes(rule) || voidVisits.includes(visit)) pending.delete(key);
    expect(new Set(timers.map(keyOf)).size).toBe(timers.length);
    for (const timer of timers) if (!settled.has(keyOf(timer))) pending.set(keyOf(timer), timer);
  }
  function happens(type: string, input: Line['input'], actor: Actor, at: number, world = options) {
    const { events, reactions } = given(history, world).when(type, input, actor, { now: at }).happened();
    history = [...history, events];
    set(reactions);
    for (const { to, say, kind } of reactions.notices)
      told.push(
        [(at - DUE) / MINUTE, say.replace('notice.', ''), `${to.id}${kind.urgent ? '!' : ''}`].join(' '),
      );
  }
  const ticket = replay(history);
  if (ticket)
    set({ voidVisits: [], voidRules: [], timers: timersOfStay(ticket, factsFor(by.system, options)) });
  return {
    /** Everything due up to then; gives what was told since it was last asked. */
    until(minute: number): readonly string[] {
      const to = DUE + minute * MINUTE;
      for (;;) {
        const [due] = [...pending.values()]
          .filter(({ dueAt }) => dueAt <= to)
          .sort((one, other) => one.dueAt - other.dueAt || (one.rule < other.rule ? -1 : 1));
        if (!due) return told.splice(0);
        pending.delete(keyOf(due));
        settled.add(keyOf(due));
        const { type, input } = timerCommand(due);
        const before = given(history, options).when(type, input, by.system, { now: due.dueAt - 1 });
        if (type !== 'resume') before.thenRefused('not_due');
        happens(type, input, by.system, due.dueAt);
      }
    },
    act(minute: number, type: string, actor: Actor, input: Line['input'] = {}, world = options) {
      const before = this.until(minute);
      happens(type, input, actor, DUE + minute * MINUTE, world);
      return before;
    },
    pending: () => [...pending.values()].map(({ rule }) => rule).sort(),
    ticket: () => replay(history),
    given: () => given(history, options),
  };
}

describe('D7: a ladder on the limit of a step', () => {
  test('every rung tells at its second the ones it is for, and one timer waits for the next', () => {
    const on = desk();
    expect(on.pending()).toEqual(['ladder:limit', 'limit', 'warn']);
    // Half of four working hours, with lunch in between.
    expect(on.until(-1)).toEqual(['-210 escalated_early lin']);
    expect(on.pending()).toEqual(['ladder:limit', 'limit']);
    expect(on.until(0)).toEqual(['0 escalated lin!', '0 escalated wang!', '0 say.work_delayed r1']);
    expect(on.until(19)).toEqual([]);
    expect(on.until(20)).toEqual(['20 escalation_ahead lin']);
    expect(on.until(30)).toEqual(['30 escalated chen!']);
    expect(on.until(60)).toEqual(['60 escalated boss!']);
    expect(on.until(90)).toEqual(['90 escalated boss!']);
    expect(on.pending()).toEqual([]);
  });

  test('after an acknowledgement nobody hears of it any more, and whoever was told hears that', () => {
    const on = desk({ ...climbing, escalation: forgotten });
    on.act(5, 'acknowledge', by.lin);
    expect(on.until(5)).toEqual(['5 acknowledged wang']);
    expect(on.pending()).toEqual(['idle:limit']);
    expect(on.until(8 * 60)).toEqual([]);
  });

  test('acknowledged before it is late, its lateness is still recorded, and none of us is told', () => {
    const on = desk({ ...climbing, escalation: forgotten });
    on.act(-60, 'acknowledge', by.lin);
    on.until(-60);
    expect(on.until(60)).toEqual(['0 say.work_delayed r1']);
    expect(on.ticket()).toMatchObject({ limit: { lateAt: DUE }, facts: { breaches: 1 } });
  });

  test('acknowledged and left alone it reminds, and goes on from where it stood', () => {
    const on = desk();
    on.act(10, 'acknowledge', by.lin);
    on.until(10);
    expect(on.until(39)).toEqual([]);
    expect(on.until(40)).toEqual(['40 acknowledgement_lapsed lin']);
    // Twenty minutes were left to the next rung: they are left still.
    expect(on.until(50)).toEqual(['50 escalation_ahead lin']);
    expect(on.until(60)).toEqual(['60 escalated chen!']);
  });

  test('as long as the handler goes on, it stays still', () => {
    const on = desk();
    on.act(10, 'acknowledge', by.lin);
    on.act(35, 'note', by.lin, { text: '在查' });
    on.until(35);
    expect(on.until(64)).toEqual([]);
    on.act(64, 'reply', by.customer, { text: '好了吗' });
    expect(on.until(65)).toEqual(['64 reply_from_requester lin', '65 acknowledgement_lapsed lin']);
    on.act(66, 'acknowledge', by.lin);
    expect(on.until(67)).toEqual(['66 acknowledged wang']);
    expect(on.ticket()?.climbs.limit).toMatchObject({ acknowledgements: 2, stoodMs: 55 * MINUTE });
  });

  test('a step ends it, and the next step has a ladder of its own', () => {
    const on = desk();
    on.until(0);
    on.act(5, 'advance', by.lin, { transition: 'reject', reason: '照片反光', late_reason: '忙' });
    on.until(5);
    expect(on.pending()).toEqual([]);
    expect(on.ticket()?.climbs).toEqual({});
    expect(on.until(600)).toEqual([]);
  });

  test('held, nobody’s boss hears of it; afterwards it goes on with what was left', () => {
    const on = desk();
    on.act(10, 'hold', by.lin, { reason: '等公安', until: '3h' });
    on.until(10);
    expect(on.pending()).toEqual(['hold']);
    on.act(70, 'resume', by.lin);
    on.until(70);
    expect(on.until(79)).toEqual([]);
    expect(on.until(80)).toEqual(['80 escalation_ahead lin']);
    expect(on.until(90)).toEqual(['90 escalated chen!']);
  });

  test('another priority may climb another ladder, and none is told twice', () => {
    const two = ladder(`
ladders:
  hot: { name: { zh-CN: 紧急, en: Hot }, rungs: [ { at: due, to: department } ] }
  calm: { name: { zh-CN: 平常, en: Calm }, rungs: [ { at: -2h, to: assignee }, { at: +1h, to: lead } ] }
use: [ { priority: P1, ladder: hot }, { ladder: calm } ]
`);
    const on = desk({ ...climbing, escalation: two });
    expect(on.act(-60, 'prioritise', by.wang, { priority: 'P1', reason: '客户催' })).toEqual([
      '-210 escalated_early lin',
    ]);
    on.until(-60);
    expect(on.until(120)).toEqual(['0 escalated chen!', '0 say.work_delayed r1']);
  });

  test('after a standstill everybody hears it once, and nothing is announced that has come', () => {
    const on = desk();
    const { reactions, events, ticket } = on
      .given()
      .when('escalate', { clock: 'limit', visit: 3, moment: 1 }, by.system, { now: DUE + 70 * MINUTE })
      .happened();
    expect(events).toMatchObject([{ type: 'escalated', rungs: [1, 2, 3, 4] }]);
    expect(reactions.notices.map(({ to, say }) => [to.id, say])).toEqual([
      ['lin', 'notice.escalated'],
      ['wang', 'notice.escalated'],
      ['chen', 'notice.escalated'],
      ['boss', 'notice.escalated'],
    ]);
    expect(reactions.timers).toMatchObject([
      { rule: 'ladder:limit', occurrence: 2, dueAt: DUE + 90 * MINUTE },
    ]);
    expect(ticket.climbs.limit).toMatchObject({ moments: 1, rung: 4 });
  });

  test('an alarm that rings twice, or for a stay that is over, does nothing', () => {
    const on = desk();
    on.until(0);
    const again = (moment: number, visit = 3) =>
      on.given().when('escalate', { clock: 'limit', visit, moment }, by.system, { now: DUE + DAY });
    again(1).thenRefused('timer_over', { rule: 'ladder' });
    again(3, 2).thenRefused('timer_over', { rule: 'ladder' });
    on.given()
      .when('lapse', { clock: 'limit', acknowledgement: 1 }, by.system, { now: DUE })
      .thenRefused('timer_over', { rule: 'idle' });
    on.given().when('escalate', { clock: 'limit', visit: 3, moment: 3 }, by.wang).thenRefused('not_allowed');
  });

  test('the leader who is away is climbed past, and it is recorded why whom', () => {
    const away = directoryOf(
      [...company.members.values()].map((one) =>
        one.id === 'wang'
          ? { ...one, preferences: { leave: { from: '2026-03-01', until: '2026-03-09', delegate: 'zhou' } } }
          : one,
      ),
    );
    const on = desk({ ...climbing, directory: away });
    on.until(0);
    expect(on.ticket()?.climbs.limit?.told).toEqual([
      { to: { to: 'member', id: 'lin' }, as: 'assignee', via: 'chat' },
      { to: { to: 'member', id: 'wang' }, as: 'leader', of: 'lin', standIn: 'zhou', via: 'chat' },
    ]);
  });
});

describe('who may say that it is in hand', () => {
  test('the handler, whoever stands in for them, or the lead; and nobody where no ladder goes up', () => {
    const on = desk();
    for (const actor of [by.lin, by.wang]) on.given().when('acknowledge', {}, actor).happened();
    on.given().when('acknowledge', {}, by.zhou).thenRefused('not_allowed');
    given(reviewing(), { directory: company }).when('acknowledge', {}, by.lin).thenRefused('not_escalated');
  });

  test('what somebody has in hand need not be taken in hand again', () => {
    const on = desk();
    on.act(-200, 'acknowledge', by.lin);
    on.given()
      .when('acknowledge', {}, by.wang, { now: DUE - 190 * MINUTE })
      .thenRefused('already_acknowledged', {
        person: { person: 'member:lin' },
        at: { at: DUE - 200 * MINUTE },
      });
  });
});

describe('a ticket that climbs no ladder', () => {
  test('A14: says nothing a second before its limit and is told of at it, as ever, by the timers it always had', () => {
    const on = desk({ directory: company });
    expect(on.pending()).toEqual(['limit', 'warn']);
    expect(on.until(-1 / 60)).toEqual(['-30 limit_warned lin']);
    expect(on.until(0)).toEqual(['0 limit_passed lin!', '0 limit_passed wang!', '0 say.work_delayed r1']);
    expect(on.until(6000)).toEqual([]);
    expect(on.ticket()?.climbs).toEqual({});
  });

  test('pays nothing for those of others', () => {
    const elsewhere = { ...HOT, rules: HOT.rules.map((rule) => ({ ...rule, queues: ['it'] })) };
    const on = desk({ directory: company, escalation: elsewhere });
    expect(on.pending()).toEqual(['limit', 'warn']);
  });
});
