/** 复盘: what was unusual in a week, the worst of each kind first, and how a review ticket says it. */
import { type Calendar, workingBetween } from '../calendar/business-hours.js';
import { MINUTE_MS } from '../calendar/day.js';
import { type Duration, durationMs } from '../calendar/duration.js';
import type { Sop } from '../sop/sop.js';
import type { PeriodRange } from './period.js';
import { periodParams, type ReportParams, type ReportWords, type Row } from './report.js';
import { count } from './words.js';

/** More would not be talked over in a meeting. */
const MOST_NAMED = 5;
/** Calendar time and working time do not rank alike: so many are read that the worst are among them. */
const MOST_READ = 100;

const KINDS = ['late', 'waited', 'returned', 'reopened'] as const;
type Kind = (typeof KINDS)[number];

export interface Outlier {
  readonly kind: Kind;
  readonly ticket: number;
  readonly sop: string;
  /** Where it stood; null for what is about the whole ticket. */
  readonly state: string | null;
  /** Working milliseconds of a step, or how often. */
  readonly size: number;
  /** Why a step was left late, as it was answered. */
  readonly reason: string | null;
}

/** `sops`: in the versions that are live; a stay in a step that is done waits for nobody. */
export function reviewParams(
  range: PeriodRange,
  queues: readonly string[],
  sops: readonly Sop[],
): ReportParams {
  const resting = sops.flatMap(({ key, states }) =>
    Object.values(states)
      .filter(({ category }) => category === 'resolved' || category === 'closed')
      .map((state) => `${key}/${state.key}`),
  );
  const { now: _, ...params } = periodParams(range, queues);
  return { ...params, resting, most: MOST_READ };
}

/** `longest`: beyond it a wait is unusual, in the working days of the queue it was in. */
export function outliersOf(
  rows: readonly Row[],
  longest: Duration,
  calendarOf: (queue: string) => Calendar,
): readonly Outlier[] {
  const all = rows.map((row): Outlier => {
    const section = String(row.section);
    return {
      kind: section === 'waiting' ? 'waited' : (section as Kind),
      ticket: count(row.id),
      sop: String(row.sop),
      state: row.state === null || row.state === undefined ? null : String(row.state),
      size: sizeOf(section, row, calendarOf(String(row.queue))),
      reason: typeof row.reason === 'string' ? row.reason : null,
    };
  });
  const unusual = all.filter(({ kind, size }, n) => {
    const calendar = calendarOf(String(rows[n]?.queue));
    return kind === 'waited' ? size >= durationMs(calendar, longest) : size > 0;
  });
  return KINDS.flatMap((kind) =>
    unusual
      .filter((one) => one.kind === kind)
      .sort((a, b) => b.size - a.size || a.ticket - b.ticket)
      .slice(0, MOST_NAMED),
  );
}

function sizeOf(section: string, row: Row, calendar: Calendar): number {
  if (section === 'late' || section === 'waiting')
    return workingBetween(calendar, count(row.begins_at), count(row.ends_at));
  return section === 'waited' ? count(row.n) * MINUTE_MS : count(row.n);
}

/**
 * A head for each kind, a line for each ticket: numbers and steps, no titles, which not every reader may know.
 * `reasonName` words a reason of the house's list; what is not on it is said as it was written.
 */
export function outlierText(
  outliers: readonly Outlier[],
  words: ReportWords,
  reasonName: (reason: string) => string,
): string {
  if (outliers.length === 0) return words.t('review.none');
  return KINDS.flatMap((kind) => {
    const lines = outliers
      .filter((one) => one.kind === kind)
      .map((one) => `· ${lineOf(one, words, reasonName)}`);
    return lines.length === 0 ? [] : [words.t(`review.${kind}.head`), ...lines];
  }).join('\n');
}

function lineOf(
  { kind, ticket, sop, state, size, reason }: Outlier,
  words: ReportWords,
  reasonName: (reason: string) => string,
): string {
  const timed = kind === 'late' || kind === 'waited';
  const line = words.t(`review.${kind}.line`, {
    ticket,
    sop: words.sopName(sop),
    ...(timed
      ? { step: words.stepName(sop, state ?? ''), time: words.duration(size, 'business') }
      : { n: size }),
  });
  return reason === null ? line : words.t('review.late.because', { line, reason: reasonName(reason) });
}
