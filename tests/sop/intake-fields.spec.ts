/** What the checker says of tables, pictures, red lines, roles of steps and the matrix of priorities: file, line and mend. */
import { describe, expect, test } from '@jest/globals';
import { compileContent } from '../../src/sop/content.js';
import { lineOf, problemsOf, shipped } from './shipped.js';

const SOP = 'sops/promotion.v1.yaml';
const TABLE = 'tables/products.csv';
const DESK = 'desk.yaml';

// biome-ignore format: a table is read by rows
const defects = [
  ['a look-up names a table that exists', SOP, 'table: products', 'table: product', 'table: product',
    /expected a table, got "product"/, /did you mean "products"/],
  ['a look-up has a table', SOP, '    table: products\n', '', '  sku:\n',
    /expected a table where the type is lookup and nowhere else, got type lookup/, /add "table: <name>"/],
  ['a red line rests on a number', SOP, 'at_least: floor_price', 'at_least: headline', 'red_line:',
    /expected a field of type number or money, got "headline"/, /floor_price/],
  ['a red line is approved by a role that may act', SOP, 'approve: [reviewer, lead]', 'approve: [revewer]', 'approve: [revewer]',
    /expected a role that may act, got "revewer"/, /did you mean "reviewer"/],
  ['a red line is looked at by a step', SOP, 'has: [headline, floor_price, price]', 'has: [headline, floor_price]', 'red_line:',
    /expected a step that waits for price/, /when: \{ has: \[price\] \}/],
  ['a step is given to a role there is', SOP, 'owner: role:designer', 'owner: role:desinger', 'owner: role:desinger',
    /expected a role that may act, got "desinger"/, /did you mean "designer"/],
  ['what pictures measure stands on files', SOP, 'type: file', 'type: text', '  main_image:\n',
    /expected accept, max_mb and what pictures measure on files only, got type text/, /type: file/],
  ['a ratio is two numbers', SOP, 'ratio: "1:1"', 'ratio: "square"', 'ratio: "square"',
    /expected a ratio of width to height in quotes, got "square"/, /"1:1" or "3:4"/],
  ['a currency is one we know', SOP, '    label: { zh-CN: 红线价', '    currency: YEN\n    label: { zh-CN: 红线价', 'currency: YEN',
    /expected one of CNY, HKD, USD, EUR, GBP, got "YEN"/, /use one of/],
  ['a currency stands on money', SOP, '    label: { zh-CN: 活动标题', '    currency: USD\n    label: { zh-CN: 活动标题', 'currency: USD',
    /expected a currency on money only, got type text/, /type: money/],
  ['a table has every key once', TABLE, 'A-18,', 'A-17,', 'A-17,保温杯 1L',
    /expected every key once, got "A-17" again/, /line 2 too/],
  ['a row has as many cells as there are columns', TABLE, '52.00,129.00', '52.00', 'A-18',
    /expected 4 cells, got 3/, /in quotes/],
  ['a column has a name of its own', TABLE, '成本价', '商品', '货号',
    /expected a name of its own for column 3, got "商品"/, /name it/],
  ['a row of the matrix is for a level there is', DESK, 'late_reasons:\n', 'priority: { impact: { all: { zh-CN: 全, en: All } }, urgency: { now: { zh-CN: 急, en: Now } }, matrix: { al: { now: P1 } } }\nlate_reasons:\n', 'priority: {',
    /expected a level, got "al"/, /did you mean "all"/],
  ['a cell of the matrix is a priority', DESK, 'late_reasons:\n', 'priority: { impact: { all: { zh-CN: 全, en: All } }, urgency: { now: { zh-CN: 急, en: Now } }, matrix: { all: { now: P9 } } }\nlate_reasons:\n', 'priority: {',
    /expected one of P1, P2, P3, P4, got "P9"/, /P1/],
  ['every cell of the matrix is filled', DESK, 'late_reasons:\n', 'priority: { impact: { all: { zh-CN: 全, en: All } }, urgency: { now: { zh-CN: 急, en: Now } }, matrix: { all: {} } }\nlate_reasons:\n', 'priority: {',
    /expected a priority for now, got none/, /add "now: P3"/],
  ['a category leads to an SOP there is', DESK, 'sop: it-consult', 'sop: it-consul', 'sop: it-consul',
    /expected an SOP, got "it-consul"/, /did you mean "it-consult"/],
  ['a category leads to an SOP at all', DESK, '    sop: it-change\n', '', '  change:\n',
    /expected a category to lead to an SOP, got none/, /add "sop: <key>"/],
  ['a category waits in a queue there is', DESK, 'words: [上不了网, 断网, network is down],', 'words: [上不了网, 断网, network is down], queue: itt,', 'network: {',
    /expected a queue, got "itt"/, /did you mean "it"/],
  ['a word begins one thing', DESK, 'words: [上不了网,', 'words: [注册公司, 上不了网,', 'network: {',
    /expected a word of its own, got "注册公司", which begins company-registration/, /choose another word/],
] as const;

describe('the checker', () => {
  test.each(defects)('%s', (_policy, file, from, to, at, message, mend) => {
    const source = shipped.find(({ path }) => path === file);
    if (!source?.text.includes(from)) throw new Error(`expected ${from} in ${file}`);
    const text = source.text.replace(from, to);
    const problems = problemsOf(shipped.map((each) => (each === source ? { path: file, text } : each)));
    const found = problems.find((problem) => problem.file === file && message.test(problem.message));
    expect(found ?? problems).toMatchObject({ line: lineOf(text, at) });
    expect(found?.mend).toMatch(mend);
  });
});

test('a table is part of the field that looks up in it, and comments in it say nothing', () => {
  const commented = shipped.map((file) =>
    file.path === TABLE ? { ...file, text: `# 价目表\n${file.text}` } : file,
  );
  const compiled = compileContent(commented);
  const sku = 'content' in compiled ? compiled.content.latest.promotion?.fields.sku : undefined;
  expect(sku?.table?.columns).toEqual(['货号', '商品', '成本价', '日常价']);
  expect(sku?.table?.rows[0]).toEqual(['A-17', '保温杯 500ml', '39.00', '99.00']);
});
