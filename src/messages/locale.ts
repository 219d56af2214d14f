/** Instants, durations, sizes and lists in words, in a reader's language and the desk's zone. */
import type { Locale } from './catalogue.js';
import type { Messages } from './t.js';

export interface Formats {
  /** '今天 18:00', '11月25日周三 18:00': as a person standing at `now` would say it. */
  instant(at: number, now: number): string;
  /** '2026年11月25日' for a local date 'YYYY-MM-DD'; anything else is given back as it is. */
  date(date: string): string;
  /** '11月25日' for a local date near by. */
  day(date: string): string;
  /** '2 小时 10 分', at most two units. Working time counts in hours: a working day has no fixed length. */
  duration(ms: number, clock?: 'business' | 'calendar'): string;
  bytes(count: number): string;
  list(items: readonly string[]): string;
}

const DAY_MS = 86_400_000;

export function createFormats(messages: Messages, locale: Locale, tz: string): Formats {
  const dayOf = (at: number) => intl(locale, tz, 'day').format(at);
  const dated = (date: string, shape: string) => {
    const at = Date.parse(`${date}T12:00:00Z`);
    return Number.isNaN(at) ? date : intl(locale, 'UTC', shape).format(at);
  };

  return {
    instant(at, now) {
      const clock = intl(locale, tz, 'clock').format(at);
      const near = (['today', 'tomorrow', 'yesterday'] as const).find(
        (_, index) => dayOf(at) === dayOf(now + ([0, DAY_MS, -DAY_MS][index] ?? 0)),
      );
      if (near) return messages.t(locale, `time.${near}`, { clock });
      const sameYear = dayOf(at).slice(-4) === dayOf(now).slice(-4);
      return messages.t(locale, 'time.dated', {
        date: intl(locale, tz, sameYear ? 'weekday' : 'date').format(at),
        clock,
      });
    },

    date: (date) => dated(date, 'date'),
    day: (date) => dated(date, 'day_of_month'),

    duration(ms, clock = 'business') {
      const minutes = Math.floor(Math.abs(ms) / 60_000);
      if (minutes === 0) return messages.t(locale, 'time.under_a_minute');
      const days = clock === 'calendar' ? Math.floor(minutes / 1440) : 0;
      const hours = Math.floor((minutes - days * 1440) / 60);
      const units = [
        ['days', days],
        ['hours', hours],
        ['minutes', minutes % 60],
      ] as const;
      const said = units.filter(([, n]) => n > 0).slice(0, 2);
      return said.map(([unit, n]) => messages.t(locale, `time.${unit}`, { n })).join(' ');
    },

    bytes(count) {
      if (count < 1024) return `${count} B`;
      const [size, unit] = count < 1024 ** 2 ? [count / 1024, 'KB'] : [count / 1024 ** 2, 'MB'];
      return `${size < 10 ? Math.round(size * 10) / 10 : Math.round(size)} ${unit}`;
    },

    // Joined pair by pair: a separator by itself would lose the space at its end in the message files.
    list: (items) =>
      items.slice(1).reduce((a, b) => messages.t(locale, 'list.pair', { a, b }), items[0] ?? ''),
  };
}

const SHAPES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  day: { year: 'numeric', month: '2-digit', day: '2-digit' },
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  weekday: { month: 'long', day: 'numeric', weekday: 'short' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  day_of_month: { month: 'long', day: 'numeric' },
};

/** Only a cache: building a formatter costs a hundred times what using it does. */
const built = new Map<string, Intl.DateTimeFormat>();

function intl(locale: Locale, tz: string, shape: string): Intl.DateTimeFormat {
  const key = `${locale} ${tz} ${shape}`;
  let format = built.get(key);
  if (!format) {
    // British English puts the day first, as Chinese does not: '25 November' against '11月25日'.
    const tag = locale === 'en' || shape === 'day' ? 'en-GB' : 'zh-CN';
    format = new Intl.DateTimeFormat(tag, { timeZone: tz, ...SHAPES[shape] });
    built.set(key, format);
  }
  return format;
}
