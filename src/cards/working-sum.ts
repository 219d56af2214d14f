/** A sum of time in words, day by day: what is printed for the days adds up to what is printed for the whole. */
import { MINUTE_MS } from '../calendar/day.js';
import type { Block } from '../platform/card.js';
import type { Counted } from '../tickets/why.js';
import type { Wording } from './wording.js';

/** More days than this are too many to read: those in the middle become one row. */
const MOST_ROWS = 14;
const AT_THE_ENDS = 6;

interface Row {
  readonly date: string;
  readonly kind: string;
  readonly minutes: number;
}

/** `usedMs` was counted before the days begin. */
export function sumTable(sum: Counted, wording: Wording, usedMs = 0): Block {
  const rows = shortened(rowsOf(sum, wording, usedMs), wording);
  return {
    kind: 'table',
    columns: ['date', 'kind', 'time'].map((column) => wording.t(`why.column.${column}`)),
    rows: [
      ...(usedMs > 0 ? [['', wording.t('why.used'), time(wholeMinutes(usedMs), wording)]] : []),
      ...rows.map(({ date, kind, minutes }) => [date, kind, time(minutes, wording)]),
      [
        wording.t('why.total'),
        wording.t(`difference.clock.${sum.clock}`),
        time(wholeMinutes(usedMs + sum.ms), wording),
      ],
    ],
  };
}

/** The same in one line: '3月2日 2 小时 + 3月3日 2 小时 = 4 小时'. */
export function sumLine(sum: Counted, wording: Wording): string {
  const days = shortened(rowsOf(sum, wording), wording).filter(({ minutes }) => minutes > 0);
  const added = days.map(({ date, minutes }) => `${date} ${time(minutes, wording)}`).join(' + ');
  const total = time(wholeMinutes(sum.ms), wording);
  return added === '' ? total : `${added} = ${total}`;
}

/** Seconds are not shown and not lost: each day is what the minutes so far grow by. */
function rowsOf({ days, clock }: Counted, wording: Wording, usedMs = 0): readonly Row[] {
  let ms = usedMs;
  return days.map((day) => {
    const before = wholeMinutes(ms);
    ms += day.ms;
    const kind = clock === 'calendar' && day.kind === 'week' ? 'calendar' : day.kind;
    return {
      date: wording.day(day.date),
      kind: wording.t(`why.kind.${kind}`),
      minutes: wholeMinutes(ms) - before,
    };
  });
}

function shortened(rows: readonly Row[], wording: Wording): readonly Row[] {
  if (rows.length <= MOST_ROWS) return rows;
  const middle = rows.slice(AT_THE_ENDS, -AT_THE_ENDS);
  const [from, to] = [middle[0]?.date ?? '', middle.at(-1)?.date ?? ''];
  const merged: Row = {
    date: wording.t('why.days', { from, to }),
    kind: wording.t('why.several', { n: middle.length }),
    minutes: middle.reduce((sum, { minutes }) => sum + minutes, 0),
  };
  return [...rows.slice(0, AT_THE_ENDS), merged, ...rows.slice(-AT_THE_ENDS)];
}

const wholeMinutes = (ms: number): number => Math.floor(ms / MINUTE_MS);

/** Hours and minutes, whatever the clock: a day has no fixed length in working time. */
function time(minutes: number, wording: Wording): string {
  return minutes === 0 ? wording.t('time.minutes', { n: 0 }) : wording.duration(minutes * MINUTE_MS);
}
