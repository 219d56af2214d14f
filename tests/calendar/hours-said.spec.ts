/** Working hours said by people, read into a week; what is not understood is refused whole. */
import { describe, expect, test } from '@jest/globals';
import { calendarSpec } from '../../src/calendar/calendar-spec.js';
import { daysAlike, neverCloses, weekSaid } from '../../src/calendar/hours-said.js';

/** `mon-fri 09:00-18:00`, for the eye. */
const shown = (said: string): string | null => {
  const week = weekSaid(said);
  return (
    week &&
    daysAlike(week)
      .map(({ days, windows }) => `${days.join('+')} ${windows.map((each) => each.join('-')).join(' ')}`)
      .join('; ')
  );
};
const OFFICE = 'mon+tue+wed+thu+fri';
const ALL = `${OFFICE}+sat+sun`;

describe('hours are read', () => {
  test.each([
    ['9:00-12:00 13:30-18:00 周一到周五', `${OFFICE} 09:00-12:00 13:30-18:00`],
    ['周一至周五 9–18', `${OFFICE} 09:00-18:00`],
    ['周一到周五 9：00-18：00', `${OFFICE} 09:00-18:00`],
    ['周一到五，9点到18点', `${OFFICE} 09:00-18:00`],
    ['周1-5 9-18', `${OFFICE} 09:00-18:00`],
    ['工作日 9点半-18点半', `${OFFICE} 09:30-18:30`],
    ['每天 9:00~21:00', `${ALL} 09:00-21:00`],
    ['周一、周三、周五 9-12', 'mon 09:00-12:00; wed 09:00-12:00; fri 09:00-12:00'],
    ['周一三五 9-12', 'mon 09:00-12:00; wed 09:00-12:00; fri 09:00-12:00'],
    ['工作日 9-18，周六 10-16', `${OFFICE} 09:00-18:00; sat 10:00-16:00`],
    ['9-18 工作日；10-16 周末', `${OFFICE} 09:00-18:00; sat+sun 10:00-16:00`],
    ['星期五至星期一 8:00-20:00', 'mon 08:00-20:00; fri+sat+sun 08:00-20:00'],
    ['工作日上午9点到下午6点', `${OFFICE} 09:00-18:00`],
    ['工作日 上午9-12 下午1:30-6:00', `${OFFICE} 09:00-12:00 13:30-18:00`],
    ['每天 22:00-6:00', `${ALL} 22:00-06:00`],
    ['每天全天', `${ALL} 00:00-24:00`],
    ['7×24', `${ALL} 00:00-24:00`],
    ['7*24小时', `${ALL} 00:00-24:00`],
    ['24/7', `${ALL} 00:00-24:00`],
    ['Mon-Fri 9am-6pm', `${OFFICE} 09:00-18:00`],
    ['weekdays 9:00 to 17:30 and Saturday 10-2pm', `${OFFICE} 09:00-17:30; sat 10:00-14:00`],
  ])('%s', (said, expected) => expect(shown(said)).toBe(expected));
});

describe('nothing is guessed', () => {
  test.each([
    '',
    '9-18',
    '周一到周五',
    '随便',
    '周一到周五 25:00-26:00',
    '周一 9-9',
    '周一 9:70-18',
    '周一 24:00-8:00',
    '周一到周五 9-18 看情况',
    '周八 9-18',
  ])('from "%s"', (said) => expect(weekSaid(said)).toBeNull());
});

test('whatever is read is a calendar', () => {
  for (const said of ['周一 0-24', '每天 9-21', '周日 22-6', '7x24']) {
    const spec = { key: 'office', tz: 'Asia/Shanghai', week: weekSaid(said) };
    expect([said, calendarSpec.safeParse(spec).success]).toEqual([said, true]);
  }
});

test('only a week without a gap never closes', () => {
  expect([weekSaid('7×24'), weekSaid('每天 0-24')].map((week) => week && neverCloses(week))).toEqual([
    true,
    true,
  ]);
  expect(neverCloses(weekSaid('工作日 0-24') ?? {})).toBe(false);
});
