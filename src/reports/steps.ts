/** 各步骤用时: where tickets lie longest, and which steps are done twice. */
import type { Card } from '../platform/card.js';
import type { Report } from './report.js';
import { count, definition, median, periodWords } from './words.js';

export const steps: Report = {
  name: 'steps',
  words: { 'zh-CN': ['步骤用时', '各步骤用时', '瓶颈'], en: ['steps', 'bottlenecks'] },
  params: ({ from, to }, queues) => ({ from, to, queues }),

  toCard(rows, range, words): Card {
    const title = words.t('report.steps.title', { period: words.t(`report.period.${range.period}`) });
    const head = { title, tag: periodWords(range, words), tone: 'info' as const, buttons: [] };
    const note = definition('steps', range, words);
    if (rows.length === 0)
      return { ...head, blocks: [{ kind: 'text', text: words.t('report.empty') }, note] };
    const columns = ['step', 'median', 'p90', 'stays', 'returns'].map((column) =>
      words.t(`report.steps.${column}`),
    );
    return {
      ...head,
      blocks: [
        {
          kind: 'bars',
          bars: rows.map((row) => ({
            label: words.stepName(String(row.sop), String(row.state)),
            value: count(row.median_m),
            text: median(row.median_m, 60_000, 'business', words),
          })),
        },
        {
          kind: 'table',
          columns,
          rows: rows.map((row) => [
            `${words.sopName(String(row.sop))} · ${words.stepName(String(row.sop), String(row.state))}`,
            median(row.median_m, 60_000, 'business', words),
            median(row.p90_m, 60_000, 'business', words),
            String(count(row.stays)),
            String(count(row.returns)),
          ]),
        },
        note,
      ],
    };
  },
};
