/** Quiet hours: as people write them, and when they end on the desk's wall. */
import { describe, expect, test } from '@jest/globals';
import { digestAt, quietUntil, readQuietHours } from '../../src/people/quiet-hours.js';

describe('hours as they are written', () => {
  test.each([
    ['22点到8点', '22:00', '08:00'],
    ['22:00-08:00', '22:00', '08:00'],
    ['２２：００－８：００', '22:00', '08:00'],
    ['晚上10点到早上8点', '22:00', '08:00'],
    ['从晚上十点半到第二天早上七点', '22:30', '07:00'],
    ['22点30分 至 6点15', '22:30', '06:15'],
    ['晚上12点到早上6点', '00:00', '06:00'],
    ['夜里1点到6点', '01:00', '06:00'],
    ['中午12点到下午2点', '12:00', '14:00'],
    ['二十二点～八点', '22:00', '08:00'],
    ['22-8', '22:00', '08:00'],
    ['21:00–24:00', '21:00', '00:00'],
    ['10pm to 8am', '22:00', '08:00'],
    ['from 12 pm until 1:30 pm', '12:00', '13:30'],
    ['12am - 6am', '00:00', '06:00'],
  ])('%s', (said, from, to) => {
    expect(readQuietHours(said)).toEqual({ from, to, weekends: false });
  });

  test.each(['22点到8点，周末全天', '22:00-08:00 和周末', '10pm to 8am and weekends'])(
    'weekends may be named as well: %s',
    (said) => expect(readQuietHours(said)).toEqual({ from: '22:00', to: '08:00', weekends: true }),
  );

  test.each(['关闭', ' 取消。', 'off', '不要'])('%s asks for none', (said) => {
    expect(readQuietHours(said)).toBe('off');
  });

  test.each([
    '',
    '晚上',
    '22点',
    '25点到8点',
    '22:75-8:00',
    '8点到8点',
    '24:30-8:00',
    '明天到后天',
    '22点到8点到9点',
  ])('nothing is made of %p', (said) => expect(readQuietHours(said)).toBeNull());
});

describe('quiet until', () => {
  const tz = 'Asia/Shanghai';
  const at = (local: string) => Date.parse(`${local}:00+08:00`);
  const night = { from: '22:00', to: '08:00', weekends: false };
  const until = (local: string, hours = night) => {
    const end = quietUntil(hours, at(local), tz);
    return end === null ? null : new Date(end + 8 * 3_600_000).toISOString().slice(0, 16);
  };

  test('a night ends in the morning after, whichever side of midnight it is', () => {
    expect(until('2026-12-01T21:59')).toBeNull();
    expect(until('2026-12-01T22:00')).toBe('2026-12-02T08:00');
    expect(until('2026-12-02T03:00')).toBe('2026-12-02T08:00');
    expect(until('2026-12-02T08:00')).toBeNull();
  });

  test('hours of one day end on that day', () => {
    const noon = { from: '12:00', to: '13:30', weekends: false };
    expect(until('2026-12-01T12:30', noon)).toBe('2026-12-01T13:30');
    expect(until('2026-12-01T13:30', noon)).toBeNull();
  });

  test('a quiet weekend and the nights around it are one', () => {
    const weekends = { ...night, weekends: true };
    // 2026-12-04 is a Friday.
    expect(until('2026-12-04T23:00', weekends)).toBe('2026-12-07T08:00');
    expect(until('2026-12-05T12:00', weekends)).toBe('2026-12-07T08:00');
    expect(until('2026-12-06T12:00', night)).toBeNull();
  });

  test('where the clocks jump the wall counts', () => {
    // Berlin, 29 March 2026: the night is an hour shorter.
    const start = Date.parse('2026-03-28T23:00:00+01:00');
    expect(quietUntil(night, start, 'Europe/Berlin')).toBe(Date.parse('2026-03-29T08:00:00+02:00'));
  });
});

test('a digest comes as quiet hours end, else on the next morning, and never on a quiet weekend', () => {
  const at = (local: string) => Date.parse(`${local}+08:00`);
  const digest = (quiet: Parameters<typeof digestAt>[0], local: string) =>
    digestAt(quiet, at(local), 'Asia/Shanghai');
  const night = { from: '22:00', to: '07:30', weekends: false };
  expect(digest(night, '2026-03-05T23:00')).toBe(at('2026-03-06T07:30'));
  expect(digest(night, '2026-03-05T11:00')).toBe(at('2026-03-06T07:30'));
  expect(digest({ ...night, weekends: true }, '2026-03-06T11:00')).toBe(at('2026-03-09T07:30'));
  expect(digest(null, '2026-03-06T08:59')).toBe(at('2026-03-06T09:00'));
  expect(digest(null, '2026-03-06T09:00')).toBe(at('2026-03-07T09:00'));
});
