/** Phone numbers as people in China write them, and any other with its country code. */
import { refuse } from '../refusal.js';
import type { Reader } from './reader.js';
import { gotOf, saidPlainly } from './said.js';

const MOBILE = /^1[3-9]\d{9}$/u;
/** Area code (three digits for Beijing and 02x, four elsewhere) and a number of seven or eight. */
const LANDLINE = /^(?:010|02\d|0[3-9]\d{2})[2-9]\d{6,7}$/u;
/** E.164: up to fifteen digits, the country code first. */
const ABROAD = /^\+[1-9]\d{6,14}$/u;

/** Kept as digits: 13800138000, 01062345678, +14155550100. The country code of China is dropped. */
export const readPhone: Reader = (field, raw) => {
  const said = saidPlainly(raw)?.replace(/[\s()\-‐-―._]/gu, '') ?? '';
  const number = said.replace(/^00(?=[1-9])/u, '+');
  const home = number.startsWith('+86') ? number.slice('+86'.length) : number;
  if (MOBILE.test(home) || LANDLINE.test(home)) return home;
  if (number.startsWith('+86')) {
    // Abroad the area code loses its zero: +86 10 6234 5678.
    if (LANDLINE.test(`0${home}`)) return `0${home}`;
  } else if (ABROAD.test(number)) return number;
  return refuse('wrong_phone', { field: { text: field.label }, got: gotOf(raw) });
};
