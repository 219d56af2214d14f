/** The net under everything: whatever an interrupted process left behind is taken up again. */
import { lookAtAbsences } from './absences.js';
import { rootHourly } from './audit/root.js';
import { actOnHook } from './hook.js';
import { remindOfHorizon } from './horizon.js';
import type { House } from './house.js';
import { planDates } from './plan-dates.js';
import { resume } from './receive.js';
import { recountLate } from './recount-late.js';
import { scheduleRoutines } from './routines.js';

const BATCH = 100;
/** Younger rows are most likely in work right now. */
const SETTLES_WITHIN_MS = 10_000;

/** Works off inbound events that were stored but never settled, oldest first. */
async function sweepInbox(house: House, olderThanMs = SETTLES_WITHIN_MS): Promise<number> {
  const rows = await house.store.inbox.unsettled(house.store.clock.now() - olderThanMs, BATCH);
  for (const row of rows) {
    try {
      if ('hook' in row) await actOnHook(house, row.hook);
      else await resume(house, row.inbound);
    } catch (error) {
      // Not what was said: it may be personal.
      const event = 'hook' in row ? `hook:${row.hook.source}:${row.hook.id}` : row.inbound.eventId;
      house.log.error(
        { err: error, event },
        'an inbound could not be worked off; the next sweep tries again',
      );
    }
  }
  return rows.length;
}

/** One round of the sweep; due timers and the outbox have rounds of their own. */
export async function sweep(house: House): Promise<void> {
  await sweepInbox(house);
  await scheduleRoutines(house);
  await planDates(house);
  await rootHourly(house);
  await recountLate(house);
  await remindOfHorizon(house);
  await lookAtAbsences(house);
}
