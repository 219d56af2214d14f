/** A list of official holidays as it is sent: what is read out of each form, and what is said of one that is wrong. */
import { describe, expect, test } from '@jest/globals';
import { readHolidays } from '../../src/sop/holiday-file.js';
import { showProblem } from '../../src/sop/problem.js';
import { NOTICE_2027, noticeOf } from '../support/holidays.js';

function years(text: string) {
  const read = readHolidays({ path: 'list', text });
  if ('problems' in read) throw new Error(read.problems.map(showProblem).join('\n'));
  return read.years;
}
function problems(text: string): readonly string[] {
  const read = readHolidays({ path: 'list', text });
  return 'problems' in read ? read.problems.map(showProblem) : [];
}

const expected = [
  { year: 2027, holidays: ['2027-01-01', '2027-02-05', '2027-02-06', '2027-10-01'], makeup: ['2027-02-13'] },
];

describe('a list of official holidays', () => {
  test('says the same in our own lines, as a notice, as plain lists and as a calendar to subscribe to', () => {
    expect(years('off: [2027-01-01, 2027-02-05..2027-02-06, 2027-10-01]\nwork: [2027-02-13]\n')).toEqual(
      expected,
    );
    const days = [
      ...['2027-01-01', '2027-02-05', '2027-02-06', '2027-10-01'].map((date) => ({ date, isOffDay: true })),
      { date: '2027-02-13', isOffDay: false },
    ];
    expect(years(JSON.stringify({ year: 2027, papers: [], days }, null, 2))).toEqual(expected);
    const holidays = expected[0]?.holidays;
    expect(years(JSON.stringify({ tz: 'Asia/Shanghai', holidays, makeup_workdays: ['2027-02-13'] }))).toEqual(
      expected,
    );
    const event = (from: string, to: string, summary: string) =>
      `BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${from}\r\nDTEND;VALUE=DATE:${to}\r\nSUMMARY:${summary}\r\nEND:VEVENT\r\n`;
    const ics = [
      event('20270101', '20270102', '元旦(休)'),
      event('20270205', '20270207', '春节(休)'),
      event('20270213', '20270214', '春节(班)'),
      event('20271001', '20271002', '国庆节(休)'),
    ];
    expect(years(`BEGIN:VCALENDAR\r\n${ics.join('')}END:VCALENDAR\r\n`)).toEqual(expected);
  });

  test('may reach over New Year, and then belongs to the year whose notice it is', () => {
    expect(years('off: [2026-12-31, 2027-01-01, 2027-10-01]\nwork: [2026-12-26]')).toEqual([
      { year: 2027, holidays: ['2026-12-31', '2027-01-01', '2027-10-01'], makeup: ['2026-12-26'] },
    ]);
  });

  test('that is the notice of a whole year is read whole', () => {
    const [year] = years(NOTICE_2027);
    expect(year).toEqual(noticeOf(2027));
  });

  test('that is wrong is refused whole, each slip with its line and how to mend it', () => {
    expect(problems('off:\n  - 2027-01-01\n  - 2027-13-01\n  - 2027-10-01\nwork:\n  - 2027-02-08\n')).toEqual(
      [
        'list:3:5 expected a date such as 2027-01-31, got "2027-13-01"; write year-month-day with two digits for month and day',
        'list:6:5 expected a make-up workday on a weekend, got 2027-02-08, a mon; correct the date, or remove it: it is a workday already',
      ],
    );
    expect(problems('off: [2027-02-13, 2027-10-01]\nwork: [2027-02-13]')).toEqual([
      'list:2:8 expected 2027-02-13 either as a holiday or as a workday, got both; remove it from one of the two',
    ]);
    expect(problems('off: [2027-02-11..2027-02-05, 2027-10-01]')).toEqual([
      expect.stringContaining('list:1:7 expected a date such as 2027-01-31, got "2027-02-11..2027-02-05"'),
    ]);
    expect(problems('of: [2027-01-01]')).toContainEqual(expect.stringContaining('got the unknown key "of"'));
    expect(problems('{ "days": [{ "date": "2027-01-01", "isOffDay": "yes" }] }')).toEqual([
      expect.stringContaining('expected true or false, got "yes"'),
    ]);
  });

  test('with half a year is no list of that year', () => {
    expect(problems('off: [2027-01-01, 2027-05-01]')).toEqual([
      'list:1:7 expected the whole of a year, up to National Day, got 2027 without 2027-10-01; add the missing holidays; the notice of the State Council names all of a year',
    ]);
    expect(problems('BEGIN:VCALENDAR\nEND:VCALENDAR')).toEqual([expect.stringContaining('got no date')]);
  });
});
