/** B12: whoever works on a ticket logs the time it took, by kind; what was logged is mended by a later entry, never edited. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { effortSaid } from '../../src/conversation/effort-said.js';
import { minutesByKind, minutesOf } from '../../src/tickets/effort.js';
import type { TicketEvent } from '../../src/tickets/events.js';
import { by, given, START, registrationUpTo as upTo } from '../support/given.js';
import { dividing, project, whole } from './divided.js';
import { asked, spending, spent, TODAY, world } from './spent.js';

const today = { day: TODAY, who: 'lin', queue: 'registration' };

describe('B12: time', () => {
  test('is logged with its kind, for today or a day before, and for whoever says so', () => {
    asked(upTo.review(), 'log_effort', { spent: '1.5小时', kind: '资料', text: '核对章程' }).then({
      ...{ type: 'effortLogged', no: 1, kind: 'papers', minutes: 90, text: '核对章程', by: 'member:lin' },
      ...today,
    } as Partial<TicketEvent>);
    asked(upTo.review(), 'log_effort', { spent: '45', kind: 'Talking', day: '2026-02-27' }, by.wang).then({
      ...{ minutes: 45, kind: 'talk', day: '2026-02-27', who: 'wang' },
    } as Partial<TicketEvent>);
  });

  test.each([
    ['30分钟', 30],
    ['半小时', 30],
    ['1个半小时', 90],
    ['2小时15分', 135],
    ['1.25h', 75],
    ['２０ 分', 20],
    ['24h', 1440],
  ])('is read as people say it: %s', (said, minutes) => {
    const { ticket } = asked(upTo.review(), 'log_effort', { spent: said, kind: 'talk' }).happened();
    expect(ticket.efforts).toMatchObject([{ minutes }]);
  });

  test.each(['很久', '0', '0h', '-5', '1d'])('that is none is refused and nothing is lost: %s', (said) => {
    asked(upTo.review(), 'log_effort', { spent: said, kind: 'talk' }).thenWrong('spent', 'wrong_span');
  });

  test('is asked for in one form, with the part where the work is divided', () => {
    asked(upTo.review(), 'log_effort', {}).thenAsks('spent', 'kind', 'text');
    asked(upTo.review(), 'log_effort', { spent: '30m' }).thenAsks('kind', 'text');
    asked(upTo.review(), 'log_effort', { spent: '30m', kind: '喝茶' }).thenWrong('kind', 'wrong_choice');
  });

  test('is never more than a day holds, over all that somebody logged for it on the ticket', () => {
    const day = spent(spending({ spent: '23h' }));
    asked(day, 'log_effort', { spent: '61m', kind: 'talk' }).thenWrong('spent', 'effort_too_long');
    asked(day, 'log_effort', { spent: '60m', kind: 'talk' }).happened();
    asked(day, 'log_effort', { spent: '2h', kind: 'talk' }, by.zhou).happened();
    asked(day, 'log_effort', { spent: '2h', kind: 'talk', day: '2026-03-01' }).happened();
    asked(upTo.review(), 'log_effort', { spent: '24h1m', kind: 'talk' }).thenWrong(
      'spent',
      'effort_too_long',
    );
  });

  test('is nobody else’s to log: not the requester’s, another team’s, an auditor’s or the house’s own', () => {
    for (const actor of [
      by.customer,
      by.stranger,
      by.li,
      by.chen,
      by.old,
      by.root,
      by.audrey,
      by.system,
      by.payment,
    ])
      expect(
        asked(upTo.review(), 'log_effort', { spent: '30m', kind: 'talk' }, actor).decision,
      ).toHaveProperty('refused');
  });

  test('may be logged once the work is done, and makes nobody’s button stale', () => {
    const { ticket } = asked(upTo.closed(), 'log_effort', { spent: '30m', kind: 'talk' }).happened();
    expect(ticket.last).toEqual(given(upTo.closed()).ticket?.last);
    expect(
      asked(upTo.review(), 'log_effort', { spent: '30m', kind: 'talk' }).happened().reactions.notices,
    ).toEqual([]);
  });

  test('goes into a part of the division list by whoever has it, whatever their role', () => {
    const divided = given([...upTo.review()], { ...project, ...world });
    const list = [
      ...upTo.review(),
      divided.when('divide', dividing({ ...whole, owner: '王芳' }).input, by.lin).happened().events,
    ];
    const { ticket } = given(list, { ...project, ...world })
      .when('log_effort', { spent: '2h', kind: 'papers', part: '主图' }, by.wang)
      .happened();
    expect(ticket.efforts).toMatchObject([{ minutes: 120, partNo: 1, who: 'wang' }]);
    given(list, { ...project, ...world })
      .when('log_effort', { spent: '2h', kind: 'papers', part: '文案' }, by.wang)
      .thenWrong('part', 'unknown_part');
  });
});

describe('B12: what was logged', () => {
  const two = spent(spending({}), spending({ spent: '1h', kind: '资料' }, by.zhou));

  test('is corrected by a later entry under its number, by whoever logged it or a lead, and stays theirs', () => {
    const { ticket, events } = asked(two, 'correct_effort', { entry: '2', spent: '20m' }, by.wang).happened();
    expect(events).toMatchObject([
      { type: 'effortLogged', no: 2, minutes: 20, kind: 'papers', who: 'zhou', by: 'member:wang' },
    ]);
    expect([...minutesByKind(ticket.efforts)]).toEqual([
      ['talk', 30],
      ['papers', 20],
    ]);
    asked(two, 'correct_effort', { entry: '2', spent: '20m' }).thenRefused('not_your_effort');
    asked(two, 'correct_effort', { spent: '30m' }).thenRefused('nothing_to_do');
    asked(two, 'correct_effort', { spent: '25h' }).thenWrong('spent', 'effort_too_long');
  });

  test('asks which entry is meant where there are several', () => {
    asked(two, 'correct_effort', {}, by.wang).thenAsks('entry', 'spent', 'kind', 'text');
    asked(two, 'withdraw_effort', {}, by.wang).thenAsks('entry');
    asked(two, 'correct_effort', {}).thenAsks('spent', 'kind', 'text');
  });

  test('is withdrawn once, and its number is not given away again', () => {
    const gone = [...two, asked(two, 'withdraw_effort', { entry: '2' }, by.zhou).happened().events];
    expect(minutesOf(given(gone).ticket?.efforts ?? [])).toBe(30);
    asked(gone, 'withdraw_effort', { entry: '2' }, by.wang).thenRefused('unknown_effort');
    expect(asked(gone, 'log_effort', { spent: '5m', kind: 'talk' }).happened().events).toMatchObject([
      { no: 3 },
    ]);
  });

  test('sums up to what the log says, whatever was corrected and withdrawn in between', () => {
    const act = fc.record({
      do: fc.constantFrom('log_effort', 'correct_effort', 'withdraw_effort'),
      who: fc.constantFrom(by.lin, by.zhou, by.wang),
      entry: fc.integer({ min: 1, max: 5 }).map(String),
      spent: fc.integer({ min: 1, max: 300 }),
      kind: fc.constantFrom('talk', 'papers', 'errand'),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        let history = upTo.review();
        const counted = new Map<number, number>();
        for (const one of acts) {
          const words = { spent: `${one.spent}m`, kind: one.kind };
          const input =
            one.do === 'log_effort'
              ? words
              : one.do === 'withdraw_effort'
                ? { entry: one.entry }
                : { entry: one.entry, ...words };
          const { decision } = asked(history, one.do, input, one.who);
          if (!('events' in decision)) continue;
          history = [...history, decision.events];
          if (one.do === 'log_effort') counted.set(counted.size + 1, one.spent);
          else counted.set(Number(one.entry), one.do === 'withdraw_effort' ? 0 : one.spent);
        }
        const total = [...counted.values()].reduce((a, b) => a + b, 0);
        expect(minutesOf(given(history).ticket?.efforts ?? [])).toBe(total);
      }),
      { numRuns: 300 },
    );
  });
});

describe('B12: in one line', () => {
  const line = (said: string, mends = false) => effortSaid(said, mends, { now: START, tz: 'Asia/Shanghai' });

  test.each<[string, object]>([
    ['30分钟 沟通', { spent: '30分钟', kind: '沟通' }],
    ['沟通 1.5小时 和客户核对材料', { spent: '1.5小时', kind: '沟通', text: '和客户核对材料' }],
    ['昨天 2小时 15分 跑腿 分工 1', { day: '2026-03-01', spent: '2小时 15分', kind: '跑腿', part: '1' }],
    [
      '2h errand 2026-02-27 to the bank',
      { spent: '2h', kind: 'errand', day: '2026-02-27', text: 'to the bank' },
    ],
    ['1个半小时 资料', { spent: '1个半小时', kind: '资料' }],
    ['沟通', { kind: '沟通' }],
  ])('%s', (said, input) => {
    expect(line(said)).toEqual(input);
  });

  test('an entry to be corrected is named by its number first', () => {
    expect(line('2 45分钟', true)).toEqual({ entry: '2', spent: '45分钟' });
    expect(line('45分钟', true)).toEqual({ spent: '45分钟' });
    expect(line('#3 资料', true)).toEqual({ entry: '3', kind: '资料' });
  });
});
