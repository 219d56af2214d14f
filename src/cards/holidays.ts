/** 导入节假日: what a list of official holidays changes, and which deadlines move by it, from when to when and by how much. */
import { dayNumber } from '../calendar/day.js';
import type { HolidayYear } from '../calendar/holidays.js';
import type { Block, Button, Card } from '../platform/card.js';
import type { Wording } from './wording.js';

/** More lines than anybody reads; the rest is counted. */
const MOST = 30;

export interface HolidaysShown {
  /** Each year as it is known at present and would be. */
  readonly from: readonly HolidayYear[];
  readonly to: readonly HolidayYear[];
  /** How far the official lists would reach. */
  readonly horizon: string;
  readonly undoes: boolean;
  readonly moved: {
    readonly tickets: readonly {
      readonly id: number;
      readonly title: string;
      readonly limit: { readonly from: number; readonly to: number } | null;
    }[];
    readonly routines: readonly { readonly routine: string; readonly from: number; readonly to: number }[];
  };
  /** Somebody else changed the holidays meanwhile: this is not what was pressed. */
  readonly stale: boolean;
}

export function holidaysCard(shown: HolidaysShown, buttons: readonly Button[], wording: Wording): Card {
  const { from, to, horizon, undoes, moved, stale } = shown;
  if (to.length === 0) return { title: wording.t('holidays.nothing'), tone: 'info', blocks: [], buttons: [] };
  return {
    title: wording.t(undoes ? 'holidays.undo_title' : 'holidays.title', {
      years: to.map(({ year }) => String(year)),
    }),
    tone: stale ? 'warning' : 'info',
    blocks: [
      ...(stale ? [note(wording.t('holidays.stale'))] : []),
      ...to.map((year, n) => yearBlock(from[n], year, wording)),
      ...movedBlocks(moved, wording),
      note(wording.t('holidays.reach', { horizon: { date: horizon }, year: horizon.slice(0, 4) })),
    ],
    buttons,
  };
}

const note = (text: string): Block => ({ kind: 'text', text, tone: 'neutral' });

function yearBlock(from: HolidayYear | undefined, to: HolidayYear, wording: Wording): Block {
  const line = (key: string, before: readonly string[], after: readonly string[]) => {
    const [came, went] = [without(after, before), without(before, after)];
    return [
      wording.t(`holidays.${key}`, { n: after.length }),
      ...(came.length > 0 ? [wording.t('holidays.came', { dates: runs(came, wording) })] : []),
      ...(went.length > 0 ? [wording.t('holidays.went', { dates: runs(went, wording) })] : []),
    ].join('');
  };
  const lines = [
    wording.t('holidays.year', { year: String(to.year) }),
    line('off', from?.holidays ?? [], to.holidays),
    line('work', from?.makeup ?? [], to.makeup),
  ];
  return { kind: 'text', text: lines.join('\n') };
}

const without = (all: readonly string[], others: readonly string[]) =>
  all.filter((date) => !others.includes(date));

/** '2月5日—2月12日、10月1日': days that follow each other are one stretch. */
function runs(dates: readonly string[], wording: Wording): string {
  const stretches: { from: string; to: string }[] = [];
  for (const date of dates) {
    const last = stretches.at(-1);
    if (last && dayNumber(date) - dayNumber(last.to) === 1) last.to = date;
    else stretches.push({ from: date, to: date });
  }
  return wording.list(
    stretches.map(({ from, to }) =>
      from === to ? wording.day(from) : wording.t('holidays.run', { from: { date: from }, to: { date: to } }),
    ),
  );
}

function movedBlocks({ tickets, routines }: HolidaysShown['moved'], wording: Wording): readonly Block[] {
  const limits = tickets.flatMap(({ id, title, limit }) =>
    limit ? [wording.t('holidays.moves', { what: `#${id} ${title}`, ...dues(limit, wording) })] : [],
  );
  const beside = tickets.length - limits.length;
  const lines = [
    ...limits,
    ...routines.map(({ routine, ...due }) =>
      wording.t('holidays.moves', { what: routine, ...dues(due, wording) }),
    ),
  ];
  if (lines.length + beside === 0) return [{ kind: 'text', text: wording.t('holidays.moves_nothing') }];
  const rest = lines.length - MOST;
  return [
    {
      kind: 'text',
      text: [
        wording.t('holidays.moved', { tickets: limits.length, routines: routines.length }),
        ...lines.slice(0, MOST).map((line) => `· ${line}`),
        ...(rest > 0 ? [wording.t('difference.more', { n: rest })] : []),
        ...(beside > 0 ? [wording.t('holidays.beside', { n: beside })] : []),
      ].join('\n'),
    },
  ];
}

function dues({ from, to }: { readonly from: number; readonly to: number }, wording: Wording) {
  const time = wording.duration(Math.abs(to - from), 'calendar');
  return {
    ...{ from: { at: from }, to: { at: to } },
    by: wording.t(to > from ? 'holidays.later' : 'holidays.earlier', { time }),
  };
}
