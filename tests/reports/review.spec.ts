/** What a review calls unusual, in which order, and how it says so. */
import { describe, expect, test } from '@jest/globals';
import { compileCalendar } from '../../src/calendar/business-hours.js';
import { outliersOf, outlierText } from '../../src/reports/review.js';
import { wordingAt } from '../cards/words.js';

/** Nine to six on weekdays: a working day is nine hours. */
const nine = [['09:00', '18:00']] as [string, string][];
const office = compileCalendar({
  ...{ key: 'office', tz: 'Asia/Shanghai' },
  week: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine },
});
const at = (local: string) => Date.parse(`${local.replace(' ', 'T')}:00+08:00`);
const it = { sop: 'it-helpdesk', queue: 'it' };
const spell = (section: string, id: number, state: string, begins: string, ends: string) => ({
  ...{ section, id, ...it, state, begins_at: at(begins), ends_at: at(ends), n: null },
});
const times = (section: string, id: number, n: number) => ({
  ...{ section, id, ...it, state: null, begins_at: null, ends_at: null, n },
});
const longest = { days: 3, ms: 0 };
const outliers = (rows: Parameters<typeof outliersOf>[0]) => outliersOf(rows, longest, () => office);

describe('what is unusual', () => {
  test('lateness is ranked by working time: a night and a weekend are none', () => {
    const found = outliers([
      spell('late', 1, 'new', '2026-03-06 17:59', '2026-03-09 09:01'),
      spell('late', 2, 'open', '2026-03-04 10:00', '2026-03-04 13:00'),
    ]);
    expect(found.map(({ ticket, size }) => [ticket, size])).toEqual([
      [2, 3 * 3_600_000],
      [1, 2 * 60_000],
    ]);
  });

  test('a wait that ended and one that goes on are ranked together; three working days are the bound', () => {
    const found = outliers([
      { ...times('waited', 1, 3 * 9 * 60), state: 'open' },
      { ...times('waited', 2, 3 * 9 * 60 - 1), state: 'open' },
      spell('waiting', 3, 'waiting', '2026-03-02 09:00', '2026-03-06 09:00'),
    ]);
    expect(found.map(({ kind, ticket }) => [kind, ticket])).toEqual([
      ['waited', 3],
      ['waited', 1],
    ]);
  });

  test('of each kind the five worst', () => {
    const many = Array.from({ length: 8 }, (_, n) => times('returned', n + 1, n + 2));
    expect(outliers(many).map(({ ticket }) => ticket)).toEqual([8, 7, 6, 5, 4]);
  });

  test('nothing is nothing', () => {
    expect(outliers([])).toEqual([]);
    expect(outliers([spell('late', 1, 'new', '2026-03-07 10:00', '2026-03-08 10:00')])).toEqual([]);
  });
});

const nameOf = (reason: string) => (reason === 'parts' ? '等备件' : reason);

test('A3: it is said by number, procedure and step, without titles; why a step was late is said with it', () => {
  const found = outliers([
    { ...spell('late', 7, 'new', '2026-03-04 10:00', '2026-03-04 13:00'), reason: 'parts' },
    times('returned', 8, 3),
    times('reopened', 9, 1),
  ]);
  expect(outlierText(found, wordingAt(0), nameOf).split('\n')).toEqual([
    '超时的步骤（超过时限的工作时间）',
    '· #7 故障报修 · 待接单：3 小时，原因：等备件',
    '返工最多的工单',
    '· #8 故障报修：3 次',
    '重新打开的工单',
    '· #9 故障报修：1 次',
  ]);
  expect(outlierText(found, wordingAt(0, 'en'), nameOf)).toContain('· #9 Fault report: 1 time');
  expect(outlierText([], wordingAt(0), nameOf)).toBe('没有异常。');
});
