/** 为什么 as people read it: the sum that is printed is the deadline, whatever the day, the hour and the clock. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Calendar, workingBetween } from '../../src/calendar/business-hours.js';
import type { Duration } from '../../src/calendar/duration.js';
import { addDuration } from '../../src/calendar/duration.js';
import { whyCard } from '../../src/cards/why.js';
import type { Card } from '../../src/platform/card.js';
import type { ClockKind, Sop, TimerRule } from '../../src/sop/sop.js';
import { clockOf } from '../../src/tickets/limit.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import { timersOfStay } from '../../src/tickets/timers.js';
import {
  by,
  DAY,
  factsFor,
  given,
  type History,
  HOUR,
  MINUTE,
  registration,
  START,
  registrationUpTo as upTo,
  type World,
} from '../support/given.js';
import { readAloud, wordingAt } from './words.js';

function explained(history: History, actor: keyof typeof by, world: World = {}): Card {
  const ticket = given(history, world).ticket as Ticket;
  const facts = factsFor(by[actor], world);
  const timers = actor === 'customer' ? [] : timersOfStay(ticket, facts);
  return whyCard({ ticket, facts, timers, recounted: [] }, wordingAt(world.now ?? START));
}
const told = (card: Card) => readAloud(card).join('\n');

/** '1 小时 20 分钟' in minutes. */
function minutes(said: string): number {
  const [, hours = '0'] = /(\d+) 小时/u.exec(said) ?? [];
  const [, rest = '0'] = /(\d+) 分钟/u.exec(said) ?? [];
  return Number(hours) * 60 + Number(rest);
}

describe('why, in the words of whoever asks', () => {
  test('an agent reads the sum, what each step waits for and who holds it', () => {
    const text = told(explained(upTo.review(), 'lin', { now: START + HOUR }));
    expect(text).toContain(
      '「资料审核」的时限是4 小时（按工作时间），从今天 09:00进入这一步算起，到今天 14:30为止',
    );
    expect(text).toMatch(/3月2日.*平常日子.*4 小时/u);
    expect(text).toContain('还剩 3 小时。');
    expect(text).toContain('✗ 「审核通过并指派」→ 已指派：现在不行');
    expect(text).toContain('✗ 公司名称与申请一致：还没有，由林晓、周明提供');
    expect(text).toContain('双人复核，再由一位确认：王芳、周明');
    expect(text).toContain('✓ 「驳回」→ 待提交资料：现在可以');
    expect(text).toContain('派单：这件事要由王芳、处理人来做。');
    expect(text).toContain('今天 14:00 预警：时限快到');
  });

  test('a requester reads their own steps and none of how we work; of lateness nothing', () => {
    const waiting = told(explained(upTo.awaitingDocuments(), 'customer'));
    expect(waiting).toContain('现在等韩梅梅');
    expect(waiting).toContain('✗ 身份证件：还没有，由韩梅梅、注册组提供');
    const review = told(explained(upTo.review(), 'customer'));
    expect(review).toContain('「资料审核中」的时限是4 小时');
    expect(review).not.toMatch(/公司名称与申请一致|林晓|双人|预警/u);
    expect(told(explained(upTo.review(), 'customer', { now: START + DAY }))).not.toMatch(/时限|超过/u);
  });

  test('what has passed is said to have passed, and a reason for lateness to be asked', () => {
    const late = told(explained(upTo.assigned(), 'zhou', { now: START + 5 * DAY }));
    expect(late).toContain('已经超过');
    expect(late).toContain('已超时，要写超时原因');
    const over = told(explained(upTo.registered(), 'customer', { now: START + 8 * DAY }));
    expect(over).toMatch(/✗ .*之前：已经过了/u);
  });

  test('holidays and make-up days are named with what they count', () => {
    const eve = Date.UTC(2026, 1, 10, 9);
    const text = told(
      explained(
        reviewAt(eve, { days: 5, ms: 0 }, 'business'),
        'lin',
        worldOf(eve, { days: 5, ms: 0 }, 'business'),
      ),
    );
    expect(text).toMatch(/放假.*0 分钟/u);
    expect(text).toMatch(/调休上班.*7 小时 30 分钟/u);
  });
});

/** Review with a limit of this length, and a reminder as long, both on this clock. */
function worldOf(now: number, within: Duration, clock: ClockKind): World & { readonly sop: Sop } {
  const { review } = registration.states;
  if (!review?.limit) throw new Error('expected a limit of review');
  const unpaid = registration.timers.unpaid as TimerRule;
  const sop: Sop = {
    ...registration,
    states: {
      ...registration.states,
      review: { ...review, limit: { ...review.limit, within, clock, warn: null } },
    },
    timers: {
      slow: { ...unpaid, key: 'slow', in: ['review'], clock, start: { from: 'entry', after: within } },
    },
  };
  return { sop, now };
}

function reviewAt(now: number, within: Duration, clock: ClockKind): History {
  const world = worldOf(now, within, clock);
  const { events } = given(upTo.awaitingDocuments(), world)
    .when(
      'advance',
      { transition: 'submit', id_scan: [{ id: 'f', name: 'f', type: 'image/png', size: 1 }] },
      by.customer,
      { now },
    )
    .happened();
  return [...upTo.awaitingDocuments(), events];
}

describe('the printed sum', () => {
  test('is the deadline: day by day it adds up to what is allowed, of limits and of reminders', () => {
    const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 1) });
    const span = fc.record({
      days: fc.integer({ min: 0, max: 25 }),
      ms: fc.integer({ min: 1, max: 12 * 60 }).map((each) => each * MINUTE),
    });
    fc.assert(
      fc.property(instant, span, fc.constantFrom('business', 'calendar'), (now, within, kind) => {
        const history = reviewAt(now, within, kind);
        const world = worldOf(now, within, kind);
        const card = explained(history, 'lin', world);
        const clock: Calendar = clockOf(kind, factsFor(by.lin, world));
        const allowed = Math.floor(workingBetween(clock, now, addDuration(clock, now, within)) / MINUTE);
        const table = card.blocks.find((block) => block.kind === 'table');
        const rows = (table?.kind === 'table' ? table.rows : []).map(([, , time = '']) => minutes(time));
        expect(rows.at(-1)).toBe(allowed);
        expect(rows.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBe(allowed);
        // And what is allowed, counted from the entry, is the instant that is shown.
        expect(addDuration(clock, now, within)).toBe(given(history, world).ticket?.limit?.dueAt);
        const line = told(card)
          .split('\n')
          .find((each) => each.includes(' = '));
        if (line) {
          const [added = '', total = ''] = line.split(' = ');
          expect(added.split(' + ').reduce((sum, each) => sum + minutes(each), 0)).toBe(minutes(total));
          expect(minutes(total)).toBe(allowed);
        }
      }),
      { numRuns: 150 },
    );
  });
});
