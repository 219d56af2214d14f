/** D5: a ticket goes to somebody who is on shift; with nobody on, to whoever comes next, and the lead hears at once. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, dateOf, WEEKDAYS, weekdayOf } from '../../src/calendar/day.js';
import type { Member } from '../../src/people/people.js';
import { hasShifts, rosterOf, turnNext, turnsNow } from '../../src/sop/roster.js';
import { routingFile, routingOf } from '../../src/sop/routing.js';
import { type ShiftPlan, shiftsFile, shiftsOf } from '../../src/sop/shifts.js';
import { givenTo } from '../../src/tickets/given-to.js';
import {
  by,
  directoryOf,
  factsFor,
  given,
  HOUR,
  member,
  office,
  START,
  sopCalled,
} from '../support/given.js';

const it = sopCalled('it-helpdesk');
const promotion = sopCalled('promotion');
const open = { sop: it.key, fields: { problem: '登录不上', place: '三楼', urgency: 'blocked' } };
const NAME = { 'zh-CN': '班', en: 'Shift' };
const TZ = 'Asia/Shanghai';
const IDS = ['an', 'bo', 'cy', 'di'];
const lead = member('zhao', ['it'], ['lead']);
const team = [...IDS.map((id) => member(id, ['it'], ['agent'])), lead];

/** Monday, the 2nd of March 2026, in week 10. */
const at = (local: string) => Date.parse(`${local}+08:00`);
const plans = (written: Readonly<Record<string, object>>, of = 'it') =>
  shiftsOf(
    shiftsFile.parse(
      Object.fromEntries(
        Object.entries(written).map(([key, one]) => [key, { name: NAME, team: of, ...one }]),
      ),
    ),
  );
const closed = (key: string) => {
  throw new Error(`no calendar ${key}`);
};
const roster = (written: Parameters<typeof plans>[0], of?: string) =>
  rosterOf(plans(written, of), (key) => (key === 'office' ? office : closed(key)), TZ);
const onAt = (of: ReturnType<typeof roster>, local: string) =>
  turnsNow(of, 'it', at(local)).flatMap(({ who }) => who);

const way = (to: string) => ({
  ...{ rules: routingOf(routingFile.parse({ all: { name: NAME, to } })), open: [], tiers: [] },
});
const away = (one: Member, from: string, until: string): Member => ({
  ...one,
  preferences: { leave: { from, until, delegate: 'zhao' } },
});
const opened = (
  of: ReturnType<typeof roster>,
  now: number,
  members: readonly Member[] = team,
  to = 'least_loaded',
) =>
  given([], { sop: it, directory: directoryOf(members), routing: way(to), roster: of, now })
    .when('open', open, by.customer)
    .happened();

describe('the roster', () => {
  test('a night belongs to the day it begins on, and to whoever began it', () => {
    const night = roster({ night: { at: ['22:00', '06:00'], days: ['mon'], who: ['an'] } });
    const seen = [
      '2026-03-02T21:59',
      '2026-03-02T22:00',
      '2026-03-03T05:59',
      '2026-03-03T06:00',
      '2026-03-03T22:00',
    ];
    expect(seen.map((local) => onAt(night, local))).toEqual([[], ['an'], ['an'], [], []]);
    expect(turnNext(night, 'it', at('2026-03-02T22:00'))).toMatchObject({
      ...{ from: at('2026-03-09T22:00'), to: at('2026-03-10T06:00'), who: ['an'] },
    });
  });

  test('weeks take turns by their number, and a date of its own goes before', () => {
    const day = roster({
      day: {
        ...{ at: ['08:00', '20:00'], rota: [['an'], ['bo', 'cy']] },
        dates: { '2026-03-04': ['di'], '2026-03-05': 'none' },
      },
    });
    const seen = ['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-08', '2026-03-09'];
    expect(seen.map((date) => onAt(day, `${date}T12:00`))).toEqual([
      ['bo', 'cy'],
      ['di'],
      [],
      ['bo', 'cy'],
      ['an'],
    ]);
    // The day on which nobody works is none, whoever asks who is next.
    expect(turnNext(day, 'it', at('2026-03-04T09:00'))?.from).toBe(at('2026-03-06T08:00'));
  });

  test('in the hours of a working calendar nobody goes off shift for lunch, and on a holiday nobody is on', () => {
    const hours = roster({ day: { calendar: 'office', who: ['an'] } });
    const seen = ['2026-03-02T08:59', '2026-03-02T12:30', '2026-03-02T18:00', '2026-10-01T10:00'];
    expect(seen.map((local) => onAt(hours, local))).toEqual([[], ['an'], [], []]);
  });

  test('a team that has none works in no shifts', () => {
    const one = roster({ day: { at: ['08:00', '20:00'], who: ['an'] } });
    expect([hasShifts(one, 'it'), hasShifts(one, 'tax'), turnNext([], 'it', START)]).toEqual([
      true,
      false,
      null,
    ]);
  });
});

describe('D5: who is given a ticket', () => {
  const shifts = roster({
    day: { at: ['08:00', '20:00'], who: ['an', 'bo'] },
    night: { at: ['20:00', '08:00'], who: ['cy'] },
  });

  test('is on shift, and takes their turn only among those', () => {
    for (const [local, who] of [
      ['2026-03-02T09:00', 'an'],
      ['2026-03-02T20:00', 'cy'],
      ['2026-03-03T07:59', 'cy'],
    ] as const)
      expect(opened(shifts, at(local)).ticket.assigneeId).toBe(who);
    const turn = (last: string) =>
      given([], {
        ...{ sop: it, directory: directoryOf(team), roster: shifts, now: at('2026-03-02T09:00') },
        routing: { ...way('round_robin'), last },
      })
        .when('open', open, by.customer)
        .happened().ticket.assigneeId;
    expect([turn('an'), turn('bo'), turn('di')]).toEqual(['bo', 'an', 'an']);
  });

  test('is on next where nobody is on; the lead is told at once who has it and from when', () => {
    const { ticket, events, reactions } = opened(
      shifts,
      at('2026-03-02T21:00'),
      team.map((one) => (one.id === 'cy' ? away(one, '2026-03-02', '2026-03-02') : one)),
    );
    const from = at('2026-03-03T08:00');
    expect(ticket.assigneeId).toBe('an');
    expect(events.at(-1)).toMatchObject({ type: 'ticketAssigned', offShift: { from } });
    expect(reactions.notices.filter(({ say }) => say === 'notice.off_shift')).toMatchObject([
      {
        ...{ to: { to: 'member', id: 'zhao' }, kind: { urgent: true }, actions: ['assign', 'claim'] },
        params: {
          who: { person: 'member:an' },
          when: { message: 'off_shift.next', params: { at: { at: from } } },
        },
      },
    ]);
  });

  test('is not whoever will be away when their shift begins; those on no roster get it last of all', () => {
    const gone = team.map((one) =>
      ['an', 'bo'].includes(one.id) ? away(one, '2026-03-03', '2026-03-09') : one,
    );
    const later = roster({
      day: { at: ['08:00', '20:00'], who: ['an', 'bo'] },
      weekend: { at: ['10:00', '16:00'], days: ['sat'], who: ['di'] },
    });
    expect(opened(later, at('2026-03-02T21:00'), gone).events.at(-1)).toMatchObject({
      ...{ to: 'di', offShift: { from: at('2026-03-07T10:00') } },
    });
    const nobody = roster({ day: { at: ['08:00', '20:00'], who: ['zhao'] } });
    expect(opened(nobody, at('2026-03-02T21:00')).events.at(-1)).toMatchObject({
      to: 'an',
      offShift: { from: null },
    });
  });

  test('a step that is a role’s goes to whoever holds it and is on, and stays with whoever has it', () => {
    const shop = ['he', 'hu'].map((id) => member(id, ['shop'], ['agent', 'designer']));
    const steps = roster({ day: { at: ['08:00', '20:00'], who: ['hu'] } }, 'shop');
    const state = Object.values(promotion.states).find(({ givenTo }) => givenTo === 'designer');
    expect(state).toBeDefined();
    const given = (now: string | null, local: string) =>
      givenTo({ givenTo: 'designer' }, 'shop', now, {
        ...factsFor(by.system, { sop: promotion, directory: directoryOf(shop), now: at(local) }),
        roster: steps,
      });
    expect(given(null, '2026-03-02T09:00')).toEqual({ to: 'hu' });
    expect(given('he', '2026-03-02T09:00')).toEqual({ to: 'he' });
    expect(given(null, '2026-03-02T21:00')).toEqual({ to: 'hu', offShift: { from: at('2026-03-03T08:00') } });
  });

  test('anybody, as ever, where their team works in no shifts', () => {
    const elsewhere = roster({ day: { at: ['08:00', '09:00'], who: ['lin'] } }, 'registration');
    expect(opened(elsewhere, at('2026-03-02T21:00')).events.at(-1)).not.toHaveProperty('offShift');
  });
});

describe('whatever the shifts, the leaves and the hour', () => {
  const hour = fc.integer({ min: 0, max: 23 }).map((n) => `${String(n).padStart(2, '0')}:00`);
  const who = fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 2 });
  const date = fc.integer({ min: 0, max: 20 }).map((n) => dateOf(20_514 + n));
  const shift = fc
    .record({
      ...{ from: hour, to: hour, rota: fc.array(who, { minLength: 1, maxLength: 3 }) },
      days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 7 }),
      dates: fc.dictionary(date, who, { maxKeys: 2 }),
    })
    .filter(({ from, to }) => from !== to);
  const leave = fc.option(fc.tuple(date, date));

  test('nobody off shift is given a ticket while somebody on shift could be, and else whoever is on soonest is', () => {
    fc.assert(
      fc.property(
        fc.array(shift, { minLength: 1, maxLength: 3 }),
        fc.array(leave, { minLength: IDS.length, maxLength: IDS.length }),
        fc.integer({ min: 0, max: 14 * 24 * 2 }),
        fc.constantFrom('least_loaded', 'round_robin', 'role:agent'),
        (written, leaves, halves, to) => {
          const now = START + halves * (HOUR / 2);
          const members = team.map((one, n) => {
            const [a = '', b = ''] = leaves[n] ?? [];
            return leaves[n] ? away(one, a < b ? a : b, a < b ? b : a) : one;
          });
          const all = plans(
            Object.fromEntries(
              written.map(({ from, to: end, ...rest }, n) => [`s${n}`, { at: [from, end], ...rest }]),
            ),
          );
          const turns = all.flatMap((plan) => everyTurn(plan));
          const there = (id: string, instant: number) => {
            const own = members.find((one) => one.id === id)?.preferences.leave;
            const today = localDay(instant);
            return !(own && own.from <= today && today <= own.until);
          };
          const eligible = IDS.filter((id) => there(id, now));
          const on = turns
            .filter(({ from, to: end }) => from <= now && now < end)
            .flatMap(({ who: ids }) => ids)
            .filter((id) => eligible.includes(id));
          const ahead = turns
            .filter(
              ({ from, who: ids }) =>
                from > now && ids.some((id) => eligible.includes(id) && there(id, from)),
            )
            .map(({ from }) => from);
          const soonest = Math.min(...ahead);

          const { ticket, events } = opened(rosterOf(all, closed, TZ), now, members, to);
          const got = ticket.assigneeId;
          const last = events.at(-1);
          const off = last?.type === 'ticketAssigned' ? last.offShift : undefined;
          if (eligible.length === 0) return got === null;
          if (on.length > 0) return on.includes(got ?? '') && off === undefined;
          if (soonest - now > 40 * DAY_MS) return eligible.includes(got ?? '') && off !== undefined;
          const next = turns.filter(({ from }) => from === soonest).flatMap(({ who: ids }) => ids);
          return off?.from === soonest && next.includes(got ?? '') && eligible.includes(got ?? '');
        },
      ),
      { numRuns: 400 },
    );
  });
});

const localDay = (instant: number) => dateOf(Math.floor((instant + 8 * HOUR) / DAY_MS));

/** Counted out by hand, in a zone without summer time, for forty days before and after. */
function everyTurn({ hours, rota, dates }: ShiftPlan) {
  if (!('from' in hours)) return [];
  const [begins, ends] = [hours.from, hours.to].map((time) => Number(time.slice(0, 2)));
  const monday = Math.floor((START + 8 * HOUR) / DAY_MS);
  return Array.from({ length: 80 }, (_, n) => monday - 14 + n).flatMap((day) => {
    if (!hours.days.includes(weekdayOf(day))) return [];
    // Monday the 2nd of March begins week 10.
    const week = 10 + Math.floor((day - monday) / 7);
    const who = dates[dateOf(day)] ?? rota[(week - 1) % rota.length] ?? [];
    const from = day * DAY_MS + ((begins ?? 0) - 8) * HOUR;
    const length = (((ends ?? 0) - (begins ?? 0) + 24) % 24) * HOUR;
    return who.length === 0 ? [] : [{ from, to: from + length, who }];
  });
}
