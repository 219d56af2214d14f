/** Words, bounded. A line keeps no line breaks; a long text keeps them. */
import { refuse } from '../refusal.js';
import type { Reader } from './reader.js';
import { gotOf } from './said.js';

/** Marks that turn the reading direction would turn what stands beside the text as well. */
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const LINE = 200;
const LONG = 4000;

export const readText: Reader = (field, raw) => {
  const label = { text: field.label };
  if (typeof raw !== 'string' && typeof raw !== 'number')
    return refuse('wrong_type', { input: label, expected: { message: 'expected.string' }, got: gotOf(raw) });
  const long = field.type === 'long_text';
  // Control characters would break cards and logs; a tab or a line break is only space.
  const clean = String(raw)
    .normalize('NFC')
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(DIRECTION, '')
    .replace(long ? /\t/gu : /\s+/gu, ' ')
    .trim();
  const max = field.max ?? (long ? LONG : LINE);
  const length = [...clean].length;
  if (length > max) return refuse('too_long', { field: label, max, got: length });
  return clean === '' ? refuse('value_missing', { field: label }) : clean;
};
