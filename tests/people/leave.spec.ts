/** Leave: who is away on a date, who stands in, and how days off are asked for. */
import { describe, expect, test } from '@jest/globals';
import { dateSaid } from '../../src/conversation/when.js';
import { awayOf, isThere, leaveAhead, overlap, standIn } from '../../src/people/leave.js';
import { readLeaveSaid } from '../../src/people/leave-said.js';
import type { Leave, Member } from '../../src/people/people.js';
import { directoryOf, member, START } from '../support/given.js';

const off = (one: Member, leave: Leave): Member => ({ ...one, preferences: { leave } });
const week = (delegate: string): Leave => ({ from: '2026-03-02', until: '2026-03-06', delegate });
const lin = member('lin', ['registration'], ['agent']);
const zhou = member('zhou', ['registration'], ['agent']);
const li = member('li', ['it'], ['agent']);

describe('leave', () => {
  const away = off(lin, week('zhou'));

  test('begins and ends by itself: dates are compared', () => {
    expect(['2026-03-01', '2026-03-02', '2026-03-06', '2026-03-07'].map((day) => isThere(away, day))).toEqual(
      [true, false, false, true],
    );
    expect(leaveAhead(away, '2026-02-01')).toEqual(week('zhou'));
    expect(leaveAhead(away, '2026-03-07')).toBeNull();
  });

  test('the delegate stands in; where they are away too, theirs; in a circle nobody', () => {
    const day = '2026-03-03';
    expect(standIn(away, 'registration', directoryOf([away, zhou]), day)).toBe(zhou);
    const wang = member('wang', ['registration'], ['lead']);
    const chain = directoryOf([away, off(zhou, week('wang')), wang]);
    expect(standIn(away, 'registration', chain, day)).toBe(wang);
    expect(standIn(away, null, directoryOf([away, off(zhou, week('lin'))]), day)).toBeNull();
    expect(standIn(lin, 'registration', directoryOf([lin, zhou]), day)).toBeNull();
  });

  test('nobody stands in who has left, or does not serve the team of the ticket', () => {
    const gone = { ...zhou, active: false };
    expect(standIn(away, 'registration', directoryOf([away, gone]), '2026-03-03')).toBeNull();
    expect(standIn(off(lin, week('li')), 'registration', directoryOf([lin, li]), '2026-03-03')).toBeNull();
  });

  test('says until when, and who', () => {
    expect(awayOf(away, directoryOf([away, zhou]), '2026-03-03')).toEqual({
      until: '2026-03-06',
      delegate: zhou,
    });
    expect(awayOf(away, directoryOf([away, zhou]), '2026-03-09')).toBeNull();
  });

  test('two leaves overlap when they share a day', () => {
    const days = (from: string, until: string) => ({ from, until });
    expect(overlap(days('2026-03-01', '2026-03-03'), days('2026-03-03', '2026-03-04'))).toBe(true);
    expect(overlap(days('2026-03-01', '2026-03-03'), days('2026-03-04', '2026-03-04'))).toBe(false);
  });
});

describe('days off as they are asked for', () => {
  const read = (said: string) =>
    readLeaveSaid(said, '2026-03-02', (word) => dateSaid(word, START, 'Asia/Shanghai'));
  const none = { who: null, from: null, until: null, delegate: null, over: false };

  test.each([
    ['明天到后天 周明', { from: '2026-03-03', until: '2026-03-04', delegate: '周明' }],
    ['3月9日 至 3月13日，周明', { from: '2026-03-09', until: '2026-03-13', delegate: '周明' }],
    ['明天', { from: '2026-03-03', until: '2026-03-03' }],
    [
      '林晓 2026-03-09 到 03-13 @周明',
      { who: '林晓', from: '2026-03-09', until: '2026-03-13', delegate: '周明' },
    ],
    ['林晓', { who: '林晓' }],
    ['结束', { over: true }],
    ['林晓 结束', { who: '林晓', over: true }],
    ['1/5-1/7', { who: '1/5-1/7' }],
    ['1/5 to 1/7', { from: '2027-01-05', until: '2027-01-07' }],
    ['2月30日', { who: '2月30日' }],
  ])('%s', (said, expected) => {
    expect(read(said)).toEqual({ ...none, ...expected });
  });
});
