import { describe, expect, it } from '@jest/globals';
import { alwaysOpen, compileCalendar } from '../../src/calendar/business-hours.js';
import { addDuration, durationMs, parseDuration } from '../../src/calendar/duration.js';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);

describe('a duration as content writes it', () => {
  it.each([
    ['10s', { days: 0, ms: 10_000 }],
    ['30m', { days: 0, ms: HOUR / 2 }],
    ['4h', { days: 0, ms: 4 * HOUR }],
    ['2h30m', { days: 0, ms: 2.5 * HOUR }],
    ['3d', { days: 3, ms: 0 }],
    ['1d12h', { days: 1, ms: 12 * HOUR }],
  ])('%s is read', (text, duration) => {
    expect(parseDuration(text)).toEqual(duration);
  });

  it.each(['', 'd', '4', '-4h', '1.5h', '30m2h', '4 h', '4H', '999999d'])(
    '%j is refused with what came',
    (text) => {
      expect(parseDuration(text)).toEqual({
        error: `expected a duration such as 30m, 4h, 2h30m or 3d, got ${JSON.stringify(text)}`,
      });
    },
  );
});

describe('a day of a duration', () => {
  const day: [string, string][] = [
    ['09:00', '12:00'],
    ['13:30', '18:00'],
  ];
  const office = compileCalendar({
    key: 'office',
    tz: 'Asia/Shanghai',
    week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [['09:00', '12:00']] },
  });
  const start = at('2026-03-05T10:00:00+08:00'); // a Thursday

  it('is worth the open time of the longest weekday', () => {
    expect(office.dayMs).toBe(7.5 * HOUR);
    expect(durationMs(office, { days: 2, ms: HOUR })).toBe(16 * HOUR);
    expect(addDuration(office, start, { days: 1, ms: 0 })).toBe(at('2026-03-06T10:00:00+08:00'));
  });

  it('reaches over a short Saturday into Monday', () => {
    const friday = at('2026-03-06T10:00:00+08:00');
    expect(addDuration(office, friday, { days: 1, ms: HOUR })).toBe(at('2026-03-07T11:00:00+08:00'));
    expect(addDuration(office, friday, { days: 2, ms: 0 })).toBe(at('2026-03-09T16:00:00+08:00'));
  });

  it('is 24 hours where the clock never stops', () => {
    expect(addDuration(alwaysOpen('Asia/Shanghai'), start, { days: 3, ms: HOUR })).toBe(start + 73 * HOUR);
  });
});
