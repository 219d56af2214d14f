/** The YAML of a routine: on which days and at what time, what it does, and who answers for it. */
import { z } from 'zod';
import { WEEKDAYS } from '../calendar/day.js';
import { duration, timeOfDay } from './date-schema.js';
import { opening } from './reminder-schema.js';
import { review } from './review-schema.js';
import { routineReport } from './routine-report-schema.js';
import { expecting, oneOf, oneOrMany, pattern, shape, slug, text } from './shape.js';

/** Up to 28: every month has these days, so no reminder is skipped without a word. */
const dayOfMonth = z
  .number({ error: expecting('a day of the month from 1 to 28') })
  .int({ error: expecting('a day of the month from 1 to 28') })
  .min(1, { error: expecting('a day of the month from 1 to 28') })
  .max(28, { error: expecting('a day of the month from 1 to 28', 'use 28 or less: every month has it') });

const owner = pattern(
  /^(member:[a-z][a-z0-9_.-]{0,39}|role:[a-z][a-z0-9_]{0,39})$/u,
  'who answers for it, member:<id> or role:<role>',
  'role:lead',
);

export const routine = shape('a routine', {
  days: oneOrMany('days of the month', dayOfMonth).optional(),
  weekdays: oneOrMany('weekdays', oneOf(WEEKDAYS)).optional(),
  at: timeOfDay,
  calendar: slug,
  on_holiday: oneOf(['previous', 'next', 'skip', 'none']).default('none'),
  tell: slug,
  say: pattern(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/u, 'the key of a text', 'tax_filing'),
  /** Beside what is told: one ticket for each customer who is meant. */
  open: opening.optional(),
  /** One ticket about what was unusual last week; where nothing was, the text is told. */
  review: review.optional(),
  /** The report somebody would get who asked for it then; the text heads it. */
  report: routineReport.optional(),
  /** What it is called where people read of it; left out: its key. */
  name: text.optional(),
  /** Who hears what became of it. */
  owner: owner.optional(),
  /** Within so long its tickets leave their first step. */
  by: duration.optional(),
}).superRefine(({ days, weekdays, open, review, report, by }, context) => {
  if (days === undefined && weekdays === undefined)
    context.addIssue(expecting('days or weekdays', 'add "days: [13, 28]" or "weekdays: [mon]"'));
  if ([open, review, report].filter((each) => each !== undefined).length > 1)
    context.addIssue(expecting('one of open, review and report', 'make a routine of each'));
  if (by !== undefined && (open ?? review) === undefined)
    context.addIssue(expecting('tickets beside by', 'add "open: …" or "review: …", or remove by'));
});
