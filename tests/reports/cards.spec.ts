/** The reports as they are read: figures, who carries what, and what was counted. */
import { describe, expect, test } from '@jest/globals';
import { overview } from '../../src/reports/overview.js';
import { periodRange } from '../../src/reports/period.js';
import { steps } from '../../src/reports/steps.js';
import { readAloud, wordingAt } from '../cards/words.js';

const NOW = Date.UTC(2026, 2, 4, 4);
const week = periodRange('this_week', NOW, 'Asia/Shanghai');
const zh = wordingAt(NOW);

const figures = {
  ...{ opened: 3, resolved: 2, closed: 1, open_now: 3, late_now: 1, breaches: 3, answered: 2 },
  ...{ rated: 3, satisfied: 2 },
  ...{ response_median_s: 900, response_p90_s: 1140, resolution_median_s: 137_700, work_median_m: 300 },
};

describe('overview', () => {
  const rows = [
    { section: 'all', key: null, ...figures },
    { section: 'member', key: 'lin', ...figures, opened: 2, resolved: 1, open_now: 2, late_now: 1 },
    { section: 'member', key: null, ...figures, opened: 1, resolved: 0, open_now: 1, late_now: 0 },
    { section: 'sop', key: 'company-registration', ...figures },
  ];

  test('in Chinese', () => {
    const card = overview.toCard(rows, week, zh);
    expect(card.tone).toBe('warning');
    expect(readAloud(card)).toEqual([
      '本周数据 【2026年3月2日 – 2026年3月8日】',
      '新建：3 张',
      '完成：解决 2 张，关闭 1 张',
      '现在未完成：3 张，其中超时 1 张',
      '超时步骤：3 个',
      '首次响应：中位 15 分钟，九成以内 19 分钟（2 张）',
      '解决时长：中位 5 小时（工作时间），1 天 14 小时（自然时间）',
      '满意度（CSAT）：67% 满意（3 次评价）',
      '每人负荷（未完成）',
      '林晓：未完成 2，超时 1，解决 1',
      '还没有人接：未完成 1，超时 0，解决 0',
      '各流程',
      '公司注册：新建 3，未完成 3，解决 2',
      '口径：新建、首次响应、超时步骤按期内新建的工单算；完成、解决时长按期内解决或关闭的工单算；首次响应从建单到第一次接单、指派、推进或回复，自然时间；未完成和超时是此刻的数；满意度是期内对答复的评价和办完后的打分中，「好」和 4、5 分所占的比例，每人每条算最后一次，本班组成员的不算。 统计范围：2026年3月2日 – 2026年3月8日。',
      '[今日数据]',
      '[上周数据]',
      '[本月数据]',
      '[本周各步骤用时]',
    ]);
  });

  test('bigints that come as text are counted as numbers', () => {
    const card = overview.toCard(
      [{ section: 'all', key: null, ...figures, opened: '3', late_now: '0' }],
      week,
      zh,
    );
    expect(readAloud(card)[1]).toBe('新建：3 张');
    expect(card.tone).toBe('info');
  });

  test('of a week in which nothing happened says so, without a division by nothing', () => {
    const lines = readAloud(overview.toCard([{ section: 'all', key: null, opened: 0 }], week, zh));
    expect(lines).toContain('首次响应：中位 —，九成以内 —（0 张）');
    expect(lines.join('\n')).not.toContain('满意度（CSAT）');
  });

  test('in English', () => {
    const lines = readAloud(overview.toCard(rows, week, wordingAt(NOW, 'en')), 'en');
    expect(lines.slice(0, 4)).toEqual([
      'This week: numbers 【2 March 2026 – 8 March 2026】',
      'Opened: 3',
      'Done: 2 resolved, 1 closed',
      'Open now: 3, of which 1 late',
    ]);
  });
});

describe('steps', () => {
  test('the slowest first, by the names staff use', () => {
    const rows = [
      {
        sop: 'company-registration',
        state: 'review',
        stays: 4,
        median_m: 210,
        p90_m: 400,
        total_m: 900,
        returns: 1,
      },
    ];
    expect(readAloud(steps.toCard(rows, week, zh))).toEqual([
      '本周各步骤用时 【2026年3月2日 – 2026年3月8日】',
      '资料审核：3 小时 30 分钟',
      '公司注册 · 资料审核 · 3 小时 30 分钟 · 6 小时 40 分钟 · 4 · 1',
      '口径：期内离开各步骤的停留，按工作时间算；返工是同一张工单再次进入同一步骤。 统计范围：2026年3月2日 – 2026年3月8日。',
    ]);
  });

  test('nothing ended', () => {
    expect(readAloud(steps.toCard([], week, zh))[1]).toBe('这段时间没有数据。');
  });
});
