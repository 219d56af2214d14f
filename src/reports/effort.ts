/** 工时: what time went into tickets, and what that cost: by kind, category, member and customer. */
import type { Block, Card } from '../platform/card.js';
import { lineOf } from '../sop/categories.js';
import type { Report, ReportContent, ReportWords, Row } from './report.js';
import { count, definition, periodWords } from './words.js';

const SECTIONS = ['kind', 'category', 'member', 'customer'] as const;
type Section = (typeof SECTIONS)[number];
/** What is less goes together, so that the sum stays the sum. */
const MOST_NAMED = 12;

const UNNAMED: ReportContent = { efforts: [], categories: [] };

/** Minutes and what they cost; null where no rate is known of any of it. */
export interface Spent {
  readonly minutes: number;
  readonly cents: number | null;
}

export const effort: Report = {
  name: 'effort',
  words: { 'zh-CN': ['工时', '工时统计'], en: ['effort report', 'effort'] },
  params: ({ from, to }, queues) => ({ from, to, queues }),

  toCard(rows, range, words, content = UNNAMED): Card {
    const title = words.t('report.effort.title', { period: words.t(`report.period.${range.period}`) });
    const head = { title, tag: periodWords(range, words), tone: 'info' as const, buttons: [] };
    const note = definition('effort', range, words);
    if (rows.length === 0)
      return { ...head, blocks: [{ kind: 'text', text: words.t('report.empty') }, note] };
    const total = { label: words.t('report.effort.total'), value: spentWords(all(rows, content), words) };
    return {
      ...head,
      blocks: [
        { kind: 'fields', fields: [total] },
        ...SECTIONS.flatMap((section) => sectionBlocks(section, rows, content, words)),
        note,
      ],
    };
  },
};

/** All of it: every section adds up to the same. */
function all(rows: readonly Row[], content: ReportContent): Spent {
  return sum(
    rows.filter(({ section }) => section === 'kind'),
    content,
  );
}

/** Rounded once, however many entries there are. */
function sum(rows: readonly Row[], { efforts }: ReportContent): Spent {
  const minutes = rows.reduce((so, row) => so + count(row.minutes), 0);
  const costs = rows.flatMap((row) => {
    const rate = efforts.find(({ value }) => value === row.kind)?.hourlyCents ?? null;
    return rate === null ? [] : [rate * count(row.minutes)];
  });
  return {
    minutes,
    cents: costs.length === 0 ? null : Math.round(costs.reduce((a, b) => a + b, 0) / 60),
  };
}

interface Line {
  readonly key: string | null;
  /** So many that are not named. */
  readonly others: number;
  readonly spent: Spent;
}

/** The largest first; what is not named is summed up in one line. */
function linesOf(section: Section, rows: readonly Row[], content: ReportContent): readonly Line[] {
  const of = rows.filter((row) => row.section === section);
  const keys = [...new Set(of.map(({ key }) => (typeof key === 'string' ? key : null)))];
  const lines = keys
    .map((key) => ({
      key,
      others: 0,
      spent: sum(
        of.filter((row) => (row.key ?? null) === key),
        content,
      ),
    }))
    .sort((a, b) => b.spent.minutes - a.spent.minutes);
  if (lines.length <= MOST_NAMED) return lines;
  const shown = lines.slice(0, MOST_NAMED - 1);
  const rest = of.filter((row) => !shown.some(({ key }) => key === (row.key ?? null)));
  return [...shown, { key: null, others: lines.length - shown.length, spent: sum(rest, content) }];
}

function sectionBlocks(
  section: Section,
  rows: readonly Row[],
  content: ReportContent,
  words: ReportWords,
): readonly Block[] {
  const lines = linesOf(section, rows, content);
  // One line without a name says nothing that the total does not.
  if (lines.every(({ key }) => key === null)) return [];
  return [
    { kind: 'text', text: words.t(`report.effort.by_${section}`) },
    {
      kind: 'bars',
      bars: lines.map(({ key, others, spent }) => ({
        label:
          others > 0
            ? words.t('report.effort.others', { n: others })
            : key === null
              ? words.t(`report.effort.no_${section}`)
              : named(section, key, content, words),
        value: spent.minutes,
        text: spentWords(spent, words),
      })),
    },
  ];
}

function named(section: Section, key: string, content: ReportContent, words: ReportWords): string {
  if (section === 'member') return words.person(`member:${key}`);
  if (section === 'customer') return key;
  if (section === 'kind') {
    const kind = content.efforts.find(({ value }) => value === key);
    return kind ? words.text(kind.label) : key;
  }
  const line = lineOf(content.categories, key);
  return line.length === 0 ? key : line.map(({ title }) => words.text(title)).join(' › ');
}

function spentWords({ minutes, cents }: Spent, words: ReportWords): string {
  const time = words.duration(minutes * 60_000, 'business');
  return cents === null ? time : words.t('report.effort.cost', { time, money: (cents / 100).toFixed(2) });
}
