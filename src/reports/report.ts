/** What a report is: a name (its SQL file), the words that ask for it, and how its rows are shown. */
import type { Text } from '../people/people.js';
import type { Card } from '../platform/card.js';
import type { Category } from '../sop/categories.js';
import type { EffortKind } from '../sop/efforts.js';
import type { PeriodRange } from './period.js';

/** A row as the SQL gives it. */
export type Row = Readonly<Record<string, string | number | null>>;

export type ReportParams = Readonly<Record<string, string | number | readonly string[] | null>>;

export interface Report {
  /** Also the file: `prisma/sql/<name>.sql`. */
  readonly name: string;
  readonly words: { readonly 'zh-CN': readonly string[]; readonly en: readonly string[] };
  /** Named parameters of the SQL; the queues are those the reader answers for. */
  params(range: PeriodRange, queues: readonly string[]): ReportParams;
  toCard(rows: readonly Row[], range: PeriodRange, words: ReportWords, content?: ReportContent): Card;
}

/** What its rows name by their keys. */
export interface ReportContent {
  readonly efforts: readonly EffortKind[];
  readonly categories: readonly Category[];
}

/** What a report needs of whoever words it; the cards' wording fits. */
export interface ReportWords {
  t(key: string, params?: Readonly<Record<string, string | number>>): string;
  text(text: Text): string;
  person(ref: string): string;
  /** Title of an SOP, name of a state. */
  sopName(key: string): string;
  stepName(sop: string, state: string): string;
  date(date: string): string;
  duration(ms: number, clock?: 'business' | 'calendar'): string;
}

/** Parameters every report takes. Instants are epoch milliseconds. */
export function periodParams(range: PeriodRange, queues: readonly string[]): ReportParams {
  return {
    from: range.from,
    to: range.to,
    from_at: range.fromAt,
    to_at: range.toAt,
    now: range.now,
    queues,
  };
}
