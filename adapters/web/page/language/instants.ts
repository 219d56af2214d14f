/** Instants and spans in words, in the desk's zone. */
import type { Locale, Texts } from './texts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, zone, options]);
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(key, known);
  return known;
}

export function clockTime(at: number, locale: Locale, zone: string): string {
  return format(locale, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);
}

export function hourMinute(at: number, locale: Locale, zone: string): string {
  return format(locale, zone, { hour: '2-digit', minute: '2-digit' }).format(at);
}

export function monthDay(at: number, locale: Locale, zone: string): string {
  return format(locale, zone, { month: 'short', day: 'numeric', weekday: 'short' }).format(at);
}

/** Today's instants by the hour, others with their date. */
export function moment(at: number, now: number, locale: Locale, zone: string): string {
  const time = hourMinute(at, locale, zone);
  const date = monthDay(at, locale, zone);
  return date === monthDay(now, locale, zone) && Math.abs(at - now) < 2 * DAY ? time : `${date} ${time}`;
}

/** The two largest units: 3 天 4 小时, 12 分 30 秒. */
export function span(ms: number, { span: words }: Texts): string {
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(ms / DAY), words.day],
    [Math.floor((ms % DAY) / HOUR), words.hour],
    [Math.floor((ms % HOUR) / MINUTE), words.minute],
    [Math.floor((ms % MINUTE) / 1000), words.second],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return `0 ${words.second}`;
  const shown = parts.slice(first, first + 2).filter(([count], index) => index === 0 || count > 0);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(words.gap);
}
