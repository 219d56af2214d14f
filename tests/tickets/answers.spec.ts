/** How what people type becomes a value, or is refused with what was expected and what came. */
import { describe, expect, test } from '@jest/globals';
import type { Field } from '../../src/sop/sop.js';
import { readAnswer } from '../../src/tickets/input.js';
import { isRefusal } from '../../src/tickets/refusal.js';
import { directoryOf, member, scan, staff } from '../support/given.js';

const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({
  key: 'it',
  type,
  label: { 'zh-CN': '它', en: 'It' },
  intake: true,
  required: true,
  personal: false,
  ...more,
});
const read = (one: Field, raw: unknown, members = staff) => {
  const answer = readAnswer(one, raw, {
    directory: directoryOf(members),
    team: 'registration',
    today: '2026-03-02',
  });
  return isRefusal(answer) ? answer.refused : answer.value;
};

describe('phone', () => {
  test.each([
    ['13800138000', '13800138000'],
    ['138 0013-8000', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['+86 138 0013 8000', '13800138000'],
    ['0086-13800138000', '13800138000'],
    ['010-62345678', '01062345678'],
    ['(0571) 8765 4321', '057187654321'],
    ['+86 10 6234 5678', '01062345678'],
    ['+1 (415) 555-0100', '+14155550100'],
    ['0044 20 7946 0958', '+442079460958'],
    [13800138000, '13800138000'],
  ])('%s is %s', (raw, value) => {
    expect(read(field('phone'), raw)).toBe(value);
  });

  test.each([
    '12800138000',
    '1380013800',
    '138001380001',
    '62345678',
    '+86 1380013800',
    '+0123456789',
    '电话',
    {},
    true,
  ])('%s is none', (raw) => {
    expect(read(field('phone'), raw)).toBe('wrong_phone');
  });
});

describe('numbers, money, dates', () => {
  test.each([
    ['1,200', 1200],
    ['－3.5', -3.5],
    [7, 7],
    ['1,20', 'wrong_number'],
    ['1e3', 'wrong_number'],
    ['', 'value_missing'],
    [Number.NaN, 'wrong_number'],
  ])('number %s is %s', (raw, value) => {
    expect(read(field('number'), raw)).toBe(value);
  });

  test.each([
    ['￥1,200.50', 1200.5],
    ['1200元', 1200],
    ['1.2万', 12_000],
    ['1.23456万', 12_345.6],
    ['0.1', 0.1],
    ['-5', 'wrong_money'],
    ['$5', 'wrong_money'],
    ['0.001', 'wrong_money'],
  ])('money %s is %s', (raw, value) => {
    expect(read(field('money'), raw)).toBe(value);
  });

  test.each([
    ['2026-3-1', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['２０２８／０２／２９', '2028-02-29'],
    ['2026-02-29', 'wrong_date'],
    ['3月1日', 'wrong_date'],
  ])('date %s is %s', (raw, value) => {
    expect(read(field('date'), raw)).toBe(value);
  });
});

describe('words, choices, people, files', () => {
  test('a line is one line; a long text keeps its lines; both are bounded in characters, not bytes', () => {
    expect(read(field('text'), ' 一\n二\t三 ')).toBe('一 二 三');
    expect(read(field('long_text'), '一\r\n二')).toBe('一\n二');
    expect(read(field('text', { max: 2 }), '👍👍')).toBe('👍👍');
    expect(read(field('text', { max: 2 }), '👍👍👍')).toBe('too_long');
    expect(read(field('text'), ['一'])).toBe('wrong_type');
    expect(read(field('text'), null)).toBe('value_missing');
  });

  test('a choice is known by its value or its label', () => {
    const size = field('choice', { choices: [{ value: 's', label: { 'zh-CN': '小号', en: 'Small' } }] });
    for (const raw of ['s', '小号', 'SMALL', ' ｓ ']) expect(read(size, raw)).toBe('s');
  });

  test('a member is known by id or name; of two with one name, the one who serves here is meant', () => {
    expect(read(field('member'), '周明')).toBe('zhou');
    expect(read(field('member'), '@zhou')).toBe('zhou');
    const elsewhere = { ...member('zhou2', ['it'], ['agent']), name: '周明' };
    expect(read(field('member'), '周明', [...staff, elsewhere])).toBe('zhou');
    expect(read(field('member'), '周明', [...staff, { ...elsewhere, teams: ['registration'] }])).toBe(
      'ambiguous_person',
    );
    expect(read(field('member'), '王')).toBe('unknown_person');
  });

  test('files keep only what we know of them', () => {
    expect(read(field('file'), { ...scan(), path: '/etc/passwd' })).toEqual([scan()]);
    expect(read(field('file', { accept: ['image/*'] }), [{ ...scan(), type: 'imagery/x' }])).toBe(
      'file_type_refused',
    );
    expect(read(field('file'), [{ id: 'f' }])).toBe('wrong_file');
    expect(read(field('file'), [])).toBe('value_missing');
  });

  test('reading a value that was read before gives it back unchanged', () => {
    const once: readonly (readonly [Field, unknown])[] = [
      [field('phone'), '+86 10 6234 5678'],
      [field('phone'), '+1 415 555 0100'],
      [field('money'), '1.2万'],
      [field('date'), '2026/3/1'],
      [field('member'), '林晓'],
      [field('file'), scan()],
      [field('long_text'), 'a\r\nb'],
    ];
    for (const [one, raw] of once) {
      const value = read(one, raw);
      expect(read(one, value)).toEqual(value);
    }
  });
});
