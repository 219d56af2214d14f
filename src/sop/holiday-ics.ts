/** Holidays out of a calendar to subscribe to (ICS): whole days, 休 or 班 in their names. RFC 5545, section 3.6.1. */
import { dateOf, dayNumber } from '../calendar/day.js';
import type { DatesRead, NamedDate } from './holiday-date.js';
import type { Source } from './yaml-source.js';

/** Longer than any holiday: such an event is something else. */
const MOST_DAYS = 31;
const WORKED = /班|补班|调休上班|workday/iu;

const NOTHING = { summary: '', from: '', to: '' };

export function datesOfIcs({ path, text }: Source): DatesRead {
  const dates: NamedDate[] = [];
  let event = { ...NOTHING, line: 0 };
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    const [, name = '', value = ''] = /^([A-Z-]+)[^:]*:(.*)$/u.exec(line) ?? [];
    if (line === 'BEGIN:VEVENT') event = { ...NOTHING, line: index + 1 };
    else if (name === 'SUMMARY') event = { ...event, summary: value };
    else if (name === 'DTSTART') event = { ...event, from: dashed(value), line: index + 1 };
    else if (name === 'DTEND') event = { ...event, to: dashed(value) };
    else if (line === 'END:VEVENT') {
      const { line: at, summary } = event;
      const problem = (message: string, mend: string) => ({ file: path, line: at, column: 1, message, mend });
      const off = !WORKED.test(summary);
      dates.push(...daysOf(event.from, event.to).map((date) => ({ date, off, problem })));
    }
  }
  return { dates };
}

/** '20270101', or '20270101T000000', as we write it. */
function dashed(value: string): string {
  return value.replace(/^(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?$/u, '$1-$2-$3');
}

/** The end of an event is the day after its last one; without one it is a day long. */
function daysOf(from: string, to: string): readonly string[] {
  try {
    const first = dayNumber(from);
    const days = to === '' ? 1 : Math.max(1, dayNumber(to) - first);
    if (days > MOST_DAYS) return [`${from}..${to}`];
    return Array.from({ length: days }, (_, n) => dateOf(first + n));
  } catch {
    return [from];
  }
}
