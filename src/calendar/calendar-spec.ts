/** A calendar as people write it: weekly windows, and the dates that differ. */
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { WEEKDAYS } from './day.js';

const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'expected a time from 00:00 to 24:00');
const date = z.iso.date('expected a date such as 2026-01-31');

/** ["09:00","18:00"]; an end at or before the start is on the next day, so ["22:00","06:00"] is a night. */
const timeWindow = z
  .tuple([time, time])
  .refine(([from]) => from !== '24:00', 'a window starts before 24:00; write 00:00 on the next day')
  .refine(([from, to]) => from !== to, 'a window has a length; a whole day is ["00:00","24:00"]');

const windows = z.array(timeWindow);

export const calendarSpec = z.strictObject({
  key: z.string().min(1),
  tz: z.string().refine((tz) => IANAZone.isValidZone(tz), 'expected an IANA time zone such as Asia/Shanghai'),
  /** Windows belong to the weekday they start on. */
  week: z
    .partialRecord(z.enum(WEEKDAYS), windows)
    .refine(
      (week) => Object.values(week).some((day) => day.length > 0),
      'a calendar is open at least once a week',
    ),
  /** Cut out of whatever is open. */
  breaks: z.record(date, windows).optional(),
  /** Dates on which no window starts, whatever else is said of them; 'cn' is the official list with its make-up days. */
  holidays: z.union([z.literal('cn'), z.array(date)]).optional(),
  /** Dates that open as a Monday does, unless an override says otherwise. */
  makeup: z.array(date).optional(),
  /** Dates with windows of their own; an empty list closes the date. */
  overrides: z.record(date, windows).optional(),
  /** The last date whose holidays are known. */
  horizon: date.optional(),
});

export type CalendarSpec = z.infer<typeof calendarSpec>;
export type TimeWindow = z.infer<typeof timeWindow>;
