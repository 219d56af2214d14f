/** 班次: when a team is at work in turns, and who works which turn. */
import { z } from 'zod';
import { WEEKDAYS } from '../calendar/day.js';
import type { Text } from '../people/people.js';
import { timeOfDay } from './date-schema.js';
import { recordOf } from './record.js';
import { expecting, named, oneOf, oneOrMany, pattern, shape, slug, text } from './shape.js';

export interface ShiftPlan {
  readonly key: string;
  readonly name: Text;
  readonly team: string;
  readonly hours: ShiftHours;
  /** One week after the other, by the number of the week; one entry: always these. */
  readonly rota: readonly (readonly string[])[];
  /** Dates on which others work it: 'YYYY-MM-DD' -> member ids. */
  readonly dates: Readonly<Record<string, readonly string[]>>;
}

/** Its own, on these weekdays; an end at or before the start is on the next day. Or those of a working calendar. */
export type ShiftHours =
  | {
      readonly from: string;
      readonly to: string;
      readonly days: readonly (typeof WEEKDAYS)[number][];
    }
  | { readonly calendar: string };

const memberId = pattern(/^[a-z][a-z0-9_.-]{0,39}$/u, 'a member id', 'lin');
const people = oneOrMany('member ids', memberId, 'none');

const shift = shape('a shift, { name, team, at, days, calendar, who, rota, dates }', {
  name: text,
  team: slug,
  at: z
    .tuple([timeOfDay, timeOfDay], {
      error: expecting('from when until when', 'write at: ["22:00", "06:00"]'),
    })
    .optional(),
  days: oneOrMany('weekdays', oneOf(WEEKDAYS)).optional(),
  calendar: slug.optional(),
  who: people.optional(),
  rota: z.array(people, { error: expecting('a list of weeks', 'write rota: [[lin], [zhou]]') }).optional(),
  dates: named('dates', pattern(/^\d{4}-\d{2}-\d{2}$/u, 'a date', '"2026-12-25"'), people).optional(),
}).superRefine(({ at, days, calendar, who, rota }, context) => {
  if ((at === undefined) === (calendar === undefined))
    context.addIssue(expecting('either at or calendar', 'write at: ["09:00", "18:00"], or a calendar'));
  if (at !== undefined && at[0] === at[1])
    context.addIssue(expecting('two times that differ', 'write at: ["09:00", "18:00"]'));
  if (days !== undefined && at === undefined)
    context.addIssue(expecting('days beside at', 'a calendar has its own days: remove "days"'));
  if ((who === undefined) === (rota === undefined) || rota?.length === 0)
    context.addIssue(expecting('either who or rota', 'write who: [lin], or rota: [[lin], [zhou]]'));
});

export const shiftsFile = named('shifts', slug, shift);

export function shiftsOf(file: z.infer<typeof shiftsFile>): readonly ShiftPlan[] {
  return Object.entries(file).map(([key, { name, team, at, days, calendar = '', who, rota, dates }]) => ({
    ...{ key, name, team },
    hours: at ? { from: at[0], to: at[1], days: days ?? [...WEEKDAYS] } : { calendar },
    rota: rota ?? [who ?? []],
    dates: recordOf(dates ?? {}, (ids) => ids),
  }));
}
