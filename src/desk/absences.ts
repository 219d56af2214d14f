/** Looks at who is there whenever that may have changed: leave that began is handed over, approvals without anybody are told of. */
import { localDate } from '../calendar/business-hours.js';
import { leaveBegun } from './hand-over-leave.js';
import type { House } from './house.js';
import { queueOnce } from './save-once.js';
import { stranded } from './stranded-approvals.js';

/** What each house looked at last: who there is, and on which day. */
const looked = new WeakMap<House, string>();

export async function lookAtAbsences(house: House): Promise<void> {
  const directory = await house.staff.directory();
  const today = localDate(house.library.always, house.store.clock.now());
  const seen = `${directory.version} ${today}`;
  if (looked.get(house) === seen) return;
  await queueOnce(house, [...leaveBegun(directory, today), ...(await stranded(house, directory))]);
  looked.set(house, seen);
}
