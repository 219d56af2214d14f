/** The YAML of what happens around a date: how long before or after it, and at what time of day. */
import { z } from 'zod';
import { parseDuration } from '../calendar/duration.js';
import { expecting, pattern } from './shape.js';

const DURATION = expecting('a duration such as 30m, 4h or 3d', 'write a number with d, h, m or s');

export const duration = z.string({ error: DURATION }).transform((written, context) => {
  const parsed = parseDuration(written);
  if (!('error' in parsed) && (parsed.days > 0 || parsed.ms > 0)) return parsed;
  context.addIssue(DURATION);
  return z.NEVER;
});

export const timeOfDay = pattern(/^([01]\d|2[0-3]):[0-5]\d$/u, 'a time of day', '"09:00"');

/** A field of the ticket, or with `customer.` before it a date of its customer. */
export const namedDate = pattern(
  /^(customer\.)?[a-z][a-z0-9_]{0,39}$/u,
  'a date field, or a date of the customer',
  'trial_on or customer.licence_expiry',
);

export const around = {
  before: duration.optional(),
  after: duration.optional(),
  at: timeOfDay.optional(),
};

/** When nothing else is said, people are told in the morning of the day. */
export const MORNING = '09:00';

export function beforeOrAfter({
  before,
  after,
}: {
  readonly before?: unknown;
  readonly after?: unknown;
}): string[] {
  return before === undefined || after === undefined
    ? []
    : [expecting('before or after', 'remove one of the two: it is due once')];
}
