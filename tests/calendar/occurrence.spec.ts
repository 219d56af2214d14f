import { describe, expect, it } from '@jest/globals';
import { compileCalendar } from '../../src/calendar/business-hours.js';
import { type CalendarRule, nextOccurrence } from '../../src/calendar/occurrence.js';

const office = compileCalendar({
  key: 'office',
  tz: 'Asia/Shanghai',
  week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '18:00']]])),
  holidays: 'cn',
});
const tax: CalendarRule = { days: [13, 28], weekdays: [], at: '09:00', onHoliday: 'previous' };
const at = (text: string) => Date.parse(`${text}+08:00`);

/** Every due instant of a year, as local dates. */
function year(rule: CalendarRule, from: string, count: number): string[] {
  const dates: string[] = [];
  let now = at(`${from}T00:00`);
  for (let n = 0; n < count; n += 1) {
    const next = nextOccurrence(rule, office, now);
    if (!next) break;
    dates.push(new Date(next.at + 8 * 3_600_000).toISOString().slice(0, 10));
    now = next.at;
  }
  return dates;
}

describe('报税 on the 13th and 28th, before a holiday rather than in it', () => {
  it('A13: names exactly these dates in 2026, make-up workdays included', () => {
    // 2026-02-28 is a Saturday worked in exchange for the Spring Festival; 13 June, a Saturday, is not.
    expect(year(tax, '2026-01-01', 24)).toEqual([
      '2026-01-13',
      '2026-01-28',
      '2026-02-13',
      '2026-02-28',
      '2026-03-13',
      '2026-03-27',
      '2026-04-13',
      '2026-04-28',
      '2026-05-13',
      '2026-05-28',
      '2026-06-12',
      '2026-06-26',
      '2026-07-13',
      '2026-07-28',
      '2026-08-13',
      '2026-08-28',
      '2026-09-11',
      '2026-09-28',
      '2026-10-13',
      '2026-10-28',
      '2026-11-13',
      '2026-11-27',
      '2026-12-11',
      '2026-12-28',
    ]);
  });

  it('is due at nine in the desk zone, and the instant itself does not come again', () => {
    const next = nextOccurrence(tax, office, at('2026-01-13T08:59'));
    expect(next).toEqual({ date: '2026-01-13', at: at('2026-01-13T09:00') });
    expect(nextOccurrence(tax, office, at('2026-01-13T09:00'))?.date).toBe('2026-01-28');
  });

  it('moves on, stays or is left out as the rule says', () => {
    const from = at('2026-06-13T00:00');
    const due = (onHoliday: CalendarRule['onHoliday']) =>
      nextOccurrence({ ...tax, days: [13], onHoliday }, office, from);
    expect(due('next')).toEqual({ date: '2026-06-13', at: at('2026-06-15T09:00') });
    expect(due('none')).toEqual({ date: '2026-06-13', at: at('2026-06-13T09:00') });
    expect(due('skip')?.date).toBe('2026-07-13');
  });

  it('comes every Monday for a weekly rule', () => {
    expect(year({ ...tax, days: [], weekdays: [1], onHoliday: 'none' }, '2026-11-20', 3)).toEqual([
      '2026-11-23',
      '2026-11-30',
      '2026-12-07',
    ]);
  });

  it('never comes for a rule that names no day', () => {
    expect(nextOccurrence({ ...tax, days: [] }, office, at('2026-01-01T00:00'))).toBeNull();
  });
});
