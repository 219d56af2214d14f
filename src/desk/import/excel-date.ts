/** Dates as spreadsheets write them: the number of days since the end of 1899, or a date with a time of midnight. */
import { dateOf, dayNumber } from '../../calendar/day.js';

/** Excel counts 1900-01-01 as day 1 and a 29 February 1900 that never was: from March on, this is day 0. */
const DAY_ZERO = '1899-12-30';
const SERIAL = /^\d{5}(?:\.\d+)?$/u;
const MIDNIGHT = /[ T]0{1,2}:00(?::00)?$/u;

/** A serial as the date it stands for; anything else as it was written. */
export function writtenDate(cell: string): string {
  const written = cell.trim();
  return SERIAL.test(written)
    ? dateOf(dayNumber(DAY_ZERO) + Math.floor(Number(written)))
    : written.replace(MIDNIGHT, '');
}
