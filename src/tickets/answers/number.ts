/** Numbers and sums of money, with the marks people put into them. */
import type { Currency, Field } from '../../sop/sop.js';
import { type Refusal, refuse } from '../refusal.js';
import type { Reader } from './reader.js';
import { gotOf, saidPlainly } from './said.js';

const NUMBER = /^-?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,6})?$/u;
/** ¥1,200.50, 1200元, 1.2万, RMB 300, US$20: an amount between the marks of its currency. */
const MONEY = /^([^\d.,-]*?)\s*((?:\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.\d{1,6})?)\s*(万)?\s*([^\d.,-]*)$/u;
/** What people write before or after an amount of each currency, in small letters. */
const MARKS: Readonly<Record<Currency, readonly string[]>> = {
  CNY: ['¥', 'rmb', 'cny', '元', '块', '圆', '人民币'],
  HKD: ['hk$', 'hkd', '$', '港元', '港币'],
  USD: ['us$', 'usd', '$', '美元', '美金'],
  EUR: ['€', 'eur', '欧元'],
  GBP: ['£', 'gbp', '英镑'],
};
const WAN = 10_000;

export const readNumber: Reader = (field, raw) => {
  const said = saidPlainly(raw) ?? '';
  if (!NUMBER.test(said)) return refuse('wrong_number', { field: { text: field.label }, got: gotOf(raw) });
  return withinBounds(field, Number(said.replaceAll(',', '')));
};

/** In the currency of the field, to the hundredth: yuan to the fen. */
export const readMoney: Reader = (field, raw) => {
  const [, before = '', digits, wan, after = ''] = MONEY.exec(saidPlainly(raw) ?? '') ?? [];
  const marks = MARKS[field.currency ?? 'CNY'];
  const foreign = [before, after].some((mark) => mark !== '' && !marks.includes(mark.toLowerCase()));
  const yuan =
    digits === undefined || foreign ? Number.NaN : Number(digits.replaceAll(',', '')) * (wan ? WAN : 1);
  const rounded = Math.round(yuan * 100) / 100;
  // Half a fen is a slip of the pen, not an amount.
  if (!(Math.abs(rounded - yuan) < 1e-6))
    return refuse('wrong_money', { field: { text: field.label }, got: gotOf(raw) });
  return withinBounds(field, rounded);
};

function withinBounds(field: Field, value: number): number | Refusal {
  const { min, max } = field;
  if (min !== undefined && value < min)
    return refuse('too_small', { field: { text: field.label }, min, got: value });
  if (max !== undefined && value > max)
    return refuse('too_large', { field: { text: field.label }, max, got: value });
  return value;
}
