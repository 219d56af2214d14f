/** Texts by key, with values, in words a reader would use. */
import { describe, expect, test } from '@jest/globals';
import { createFormats } from '../../src/messages/locale.js';
import { createMessages } from '../../src/messages/t.js';
import { messages as shipped } from '../cards/words.js';
import { HOUR, MINUTE, START } from '../support/given.js';

const messages = createMessages({
  'zh-CN': { hello: '{name}，您好', tickets: '{n} 张', plain: '好的' },
  en: { hello: 'Hello, {name}', tickets: '{n} {n|ticket|tickets}', plain: 'All right' },
});

describe('a text', () => {
  test('takes its values', () => {
    expect(messages.t('zh-CN', 'hello', { name: '韩梅梅' })).toBe('韩梅梅，您好');
    expect(messages.t('en', 'hello', { name: 'Han' })).toBe('Hello, Han');
  });

  test('chooses by number where the language does', () => {
    expect(messages.t('en', 'tickets', { n: 1 })).toBe('1 ticket');
    expect(messages.t('en', 'tickets', { n: 2 })).toBe('2 tickets');
    expect(messages.t('zh-CN', 'tickets', { n: 2 })).toBe('2 张');
  });

  test('puts values in as they are: what looks like a placeholder in them is none', () => {
    expect(messages.t('zh-CN', 'hello', { name: '{name} $1 $&' })).toBe('{name} $1 $&，您好');
  });

  test('that is missing is a bug with its name', () => {
    expect(() => messages.t('zh-CN', 'nope')).toThrow('expected a text for nope in zh-CN, got none');
    expect(() => messages.t('zh-CN', 'toString')).toThrow('toString');
  });

  test('whose value is missing is a bug with both names', () => {
    expect(() => messages.t('zh-CN', 'hello')).toThrow('expected a value for {name} in hello, got none');
  });
});

describe('words for', () => {
  const zh = createFormats(shipped, 'zh-CN', 'Asia/Shanghai');
  const en = createFormats(shipped, 'en', 'Asia/Shanghai');
  const DAY = 24 * HOUR;

  test.each([
    [START, '今天 09:00', 'today 09:00'],
    [START + 15 * HOUR - 1, '今天 23:59', 'today 23:59'],
    [START + 15 * HOUR, '明天 00:00', 'tomorrow 00:00'],
    [START - 10 * HOUR, '昨天 23:00', 'yesterday 23:00'],
    [START + 2 * DAY, '3月4日周三 09:00', 'Wed 4 March, 09:00'],
    [START + 400 * DAY, '2027年4月6日 09:00', '6 April 2027, 09:00'],
  ])('the instant %d', (at, chinese, english) => {
    expect(zh.instant(at, START)).toBe(chinese);
    expect(en.instant(at, START).replace('Wed, ', 'Wed ')).toBe(english);
  });

  test.each([
    [30_000, '不到 1 分钟', 'less than a minute'],
    [5 * MINUTE, '5 分钟', '5 min'],
    [2 * HOUR + 10 * MINUTE, '2 小时 10 分钟', '2 h 10 min'],
    [27 * HOUR, '27 小时', '27 h'],
  ])('the duration of %d ms', (ms, chinese, english) => {
    expect(zh.duration(ms)).toBe(chinese);
    expect(en.duration(ms)).toBe(english);
  });

  test('calendar time, which has days', () => {
    expect(zh.duration(27 * HOUR + MINUTE, 'calendar')).toBe('1 天 3 小时');
  });

  test('dates, sizes and lists', () => {
    expect(zh.date('2026-03-02')).toBe('2026年3月2日');
    expect(zh.date('no date')).toBe('no date');
    expect([zh.bytes(900), zh.bytes(1536), zh.bytes(20 * 1024 ** 2)]).toEqual(['900 B', '1.5 KB', '20 MB']);
    expect([zh.list([]), zh.list(['a']), zh.list(['a', 'b', 'c'])]).toEqual(['', 'a', 'a、b、c']);
    expect(en.list(['a', 'b', 'c'])).toBe('a, b, c');
  });
});
