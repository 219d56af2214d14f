/** 净推荐值: would customers recommend us, and how many of them said so. */
import type { Card } from '../platform/card.js';
import { periodButton } from './overview.js';
import type { Report } from './report.js';
import { count, definition, periodWords } from './words.js';

const GROUPS = ['promoters', 'passives', 'detractors'] as const;

export const nps: Report = {
  name: 'nps',
  words: { 'zh-CN': ['NPS', '净推荐值', '推荐度报表'], en: ['nps', 'net promoter score'] },
  params: ({ fromAt, toAt }, queues) => ({ from_at: fromAt, to_at: toAt, queues }),

  toCard([row = {}], range, words): Card {
    const [asked, answered] = [count(row.asked), count(row.answered)];
    const title = words.t('report.nps.title', { period: words.t(`report.period.${range.period}`) });
    const head = { title, tag: periodWords(range, words), tone: 'info' as const };
    const buttons = [periodButton('overview', range.period, words)];
    const note = definition('nps', range, words);
    // Nobody said whether they recommend us: that is no score of nought.
    if (answered === 0)
      return {
        ...head,
        blocks: [{ kind: 'text', text: words.t('report.nps.none', { asked }) }, note],
        buttons,
      };
    const score = Math.round((100 * (count(row.promoters) - count(row.detractors))) / answered);
    return {
      ...head,
      blocks: [
        { kind: 'text', text: words.t('report.nps.score', { score, answered, asked }) },
        {
          kind: 'bars',
          bars: GROUPS.map((group) => ({
            label: words.t(`report.nps.${group}`),
            value: count(row[group]),
            text: words.t('report.nps.people', { n: count(row[group]) }),
          })),
        },
        note,
      ],
      buttons,
    };
  },
};
