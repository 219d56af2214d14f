/** Working hours as people say them: `9:00-12:00 13:30-18:00 周一到周五`, `7×24`, `Mon-Fri 9am-6pm`. Nothing is guessed. */
import type { CalendarSpec, TimeWindow } from './calendar-spec.js';
import { WEEKDAYS, type Weekday } from './day.js';

export type Week = CalendarSpec['week'];

const WHOLE_DAY: TimeWindow = ['00:00', '24:00'];
const ALWAYS = /^(7\s*[x×*]\s*24|24\s*[x×*/]\s*7|全天候|全年无休|always|around the clock)(小时)?$/u;

/** Null when a part of it is not understood: days without hours, hours without days, 25:00. */
export function weekSaid(said: string): Week | null {
  const text = said.normalize('NFKC').toLowerCase().trim();
  if (ALWAYS.test(text)) return weekOf(WEEKDAYS, [WHOLE_DAY]);
  const parts = partsOf(text);
  if (!parts) return null;
  const week: Partial<Record<Weekday, TimeWindow[]>> = {};
  for (const { days, windows } of groups(parts)) {
    if (days.length === 0 || windows.length === 0) return null;
    for (const day of days) week[day] = [...(week[day] ?? []), ...windows];
  }
  // The days in their order, however they were said.
  return Object.fromEntries(WEEKDAYS.flatMap((day) => (week[day] ? [[day, week[day]]] : [])));
}

export function weekOf(days: readonly Weekday[], windows: readonly TimeWindow[]): Week {
  return Object.fromEntries(days.map((day) => [day, [...windows]]));
}

/** Open all day on every day: holidays do not close it. */
export function neverCloses(week: Week): boolean {
  return WEEKDAYS.every((day) => (week[day] ?? []).some(([from, to]) => from === '00:00' && to === '24:00'));
}

export interface DaysAlike {
  readonly days: readonly Weekday[];
  readonly windows: readonly TimeWindow[];
}

/** Days that follow each other with the same hours, together. */
export function daysAlike(week: Week): readonly DaysAlike[] {
  const alike: { days: Weekday[]; windows: readonly TimeWindow[] }[] = [];
  let before = '';
  for (const day of WEEKDAYS) {
    const windows = week[day] ?? [];
    const hours = JSON.stringify(windows);
    if (windows.length > 0 && hours === before) alike.at(-1)?.days.push(day);
    else if (windows.length > 0) alike.push({ days: [day], windows });
    before = hours;
  }
  return alike;
}

type Part = { readonly days: readonly Weekday[] } | { readonly window: TimeWindow };

/** Either every group begins with its days, or every group ends with them: what comes first says which. */
function groups(parts: readonly Part[]): { days: readonly Weekday[]; windows: readonly TimeWindow[] }[] {
  const found: { days: Weekday[]; windows: TimeWindow[] }[] = [];
  const [first] = parts;
  const opens = (part: Part) => first !== undefined && 'days' in part === 'days' in first;
  let before: Part | undefined;
  for (const part of parts) {
    if (!before || (opens(part) && !opens(before))) found.push({ days: [], windows: [] });
    const group = found.at(-1);
    if ('days' in part) group?.days.push(...part.days);
    else group?.windows.push(part.window);
    before = part;
  }
  return found;
}

const BETWEEN = String.raw`\s*(?:-|–|—|~|至|到|to|until)\s*`;
const DAY = '[一二三四五六日天1-7]';
const NAMED = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*';
const TIME = String.raw`(?:上午|早上|早|凌晨|中午|下午|晚上|晚)?\s*\d{1,2}(?:\s*[:点时]\s*(?:\d{1,2}(?:分)?|半)?)?\s*(?:am|pm)?`;
const PARTS: readonly (readonly [RegExp, (found: RegExpExecArray) => Part | null])[] = [
  [/[\s,;、。和及&]+|and\b|每(?=周)/uy, () => null],
  [/工作日|平日|weekdays|workdays/uy, () => ({ days: WEEKDAYS.slice(0, 5) })],
  [/周末|weekends?/uy, () => ({ days: WEEKDAYS.slice(5) })],
  [/每天|每日|天天|daily|every ?day/uy, () => ({ days: WEEKDAYS })],
  [
    new RegExp(`(?:周|星期|礼拜)(${DAY}+)(?:${BETWEEN}(?:周|星期|礼拜)?(${DAY})(?!\\d|\\s*[:点时]))?`, 'uy'),
    ([, from = '', to]) => chinese(from, to),
  ],
  [new RegExp(`(${NAMED})(?:${BETWEEN}(${NAMED}))?`, 'uy'), ([, from = '', to]) => range(from, to)],
  [new RegExp(`(${TIME})${BETWEEN}(${TIME})`, 'uy'), ([, from = '', to = '']) => window(from, to)],
  [/全天|24 ?小时|all day/uy, () => ({ window: WHOLE_DAY })],
];
const [GLUE] = PARTS[0] ?? [/$^/uy];

function partsOf(text: string): readonly Part[] | null {
  const parts: Part[] = [];
  let at = 0;
  while (at < text.length) {
    const matched = PARTS.flatMap(([form, read]) => {
      form.lastIndex = at;
      const found = form.exec(text);
      return found ? [{ form, part: read(found), length: found[0].length }] : [];
    })[0];
    if (!matched || (matched.part === null && matched.form !== GLUE)) return null;
    if (matched.part) parts.push(matched.part);
    at += matched.length;
  }
  return parts.length > 0 ? parts : null;
}

const dayCalled = (said: string): Weekday | undefined => {
  const index = said === '天' ? 6 : Math.max('一二三四五六日'.indexOf(said), '1234567'.indexOf(said));
  return WEEKDAYS[index];
};

/** 周一到周五, 周一三五. */
function chinese(said: string, to: string | undefined): Part | null {
  const days = [...said].flatMap((each) => dayCalled(each) ?? []);
  const last = to === undefined ? undefined : dayCalled(to);
  const from = days.at(-1);
  if (!last || !from) return { days };
  return { days: [...days.slice(0, -1), ...through(from, last)] };
}

function range(from: string, to: string | undefined): Part | null {
  const first = WEEKDAYS.find((day) => from.startsWith(day));
  const last = to === undefined ? first : WEEKDAYS.find((day) => to.startsWith(day));
  return first && last ? { days: through(first, last) } : null;
}

/** From Friday to Monday goes over the weekend. */
function through(from: Weekday, to: Weekday): readonly Weekday[] {
  const [first, last] = [WEEKDAYS.indexOf(from), WEEKDAYS.indexOf(to)];
  return first <= last
    ? WEEKDAYS.slice(first, last + 1)
    : [...WEEKDAYS.slice(first), ...WEEKDAYS.slice(0, last + 1)];
}

function window(from: string, to: string): Part | null {
  const start = minuteOf(from);
  const end = minuteOf(to);
  if (!start || !end) return null;
  // 下午1:30-6:00: the second time is of the same half of the day.
  const late = start.late && !end.said && end.minute < 12 * 60 ? end.minute + 12 * 60 : end.minute;
  if (start.minute >= 24 * 60 || late > 24 * 60 || start.minute === late) return null;
  return { window: [clock(start.minute), clock(late)] };
}

interface Minute {
  readonly minute: number;
  /** In the afternoon or evening, by a word. */
  readonly late: boolean;
  /** Which half of the day, was said. */
  readonly said: boolean;
}

function minuteOf(said: string): Minute | null {
  const found =
    /^(?<half>上午|早上|早|凌晨|中午|下午|晚上|晚)?\s*(?<hour>\d{1,2})(?:\s*[:点时]\s*(?<minute>\d{1,2}|半)?分?)?\s*(?<meridiem>am|pm)?$/u.exec(
      said.trim(),
    )?.groups;
  if (!found) return null;
  const hour = Number(found.hour);
  const minute = found.minute === '半' ? 30 : Number(found.minute ?? 0);
  if (hour > 24 || minute > 59) return null;
  const late = found.meridiem === 'pm' || ['下午', '晚上', '晚'].includes(found.half ?? '');
  const noon = found.half === '中午' && hour < 3;
  const midnight = found.meridiem === 'am' && hour === 12;
  const hours = midnight ? 0 : (late || noon) && hour < 12 ? hour + 12 : hour;
  return { minute: hours * 60 + minute, late, said: Boolean(found.half ?? found.meridiem) };
}

function clock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
