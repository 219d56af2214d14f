/** Days off as people ask for them: '请假 明天到12月3日 王芳', and a lead for somebody: '请假 周明 12-01 到 12-07 林晓'. */
import { dateOf, dayNumber } from '../calendar/day.js';

export interface LeaveSaid {
  /** Named before the first day: whose leave it is; null for one's own. */
  readonly who: string | null;
  readonly from: string | null;
  readonly until: string | null;
  /** Named after the days: who stands in. */
  readonly delegate: string | null;
  /** The leave is over: 结束. */
  readonly over: boolean;
}

const OVER = /^(?:结束|取消|销假|回来了?|over|end|back|cancel)$/u;
const BETWEEN = /[\s,，、]+|到|至|从|\b(?:from|until|to)\b/u;

/** `named` knows the days that have names: 今天, 明天. A day without a year is the next one of that date. */
export function readLeaveSaid(
  said: string,
  today: string,
  named: (word: string) => string | null,
): LeaveSaid {
  const words = said
    .normalize('NFKC')
    .split(BETWEEN)
    .filter((word) => word !== '');
  const read = words.map((word) => ({ word, date: named(word) ?? dateIn(word, today) }));
  const first = read.findIndex(({ date }) => date !== null);
  const names = (from: number, to: number) =>
    read
      .slice(from, to)
      .filter(({ word, date }) => date === null && !OVER.test(word.toLowerCase()))
      .map(({ word }) => word.replace(/^@/u, ''))
      .join(' ');
  const dates = read.flatMap(({ date }) => date ?? []);
  const [from = null, until = from] = dates;
  return {
    who: names(0, first < 0 ? read.length : first) || null,
    from,
    until,
    delegate: first < 0 ? null : names(first, read.length) || null,
    over: words.some((word) => OVER.test(word.toLowerCase())),
  };
}

/** '2026-12-01', '12-01', '12/1', '12月1日'; null for anything else. */
function dateIn(word: string, today: string): string | null {
  const [, year, month = '', day = ''] =
    /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?$/u.exec(word) ?? [];
  if (month === '') return null;
  const inYear = (one: number) => exact(`${one}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  if (year !== undefined) return inYear(Number(year));
  const thisYear = Number(today.slice(0, 4));
  const near = inYear(thisYear);
  return near !== null && near >= today ? near : inYear(thisYear + 1);
}

function exact(date: string): string | null {
  try {
    return dateOf(dayNumber(date));
  } catch {
    return null;
  }
}
