import { describe, expect, test } from '@jest/globals';
import { type Around, instantAround } from '../../src/calendar/around.js';
import { alwaysOpen, compileCalendar } from '../../src/calendar/business-hours.js';
import { parseDuration } from '../../src/calendar/duration.js';
import { shippedContent } from '../sop/shipped.js';

const tz = 'Asia/Shanghai';
const every = alwaysOpen(tz);
const spec = shippedContent().calendars.find(({ key }) => key === 'office');
if (!spec) throw new Error('expected the office hours of the sample');
const office = compileCalendar(spec);

function duration(text: string | undefined) {
  const parsed = text === undefined ? null : parseDuration(text);
  if (parsed && 'error' in parsed) throw new Error(parsed.error);
  return parsed;
}

function local(date: string, written: { at?: string; before?: string; after?: string }, clock = every) {
  const around: Around = {
    at: written.at ?? '09:00',
    before: duration(written.before),
    after: duration(written.after),
  };
  return new Date(instantAround(date, around, { tz, clock }) + 8 * 3_600_000).toISOString().slice(0, 19);
}

describe('an instant around a date', () => {
  test('three days before, at nine, to the second', () => {
    expect(local('2027-01-10', { before: '3d' })).toBe('2027-01-07T09:00:00');
  });

  test('an hour after the time of day that is named', () => {
    expect(local('2026-12-05', { at: '14:30', after: '1h' })).toBe('2026-12-05T15:30:00');
  });

  test('on the date itself', () => {
    expect(local('2026-12-05', { at: '18:00' })).toBe('2026-12-05T18:00:00');
  });

  test('across a year, and from the first day of March back over a leap day', () => {
    expect(local('2027-01-02', { before: '3d' })).toBe('2026-12-30T09:00:00');
    expect(local('2028-03-01', { before: '1d' })).toBe('2028-02-29T09:00:00');
  });

  test('three working days before a Monday is the Wednesday before; a holiday in between does not count', () => {
    expect(local('2026-12-14', { before: '3d' }, office)).toBe('2026-12-09T09:00:00');
    // 1 to 7 October are holidays.
    expect(local('2026-10-09', { before: '2d' }, office)).toBe('2026-09-30T09:00:00');
  });

  test('a zone whose clocks change keeps the time of day of the date', () => {
    const berlin = alwaysOpen('Europe/Berlin');
    const at = instantAround(
      '2026-03-29',
      { at: '09:00', before: null, after: null },
      { tz: 'Europe/Berlin', clock: berlin },
    );
    expect(new Date(at).toISOString()).toBe('2026-03-29T07:00:00.000Z');
  });
});
