/** Dates written out in full; "tomorrow" is understood before, in the conversation. */
import { isDate } from '../../calendar/day.js';
import { refuse } from '../refusal.js';
import type { Reader } from './reader.js';
import { gotOf, saidPlainly } from './said.js';

const WRITTEN = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u;

/** Kept as 'YYYY-MM-DD'. */
export const readDate: Reader = (field, raw) => {
  const [, year, month = '', day = ''] = WRITTEN.exec(saidPlainly(raw) ?? '') ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year !== undefined && isDate(date)
    ? date
    : refuse('wrong_date', { field: { text: field.label }, got: gotOf(raw) });
};
