/** Dates of customers moved, or the reminders are others: what waits around them is set anew, many at once. */
import { createHash } from 'node:crypto';
import { datesOf, LATEST_MS } from '../tickets/timers.js';
import { canonical } from './canonical.js';
import type { House } from './house.js';
import type { Edition } from './library.js';
import type { QueuedCommand } from './ports/change.js';
import type { MovedDate, ReminderSet } from './ports/dates.js';
import { reminderAt, ruleOf } from './reminders.js';

const BATCH = 1_000;

/** Cheap when nothing moved: one read of an empty table. */
export async function planDates(house: House): Promise<void> {
  const edition = await house.library.live();
  const { revision } = await house.library.holidays();
  await house.store.dates.follow(fingerprint(house, edition, revision));
  for (let taken = BATCH; taken === BATCH; ) {
    const now = house.store.clock.now();
    let first = Number.POSITIVE_INFINITY;
    let commands: readonly QueuedCommand[] = [];
    taken = await house.store.dates.settle({ now, limit: BATCH }, async (moved) => {
      const reminders = remindersOf(house, edition, moved, now);
      for (const { dueAt } of reminders) first = Math.min(first, dueAt);
      commands = await commandsOf(house, moved, now);
      return { reminders, commands };
    });
    house.onSaved({ commands });
    if (Number.isFinite(first)) await house.alarm.set(first);
  }
}

/** The reminders of the house, and the calendars they count in. */
function fingerprint(
  { tz }: House,
  { content: { reminders, calendars } }: Edition,
  holidays: number,
): string {
  return createHash('sha256').update(canonical({ tz, reminders, calendars, holidays })).digest('hex');
}

function remindersOf(
  house: House,
  edition: Edition,
  moved: readonly MovedDate[],
  now: number,
): ReminderSet[] {
  /** Customers by the thousand, dates by the dozen. */
  const instants = new Map<string, number>();
  return moved.flatMap(({ customerId, dateKey, date }) =>
    edition.content.reminders.flatMap((reminder): ReminderSet[] => {
      if (date === null || reminder.date !== dateKey) return [];
      const prefix = `reminder/${reminder.key}/${date}`;
      const dueAt = instants.get(prefix) ?? reminderAt(house, edition, reminder, date);
      instants.set(prefix, dueAt);
      if (dueAt < now - LATEST_MS) return [];
      return [{ key: `${prefix}/${customerId}`, rule: ruleOf(reminder), customerId, dateKey, date, dueAt }];
    }),
  );
}

/** Open tickets in a state whose timers rest on what moved; each is asked by a command, for nothing else may change it. */
async function commandsOf(
  { library }: House,
  moved: readonly MovedDate[],
  now: number,
): Promise<QueuedCommand[]> {
  const dates = new Map<number, string[]>();
  for (const { dateKey, tickets } of moved)
    for (const { id, content, sop, state } of tickets) {
      const edition = await library.edition(content);
      if (datesOf(edition.sop(sop), state).has(dateKey)) dates.set(id, [...(dates.get(id) ?? []), dateKey]);
    }
  return [...dates].map(([ticketId, keys]) => ({
    key: `${ticketId}/redate/${keys.join('+')}/${now}`,
    command: { type: 'redate', ticketId, input: { dates: keys }, actor: { kind: 'system' } },
  }));
}
