/** Reminders around the dates of customers: planned when a date or the content moves, fired once a date. */
import { instantAround } from '../calendar/around.js';
import type { Directory } from '../people/people.js';
import { teamOf } from '../people/staff.js';
import type { Reminder } from '../sop/content-form.js';
import { isMeant } from '../sop/selection.js';
import type { House } from './house.js';
import type { Edition } from './library.js';
import { opensFor } from './opens-for.js';
import type { Change } from './ports/change.js';
import type { OutboxItem } from './ports/outbox.js';
import type { CustomerAndContact, DueTimer } from './ports/timers.js';
import { tellByItself } from './tell.js';

const RULE = 'reminder:';
export const ruleOf = (reminder: Reminder): string => RULE + reminder.key;

/** When a reminder of this date is due. */
export function reminderAt(house: House, edition: Edition, reminder: Reminder, date: string): number {
  const clock = reminder.calendar === null ? house.library.always : edition.calendar(reminder.calendar);
  return instantAround(date, reminder.around, { tz: house.tz, clock });
}

/** The change a due reminder makes; where it came to nothing, why. */
export function reminderChange(
  house: House,
  timer: DueTimer,
  edition: Edition,
  directory: Directory,
): Change {
  const { key, customer: read } = timer;
  const none = { expect: [], outbox: [], commands: [] };
  const over = (reason: string): Change => ({ ...none, timer: { key, over: reason } });
  const reminder = edition.content.reminders.find((each) => ruleOf(each) === timer.rule);
  if (!reminder || !read || timer.date === null) return over('rule_gone');
  if (read.customer.dates[reminder.date] !== timer.date) return over('date_moved');
  if (!isMeant(reminder.meant, read.customer)) return over('condition_false');
  const outbox = told(house, reminder, timer.date, key, read, directory);
  if (reminder.open === null && outbox.length === 0) return over('nobody_to_tell');
  const openings = reminder.open && {
    ...opensFor(reminder.open, timer.date),
    prefix: `reminder/${reminder.key}/${timer.date}`,
    batch: null,
    customers: [read.customer.id],
  };
  return { ...none, timer: { key }, outbox, ...(openings ? { openings } : {}) };
}

function told(
  house: House,
  { tell }: Reminder,
  date: string,
  key: string,
  { customer, contact }: CustomerAndContact,
  directory: Directory,
): OutboxItem[] {
  if (tell === null) return [];
  const team = tell.to === 'requester' ? null : teamOf(directory, tell.to.queue);
  const to =
    tell.to === 'requester'
      ? ({ to: 'requester', id: contact?.id ?? '' } as const)
      : ({ to: 'team', id: team?.id ?? '' } as const);
  return tellByItself(to, house, { directory, requester: contact }).map((place, n) => ({
    key: `${key}/${n}`,
    ...place,
    ticketId: null,
    body: {
      kind: 'say',
      say: `say.${tell.say}`,
      params: { customer: customer.name, date },
      tone: 'info',
      links: [],
      actions: [],
    },
  }));
}
