/** Compiles what happens by itself for customers: whom a routine means, and the reminders around their dates. */
import type { z } from 'zod';
import type { Reminder } from './content-form.js';
import { MORNING } from './date-schema.js';
import { recordOf } from './record.js';
import type { opening, reminder } from './reminder-schema.js';
import type { Selection } from './selection.js';

/** What may be copied besides what a customer has: the date it is all about. */
export const OCCURRENCE = 'occurrence';

/** Values are compared as texts: `2` and `"2"` mean the same. */
export function selectionOf(written: z.infer<typeof opening>['for']): Selection {
  return recordOf(written, (values) => values.map(String));
}

export function reminderOf(key: string, written: z.infer<typeof reminder>): Reminder {
  const { date, before, after, at, calendar, open, tell, say } = written;
  return {
    key,
    date,
    around: { at: at ?? MORNING, before: before ?? null, after: after ?? null },
    calendar: calendar ?? null,
    meant: selectionOf(written.for),
    open: open ?? null,
    tell:
      tell === undefined || say === undefined
        ? null
        : { to: tell === 'requester' ? 'requester' : { queue: tell }, say },
  };
}
