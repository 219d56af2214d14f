/** 复盘: a due review reads what was unusual in the week before its date, and opens one ticket about it, or says that nothing was. */

import { dayNumber } from '../calendar/day.js';
import { zoneNamed } from '../calendar/zone.js';
import { createWording } from '../cards/wording.js';
import { periodRange } from '../reports/period.js';
import { outliersOf, outlierText, reviewParams } from '../reports/review.js';
import { periodWords } from '../reports/words.js';
import type { Review, Routine } from '../sop/content-form.js';
import { recordOf } from '../sop/record.js';
import type { Command } from '../tickets/command.js';
import { handle } from './handle.js';
import type { House } from './house.js';
import type { Edition } from './library.js';
import type { QueuedCommand } from './ports/change.js';
import type { DueTimer } from './ports/timers.js';
import { saveOnce } from './save-once.js';
import { lineOfRoutine } from './tell-of-routine.js';
import { failed, opened, tellOwner } from './tell-owner.js';

/** Reading takes its time: it is queued by the transaction that fires the routine, and done once by whoever claims it. */
const REVIEW = 'review';
const NOON_MINUTES = 720;

export function reviewCommand({ key }: Routine, { key: timer, date }: DueTimer): QueuedCommand {
  const input = { routine: key, date: date ?? '' };
  return { key: `${timer}/review`, command: { type: REVIEW, input, actor: { kind: 'system' } } };
}

export const isReview = ({ type }: Command): boolean => type === REVIEW;

/** Why it came to nothing; null when it was done, now or before. */
export async function review(
  house: House,
  key: string,
  { input, actor, cause }: Command,
): Promise<string | null> {
  const edition = await house.library.live();
  const routine = edition.content.routines.find((each) => each.key === input.routine);
  if (!routine?.review) return 'rule_gone';
  const directory = await house.staff.directory();
  const found = await unusual(house, routine.review, String(input.date), edition);
  if (found.outliers === 0 && !routine.review.always) {
    const outbox = [
      ...lineOfRoutine(house, routine, key, directory),
      ...tellOwner(house, routine, key, directory, opened(0)),
    ];
    await house.store.tickets.save({ command: key, expect: [], outbox, commands: [] });
    house.onSaved({ commands: [] });
    return null;
  }
  const { sop, copy } = routine.review;
  const handled = await handle(
    house,
    {
      type: 'open',
      input: {
        ...{ sop, routine: routine.key, queue: routine.tell, requesterId: await ourselves(house, edition) },
        fields: recordOf(copy, (name) => (name === 'week' ? found.week : found.text)),
      },
      actor,
      cause,
    },
    (decision) =>
      'reactions' in decision
        ? { command: key, outbox: tellOwner(house, routine, key, directory, opened(1)) }
        : {},
  );
  if (handled.kind === 'refused')
    await saveOnce(house, tellOwner(house, routine, key, directory, failed(handled.refusal)));
  if (handled.kind === 'refused') return handled.refusal.refused;
  return handled.kind === 'asking' ? 'more input was asked for' : null;
}

/** Nobody asked for it but the house. */
function ourselves({ store, locale }: House, { content }: Edition): Promise<string> {
  return store.people.ourselves({ name: content.company[locale], locale, now: store.clock.now() });
}

/** In the house's language: a ticket is written once and read by all. */
async function unusual(house: House, { of, wait }: Review, date: string, edition: Edition) {
  const { content, messages } = edition;
  const range = periodRange(
    'last_week',
    zoneNamed(house.tz).instantOf(dayNumber(date), NOON_MINUTES),
    house.tz,
  );
  const queues = of.length > 0 ? of : content.queues.map(({ id }) => id);
  const rows = await house.store.reports.run(
    'review',
    reviewParams(range, queues, Object.values(content.latest)),
  );
  const wording = createWording({
    ...{ messages, locale: house.locale, directory: await house.staff.directory(), tz: house.tz },
    ...{ now: house.store.clock.now(), sops: content.latest },
  });
  const outliers = outliersOf(rows, wait, edition.calendarOf);
  return {
    outliers: outliers.length,
    week: periodWords(range, wording),
    text: outlierText(outliers, wording, (reason) => {
      const listed = content.lateReasons.find(({ value }) => value === reason);
      return listed ? listed.label[house.locale] : reason;
    }),
  };
}
