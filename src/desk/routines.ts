/** Calendar rules: on the 13th and 28th a team is told something or shown its numbers, a ticket is opened for each customer it concerns (报税), or one about the week before (复盘). */

import { nextOccurrence, occurrenceOn } from '../calendar/occurrence.js';
import type { Directory } from '../people/people.js';
import type { Opening, Routine } from '../sop/content-form.js';
import { digestCommand } from './digest.js';
import type { House } from './house.js';
import type { Edition } from './library.js';
import { opensFor } from './opens-for.js';
import type { Change } from './ports/change.js';
import type { DueTimer } from './ports/timers.js';
import { reviewCommand } from './review.js';
import { lineOfRoutine } from './tell-of-routine.js';
import { madeUp, RAN, type Said, tellOwner, UNHEARD } from './tell-owner.js';

/** Customers a transaction queues a ticket for: enough for one statement, few enough not to hold others up. */
const PAGE = 1_000;

/** Writes the next occurrence of every routine; one that waits already is moved where the calendar is another one by now. */
export async function scheduleRoutines(house: House): Promise<void> {
  const edition = await house.library.live();
  const now = house.store.clock.now();
  for (const routine of edition.content.routines) {
    const next = nextOccurrence(routine, edition.calendar(routine.calendar), now);
    if (!next) continue;
    await house.store.timers.setRoutine(routine.key, next.date, next.at);
    await house.alarm.set(next.at);
  }
}

/** The change a due routine makes; nothing when what is published does not name this instant any more. */
export function routineChange(house: House, timer: DueTimer, edition: Edition, directory: Directory): Change {
  const settled: Change = { timer: { key: timer.key }, expect: [], outbox: [], commands: [] };
  const routine = edition.content.routines.find(
    (each) => each.key === timer.routine && meets(each, timer, edition),
  );
  if (!routine) return { ...settled, timer: { key: timer.key, over: 'rule_gone' } };
  const told = (said: Said | null) =>
    said === null ? [] : tellOwner(house, routine, timer.key, directory, said);
  // What goes on after the first thousand customers is no later than they were.
  const late = timer.customerId === null ? madeUp(routine, timer, edition, house.store.clock.now()) : null;
  if (routine.open)
    return { ...settled, openings: openingsOf(routine, routine.open, timer), outbox: told(late) };
  if (routine.review) return { ...settled, commands: [reviewCommand(routine, timer)], outbox: told(late) };
  if (routine.report) return { ...settled, commands: [digestCommand(routine, timer)], outbox: told(late) };
  const line = lineOfRoutine(house, routine, timer.key, directory);
  return { ...settled, outbox: [...line, ...told(line.length > 0 ? (late ?? RAN) : UNHEARD)] };
}

/**
 * What was begun for some customers goes on for the others. An occurrence that should have been earlier, on a day that
 * is a holiday only since it was planned, is late and not lost.
 */
function meets(routine: Routine, { customerId, dueAt, date }: DueTimer, edition: Edition): boolean {
  if (customerId !== null) return routine.open !== null;
  const at = date === null ? null : occurrenceOn(routine, edition.calendar(routine.calendar), date);
  return at !== null && at <= dueAt;
}

/** The team is told when all are open: see `tellOfBatches`. */
function openingsOf({ key }: Routine, open: Opening, timer: DueTimer): NonNullable<Change['openings']> {
  const { dueAt } = timer;
  const date = timer.date ?? '';
  const batch = `routine/${key}/${date}`;
  return {
    ...opensFor(open, date, { routine: key, batch }),
    prefix: batch,
    batch,
    customers: {
      meant: open.meant,
      after: timer.customerId,
      limit: PAGE,
      next: { routine: key, date, dueAt },
    },
  };
}
