/** 看板: the figures that a team chose to look at first, and no others. */
import type { Block, Card } from '../platform/card.js';
import type { Metric } from '../sop/north-star.js';
import { periodButton, totals } from './overview.js';
import type { PeriodRange } from './period.js';
import type { ReportWords, Row } from './report.js';
import { count, definition, periodWords } from './words.js';

export interface TeamBoard {
  readonly name: string;
  readonly metrics: readonly Metric[];
  /** Rows of the overview over the team's queues. */
  readonly rows: readonly Row[];
}

/** `leads`: they may go on to all the figures. */
export function boardCard(
  teams: readonly TeamBoard[],
  range: PeriodRange,
  leads: boolean,
  words: ReportWords,
): Card {
  const late = teams.some(({ rows }) => count(allOf(rows).late_now) > 0);
  return {
    title: words.t('report.board.title'),
    tag: periodWords(range, words),
    tone: late ? 'warning' : 'info',
    blocks:
      teams.length === 0
        ? [{ kind: 'text', text: words.t('report.board.none') }]
        : [...teams.flatMap((team) => teamBlocks(team, words)), definition('overview', range, words)],
    buttons: leads ? [periodButton('overview', range.period, words)] : [],
  };
}

function teamBlocks({ name, metrics, rows }: TeamBoard, words: ReportWords): readonly Block[] {
  const known = totals(allOf(rows), words);
  return [
    { kind: 'text', text: words.t('report.board.team', { team: name }) },
    { kind: 'fields', fields: metrics.map((metric) => known[metric]) },
  ];
}

const allOf = (rows: readonly Row[]): Row => rows.find(({ section }) => section === 'all') ?? {};
