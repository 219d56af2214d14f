/** Hours in which nobody wants to hear what can wait: what people write for them, and when they end. */
import { DAY_MINUTES, weekdayOf } from '../calendar/day.js';
import { zoneNamed } from '../calendar/zone.js';
import type { QuietHours } from './people.js';

/** A weekend between two nights is four stretches that touch. */
const MOST_STRETCHES = 6;
/** The hour of digests for whoever has no quiet hours. */
const MORNING = '09:00';

/** When it stops being quiet, on the desk's wall; null when it is not quiet now. */
export function quietUntil(quiet: QuietHours, now: number, tz: string): number | null {
  let end = now;
  for (let n = 0; n < MOST_STRETCHES; n++) {
    const next = stretchEnd(quiet, end, tz);
    if (next === null) break;
    end = next;
  }
  return end === now ? null : end;
}

/** When a digest is due that begins to gather now: as quiet hours end, or on a morning; never while it is quiet. */
export function digestAt(quiet: QuietHours | null, now: number, tz: string): number {
  const zone = zoneNamed(tz);
  const minute = minuteOf(quiet?.to ?? MORNING);
  const today = zone.instantOf(zone.dayAt(now), minute);
  const at = today > now ? today : zone.instantOf(zone.dayAt(now) + 1, minute);
  return (quiet && quietUntil(quiet, at, tz)) ?? at;
}

/** The end of the quiet stretch that holds an instant: a night, or a day of the weekend. */
function stretchEnd({ from, to, weekends }: QuietHours, at: number, tz: string): number | null {
  const zone = zoneNamed(tz);
  const today = zone.dayAt(at);
  const [start, stop] = [minuteOf(from), minuteOf(to)];
  // Last night's stretch may still run.
  for (const day of [today - 1, today]) {
    const end = zone.instantOf(day, stop > start ? stop : stop + DAY_MINUTES);
    if (zone.instantOf(day, start) <= at && at < end) return end;
  }
  const off = ['sat', 'sun'].includes(weekdayOf(today));
  return weekends && off ? zone.instantOf(today + 1, 0) : null;
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** What was written: from and to, and whether weekends were named as well. */
export interface HoursSaid {
  readonly from: string;
  readonly to: string;
  readonly weekends: boolean;
}

const OFF = /^(?:关闭?|取消|不要|不用|无|没有|off|none|no)$/u;
const WEEKENDS = /(?:(?:和|以及|and)\s*)?(?:周末|双休日|weekends?)(?:全天|也不打扰|all day)?/u;
const PART = '(?:凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚|夜里|夜间|半夜|第二天|次日|当天|明早)';
const TIME = `((?:${PART})*)\\s*([0-9]{1,2}|[零一二两三四五六七八九十]{1,3})\\s*(?:[点时:]\\s*([0-9]{1,2}|半|整)?\\s*分?)?\\s*(am|pm)?`;
const HOURS = new RegExp(`^(?:从|from)?\\s*${TIME}\\s*(?:到|至|-|–|—|~|to|until)\\s*${TIME}$`, 'u');

/** '22点到8点', '22:00-08:00', '晚上10点到早上8点', '10pm to 8am'; 'off' for 关闭; null for anything else. */
export function readQuietHours(said: string): HoursSaid | 'off' | null {
  const key = said
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[。.!,，、]+/gu, ' ')
    .trim();
  if (OFF.test(key)) return 'off';
  const weekends = WEEKENDS.test(key);
  const hours = HOURS.exec(key.replace(WEEKENDS, '').trim());
  if (!hours) return null;
  const [, partFrom, hourFrom, minuteFrom, halfFrom, partTo, hourTo, minuteTo, halfTo] = hours;
  const from = timeOf(partFrom, hourFrom, minuteFrom, halfFrom);
  const to = timeOf(partTo, hourTo, minuteTo, halfTo);
  return from === null || to === null || from === to ? null : { from, to, weekends };
}

/** 'HH:MM' of a time as it is said; null when there is no such time. */
function timeOf(part = '', hourSaid = '', minuteSaid = '', half = ''): string | null {
  const said = numberOf(hourSaid);
  const minute = minuteSaid === '半' ? 30 : minuteSaid === '整' ? 0 : Number(minuteSaid || 0);
  const late = half === 'pm' || /下午|傍晚|晚|夜/u.test(part);
  const early = half === 'am' || /凌晨|清晨|早|上午/u.test(part);
  let hour = said;
  // 夜里 1 点 is early in the morning; 晚上 12 点 is midnight, 下午 12 点 and 12 pm are noon.
  if (said === 12 && (early || /晚|夜/u.test(part))) hour = 24;
  else if (late && said < 12 && !(/夜/u.test(part) && said < 6)) hour = said + 12;
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  return `${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

const DIGITS = '零一二三四五六七八九';

/** '22', '十', '二十二', '两'. */
function numberOf(said: string): number {
  if (/^\d+$/u.test(said)) return Number(said);
  const digit = (one: string) => (one === '两' ? 2 : DIGITS.indexOf(one));
  const ten = said.indexOf('十');
  if (ten < 0) return [...said].reduce((number, one) => number * 10 + digit(one), 0);
  const [tens = '', ones = ''] = [said.slice(0, ten), said.slice(ten + 1)];
  return (tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones));
}
