/** A notice of the year 2027 as specs import it: made up in the manner of the official ones, which came later. */
import type { HolidayYear } from '../../src/calendar/holidays.js';

export const NOTICE_2027 = `# 2027 年放假安排
off:
  - 2027-01-01..2027-01-03
  - 2027-02-05..2027-02-12
  - 2027-04-03..2027-04-05
  - 2027-05-01..2027-05-05
  - 2027-06-09
  - 2027-09-15
  - 2027-10-01..2027-10-07
work: [2027-01-30, 2027-02-20, 2027-05-08, 2027-09-26, 2027-10-09]
`;

export function noticeOf(year: number): HolidayYear {
  const days = (from: string, count: number) =>
    Array.from({ length: count }, (_, n) => {
      const at = new Date(Date.parse(`${year}-${from}T00:00:00Z`) + n * 86_400_000);
      return at.toISOString().slice(0, 10);
    });
  return {
    year,
    holidays: [
      ...days('01-01', 3),
      ...days('02-05', 8),
      ...days('04-03', 3),
      ...days('05-01', 5),
      ...days('06-09', 1),
      ...days('09-15', 1),
      ...days('10-01', 7),
    ],
    makeup: ['01-30', '02-20', '05-08', '09-26', '10-09'].map((date) => `${year}-${date}`),
  };
}
