/** Beyond the last published holidays a deadline is counted by plain weekends; that it is a guess is said wherever it is shown. */
import { beyondHorizon, type Calendar, localDate } from '../calendar/business-hours.js';
import type { Wording } from './wording.js';

/** Null where the holidays around the instant are known. */
export function unpublished(calendar: Calendar, at: number, wording: Wording): string | null {
  return beyondHorizon(calendar, at)
    ? wording.t('holidays.unpublished', { year: localDate(calendar, at).slice(0, 4) })
    : null;
}
