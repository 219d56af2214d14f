/** 概况: what came in, what was done, what lies open, how fast, and who carries it. */

import { buttonValue } from '../platform/button.js';
import type { Block, Card } from '../platform/card.js';
import type { Metric } from '../sop/north-star.js';
import type { Period } from './period.js';
import { periodParams, type Report, type ReportWords, type Row } from './report.js';
import { count, definition, median, periodWords } from './words.js';

interface Figure {
  readonly label: string;
  readonly value: string;
}

export const overview: Report = {
  name: 'overview',
  words: { 'zh-CN': ['数据', '统计', '报表', '概况'], en: ['data', 'numbers', 'report'] },
  params: periodParams,

  toCard(rows, range, words): Card {
    const all = rows.find(({ section }) => section === 'all') ?? {};
    const late = count(all.late_now);
    return {
      title: words.t('report.overview.title', { period: words.t(`report.period.${range.period}`) }),
      tag: periodWords(range, words),
      tone: late > 0 ? 'warning' : 'info',
      blocks: [
        { kind: 'fields', fields: shown(all, words) },
        ...barsOf('member', rows, words),
        ...barsOf('sop', rows, words),
        definition('overview', range, words),
      ],
      buttons: [
        ...others(range.period).map((period) => periodButton('overview', period, words)),
        periodButton('steps', range.period, words),
      ],
    };
  },
};

/** Every figure of a team by its name, in the order in which they are shown. */
export function totals(all: Row, words: ReportWords): Readonly<Record<Metric, Figure>> {
  const figure = (name: Metric, params: Record<string, string | number>) => ({
    label: words.t(`report.overview.${name}`),
    value: words.t(`report.overview.${name}_value`, params),
  });
  return {
    opened: figure('opened', { n: count(all.opened) }),
    done: figure('done', { resolved: count(all.resolved), closed: count(all.closed) }),
    open_now: figure('open_now', { n: count(all.open_now), late: count(all.late_now) }),
    breaches: figure('breaches', { n: count(all.breaches) }),
    response: figure('response', {
      median: median(all.response_median_s, 1000, 'calendar', words),
      p90: median(all.response_p90_s, 1000, 'calendar', words),
      n: count(all.answered),
    }),
    resolution: figure('resolution', {
      work: median(all.work_median_m, 60_000, 'business', words),
      calendar: median(all.resolution_median_s, 1000, 'calendar', words),
    }),
    csat: { label: words.t('report.overview.csat'), value: satisfaction(all, words) },
  };
}

function satisfaction(all: Row, words: ReportWords): string {
  const n = count(all.rated);
  // Nobody said what they think: that is no satisfaction of nought.
  if (n === 0) return '—';
  return words.t('report.overview.csat_value', { percent: Math.round((100 * count(all.satisfied)) / n), n });
}

/** All of them; satisfaction only where somebody was asked and said it. */
function shown(all: Row, words: ReportWords): readonly Figure[] {
  const { csat, ...others } = totals(all, words);
  return count(all.rated) === 0 ? Object.values(others) : [...Object.values(others), csat];
}

/** One bar for each assignee or SOP: the open tickets, with what was done beside them. */
function barsOf(section: 'member' | 'sop', rows: readonly Row[], words: ReportWords): readonly Block[] {
  const bars = rows
    .filter((row) => row.section === section)
    .map((row) => {
      const n = {
        opened: count(row.opened),
        resolved: count(row.resolved),
        open: count(row.open_now),
        late: count(row.late_now),
      };
      return {
        label: section === 'sop' ? words.sopName(String(row.key)) : holderName(row.key, words),
        value: n.open,
        text: words.t(`report.overview.bar_${section}`, n),
      };
    });
  if (bars.length === 0) return [];
  return [
    { kind: 'text', text: words.t(`report.overview.by_${section}`) },
    { kind: 'bars', bars },
  ];
}

function holderName(key: Row[string] | undefined, words: ReportWords): string {
  return key === null || key === undefined ? words.t('ticket.unassigned') : words.person(`member:${key}`);
}

/** The same figures for the periods a reader is likely to compare with. */
function others(period: Period): readonly Period[] {
  return (['today', 'this_week', 'last_week', 'this_month'] as const).filter((other) => other !== period);
}

export function periodButton(report: string, period: Period, words: ReportWords) {
  return {
    text: words.t(`report.${report}.button`, { period: words.t(`report.period.${period}`) }),
    value: buttonValue({ action: 'page', ticketId: 0, version: 0, argument: `report.${report}.${period}` }),
    style: 'plain' as const,
  };
}
