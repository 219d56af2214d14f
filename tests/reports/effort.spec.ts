/** B12: the report of time as it is read: each section adds up to the total, and money is counted by kind. */
import { describe, expect, test } from '@jest/globals';
import { effort } from '../../src/reports/effort.js';
import { periodRange } from '../../src/reports/period.js';
import { readAloud, shipped, wordingAt } from '../cards/words.js';

const NOW = Date.UTC(2026, 2, 4, 4);
const week = periodRange('this_week', NOW, 'Asia/Shanghai');
const zh = wordingAt(NOW);
const row = (section: string, key: string | null, kind: string, minutes: number) => ({
  ...{ section, key, kind, minutes, entries: 1 },
});
const all = (minutes: number, kind: string, keys: readonly (readonly [string, string | null])[]) =>
  keys.map(([section, key]) => row(section, key, kind, minutes));

describe('B12: 工时', () => {
  test('says the time and what it cost, by kind, category, member and customer; a kind without a rate costs nothing', () => {
    const rows = [
      ...all(45, 'talk', [
        ['kind', 'talk'],
        ['category', 'fault.printer'],
        ['member', 'lin'],
        ['customer', '青禾'],
      ]),
      ...all(100, 'errand', [
        ['kind', 'errand'],
        ['category', null],
        ['member', 'lin'],
        ['customer', null],
      ]),
      ...all(20, 'gone', [
        ['kind', 'gone'],
        ['category', null],
        ['member', 'zhou'],
        ['customer', null],
      ]),
    ];
    const lines = readAloud(effort.toCard(rows, week, zh, shipped));
    expect(lines).toEqual(expect.arrayContaining(['合计：2 小时 45 分钟，135.83 元']));
    // 45 minutes at 80, 100 at 45.5 an hour.
    for (const line of [
      '沟通：45 分钟，60.00 元',
      '跑腿：1 小时 40 分钟，75.83 元',
      'gone：20 分钟',
      '林晓：2 小时 25 分钟，135.83 元',
      '没有分类：2 小时，75.83 元',
      '青禾：45 分钟，60.00 元',
    ])
      expect(lines.join('\n')).toContain(line);
  });

  test('names the most, and sums up the rest in one line', () => {
    const customers = Array.from({ length: 20 }, (_, n) => row('customer', `客户${n}`, 'talk', 60 - n));
    const total = customers.reduce((sum, { minutes }) => sum + minutes, 0);
    const card = effort.toCard([row('kind', 'talk', 'talk', total), ...customers], week, zh, shipped);
    const bars = card.blocks.flatMap((block) => (block.kind === 'bars' ? [block.bars] : []));
    const [, byCustomer = []] = bars;
    expect(byCustomer).toHaveLength(12);
    expect(byCustomer.at(-1)?.label).toBe('其余 9 项');
    expect(byCustomer.reduce((sum, { value }) => sum + value, 0)).toBe(total);
  });

  test('says so where nothing was logged', () => {
    expect(readAloud(effort.toCard([], week, zh, shipped))[1]).toBe('这段时间没有数据。');
  });
});
