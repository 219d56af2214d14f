/** Periods in what people type: '本周数据', 'data last month'. */
import type { Period } from './intent.js';

const WORDS: readonly (readonly [Period, readonly string[]])[] = [
  ['today', ['今天', '今日', '当天', 'today']],
  ['yesterday', ['昨天', '昨日', 'yesterday']],
  ['this_week', ['本周', '这周', '这个星期', '本星期', 'this week']],
  ['last_week', ['上周', '上个星期', '上星期', 'last week']],
  ['this_month', ['本月', '这个月', '当月', 'this month']],
  ['last_month', ['上月', '上个月', 'last month']],
];

export const PERIODS: readonly Period[] = WORDS.map(([period]) => period);

/** The period named at either end and what is left of the words; null when none is named. */
export function takePeriod(key: string): { readonly period: Period; readonly rest: string } | null {
  for (const [period, words] of WORDS) {
    for (const word of words) {
      if (key.startsWith(word)) return { period, rest: key.slice(word.length).replace(/^的/u, '').trim() };
      if (key.endsWith(word)) return { period, rest: key.slice(0, -word.length).trim() };
    }
  }
  return null;
}
