/** Figures and their definition in words. */
import type { Block } from '../platform/card.js';
import type { PeriodRange } from './period.js';
import type { ReportWords, Row } from './report.js';

/** A count as a number: PostgreSQL's bigint comes as text. */
export function count(value: Row[string] | undefined): number {
  return Number(value ?? 0);
}

/** A median in words; '—' when there was nothing to take it of. `unitMs`: what one of it is worth. */
export function median(
  value: Row[string] | undefined,
  unitMs: number,
  clock: 'business' | 'calendar',
  words: ReportWords,
): string {
  return value === null || value === undefined ? '—' : words.duration(Number(value) * unitMs, clock);
}

/** '11月23日 – 11月29日'. */
export function periodWords({ from, to }: PeriodRange, words: ReportWords): string {
  return from === to
    ? words.date(from)
    : words.t('report.days', { from: words.date(from), to: words.date(to) });
}

/** What was counted, and over which days: a figure without its definition is a rumour. */
export function definition(report: string, range: PeriodRange, words: ReportWords): Block {
  const text = words.t('report.definition', {
    definition: words.t(`report.${report}.definition`),
    days: periodWords(range, words),
  });
  return { kind: 'text', text, tone: 'neutral' };
}
