/** How a line of a list of customers is read, and what is said of one that cannot be. */
import { describe, expect, test } from '@jest/globals';
import { columnsOf } from '../../src/desk/import/columns.js';
import { writtenDate } from '../../src/desk/import/excel-date.js';
import { readLine } from '../../src/desk/import/line.js';
import { wordingAt } from '../cards/words.js';
import { shippedContent } from '../sop/shipped.js';
import { START } from '../support/given.js';

const form = shippedContent().customers;

function columns(...header: string[]) {
  const known = columnsOf(header, form, ['web', 'wecom']);
  if ('problems' in known) throw new Error(known.problems.join('\n'));
  return known.columns;
}

function problems(...header: string[]): readonly string[] {
  const known = columnsOf(header, form, ['web', 'wecom']);
  return 'problems' in known ? known.problems : [];
}

describe('a header', () => {
  test('is in Chinese, in English, or the keys of desk.yaml, whatever the case and the spaces', () => {
    const said = (...header: string[]) => columns(...header).map(({ into, field }) => [into, field.key]);
    const expected = [
      ['id', 'id'],
      ['name', 'name'],
      ['kind', 'kind'],
      ['tier', 'tier'],
      ['stage', 'stage'],
      ['fields', 'credit_code'],
      ['dates', 'licence_expiry'],
      ['contact', 'contact'],
      ['phone', 'phone'],
      ['accounts', 'wecom'],
    ];
    expect(
      said(
        '编号',
        '名称',
        '类型',
        '等级',
        '阶段',
        '统一社会信用代码',
        '执照到期',
        '联系人',
        '手机',
        'wecom 账号',
      ),
    ).toEqual(expected);
    expect(
      said(
        'ID',
        'Name',
        'Kind',
        'tier',
        'Stage',
        'credit_code',
        'licence expiry',
        'contact',
        'Phone ',
        'WeCom Account',
      ),
    ).toEqual(expected);
  });

  test('with a column nobody knows is refused whole, with the nearest name', () => {
    expect(problems('编号', '名称', '执照到斯', 'teir', '颜色')).toEqual([
      'column 3: expected a known column, got "执照到斯"; did you mean "执照到期"?',
      'column 4: expected a known column, got "teir"; did you mean "tier"?',
      expect.stringMatching(
        /^column 5: expected a known column, got "颜色"; use one of 编号, 名称, .*web 账号/u,
      ),
    ]);
  });

  test('names every column once, and the number and the name of a customer', () => {
    expect(problems('编号', 'id', '名称')).toEqual([
      'column 2: expected every column once, got "id" in column 1 too; remove one of them',
    ]);
    expect(problems('等级')).toEqual([
      'expected a column "编号" (id), got none; add it',
      'expected a column "名称" (name), got none; add it',
    ]);
  });

  test('has no column for tiers and stages in a house that has none', () => {
    const known = columnsOf(['编号', '名称', '等级'], { tiers: [], fields: {}, dates: {}, stages: [] }, []);
    expect(known).toHaveProperty('problems');
  });
});

const HEADER = [
  '编号',
  '名称',
  '类型',
  '等级',
  '纳税人类型',
  '财务电话',
  '合同到期',
  '联系人',
  '手机',
  'web 账号',
];
const read = (...cells: string[]) => readLine(12, cells, columns(...HEADER));

describe('a line', () => {
  test('is read as answers are: labels and values of choices, marks in numbers, dates as people write them', () => {
    expect(
      read(
        ' C-1 ',
        '青禾科技',
        '公司',
        'Key account',
        '小规模纳税人',
        '0571-8765 4321',
        '2026/12/31',
        '韩梅梅',
        '138 0013 8000',
        'han',
      ),
    ).toEqual({
      line: 12,
      customer: {
        ...{ id: 'C-1', name: '青禾科技', kind: 'company', tier: 'vip', stage: null },
        ...{
          fields: { taxpayer: 'small', finance_phone: '057187654321' },
          dates: { contract_end: '2026-12-31' },
        },
      },
      contact: { name: '韩梅梅', phone: '13800138000', accounts: [{ platform: 'web', account: 'han' }] },
    });
  });

  test('says nothing by an empty cell', () => {
    expect(read('C-1', '青禾', '', '', '', '', '', '', '', '')).toEqual({
      line: 12,
      customer: { id: 'C-1', name: '青禾', kind: null, tier: null, stage: null, fields: {}, dates: {} },
      contact: null,
    });
  });

  test.each([
    ['2026-12-31', '2026-12-31'],
    ['2026年12月31日', '2026年12月31日'],
    ['46387', '2026-12-31'],
    ['46387.75', '2026-12-31'],
    ['2026/12/31 0:00:00', '2026/12/31'],
    ['36526', '2000-01-01'],
    ['31/12/2026', '31/12/2026'],
  ])('has a date written %s', (written, date) => {
    expect(writtenDate(written)).toBe(date);
  });

  test('that is wrong is told everything that is wrong with it', () => {
    const { refusal } = wordingAt(START);
    const said = (...cells: string[]) => {
      const line = read(...cells);
      return 'customer' in line ? [] : line.map(refusal);
    };
    expect(said('C-1', '', '', '黄金', '', '', '31/12/2026', '', '110', '')).toEqual([
      '等级请从这些里选：重点客户、普通客户、试用客户。收到「黄金」。',
      '合同到期应为日期，例如 2026-12-31，收到「31/12/2026」。',
      '手机不对：「110」。请填手机号或带区号的座机，例如 13800138000。',
      '请填写名称。',
    ]);
    expect(said('x'.repeat(41), '青禾', '', '', '', '', '', '', '', '')).toEqual([
      '编号最多 40 个字，现在有 41 个。',
    ]);
    expect(said('C-1', '青禾')).toEqual(['这一行应有 10 列，实际 2 列。']);
    expect(said('C-1', '青禾', '', '', '', '', '', '', '', '', '', '又一列')).toEqual([
      '这一行应有 10 列，实际 12 列。',
    ]);
    expect(read('C-1', '青禾', '', '', '', '', '', '', '', '', '', '')).toHaveProperty('customer');
    expect(said('9.13301E+17', '青禾', '', '', '', '', '', '', '', '')[0]).toContain('科学计数法');
  });
});
