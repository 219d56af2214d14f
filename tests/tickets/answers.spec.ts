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

describe('a sum in another currency', () => {
  test.each([
    ['USD', 'US$20', 20],
    ['USD', '20 美元', 20],
    ['EUR', '€1,200.50', 1200.5],
    ['HKD', 'HK$99', 99],
    ['CNY', '1.2万元', 12_000],
  ] as const)('%s: %s is %s', (currency, raw, value) => {
    expect(read(field('money', { currency }), raw)).toBe(value);
  });

  test.each([
    ['CNY', '$20'],
    ['USD', '20元'],
    ['EUR', '20.005'],
    ['USD', '-20'],
  ] as const)('%s: %s is none', (currency, raw) => {
    expect(read(field('money', { currency }), raw)).toBe('wrong_money');
  });

  test('keeps its bounds', () => {
    expect(read(field('money', { min: 100 }), '99.99')).toBe('too_small');
  });
});

describe('a row of a table', () => {
  const products = field('lookup', {
    table: {
      columns: ['货号', '商品'],
      rows: [
        ['A-17', '保温杯 500ml'],
        ['A-18', '保温杯 1L'],
        ['B-03', '雨伞'],
      ],
    },
  });
  test.each([
    ['A-17', 'A-17'],
    ['ａ-１７', 'A-17'],
    ['雨伞', 'B-03'],
    ['500ml', 'A-17'],
  ])('%s is %s', (raw, key) => {
    expect(read(products, raw)).toBe(key);
  });

  test('what fits several rows asks which, and what fits none is told what there is', () => {
    expect(read(products, '保温杯')).toBe('several_rows');
    expect(read(products, '牙刷')).toBe('no_such_row');
    expect(read(field('lookup'), 'A-17')).toBe('no_such_row');
  });
});

describe('a picture', () => {
  const square = field('file', { image: { minWidth: 800, minHeight: 800, ratio: { width: 1, height: 1 } } });
  const picture = (width: number, height: number) => [{ ...scan(), width, height }];

  test('of 799 pixels is refused, of 800 it is taken and keeps its size', () => {
    expect(read(square, picture(799, 799))).toBe('image_too_narrow');
    expect(read(square, picture(800, 799))).toBe('image_too_low');
    expect(read(square, picture(800, 800))).toEqual(picture(800, 800));
  });

  test('keeps its ratio to a rounded pixel', () => {
    expect(read(square, picture(1200, 900))).toBe('image_wrong_ratio');
    expect(read(field('file', { image: { ratio: { width: 3, height: 2 } } }), picture(800, 533))).toEqual(
      picture(800, 533),
    );
  });

  test('that cannot be measured is refused where its size matters, and nowhere else', () => {
    expect(read(square, [scan()])).toBe('image_unreadable');
    expect(read(field('file'), [scan()])).toEqual([scan()]);
  });
});
