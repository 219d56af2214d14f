/** 排班表: the shifts of all teams on the wall clock; who is on now, and who is on next. */
import { type Calendar, compileCalendar } from '../calendar/business-hours.js';
import { dateOf, weekOf } from '../calendar/day.js';
import type { ShiftPlan } from './shifts.js';

interface Shift extends ShiftPlan {
  readonly calendar: Calendar;
}

export type Roster = readonly Shift[];

/** One shift as it is worked once. A night is one turn; so is a day with a break at noon. */
export interface Turn {
  readonly shift: Pick<ShiftPlan, 'key' | 'name'>;
  readonly from: number;
  readonly to: number;
  /** Member ids. */
  readonly who: readonly string[];
}

/** A turn further away than this is not looked for. */
const MOST_DAYS = 62;

export function rosterOf(
  plans: readonly ShiftPlan[],
  calendar: (key: string) => Calendar,
  tz: string,
): Roster {
  return plans.map((plan) => {
    const { key, hours } = plan;
    if ('calendar' in hours) return { ...plan, calendar: calendar(hours.calendar) };
    const week = Object.fromEntries(hours.days.map((day) => [day, [[hours.from, hours.to]]]));
    return { ...plan, calendar: compileCalendar({ key, tz, week } as Parameters<typeof compileCalendar>[0]) };
  });
}

/** Whether this team works in turns at all; where it does not, everybody is always on. */
export function hasShifts(roster: Roster, team: string): boolean {
  return roster.some((shift) => shift.team === team);
}

/** The turns that run at an instant and have somebody in them. */
export function turnsNow(roster: Roster, team: string, at: number): readonly Turn[] {
  return ofTeam(roster, team).flatMap((shift) => {
    const today = shift.calendar.rules.zone.dayAt(at);
    const near = [today - 1, today].flatMap((day) => turnOn(shift, day) ?? []);
    return near.filter(({ from, to }) => from <= at && at < to);
  });
}

/** The first turn to begin after an instant that `counts`; null when none does for two months. */
export function turnNext(
  roster: Roster,
  team: string,
  at: number,
  counts: (turn: Turn) => boolean = () => true,
): Turn | null {
  const first = ofTeam(roster, team).flatMap((shift) => {
    const today = shift.calendar.rules.zone.dayAt(at);
    for (let day = today; day <= today + MOST_DAYS; day += 1) {
      const turn = turnOn(shift, day);
      if (turn && turn.from > at && counts(turn)) return [turn];
    }
    return [];
  });
  return first.reduce<Turn | null>((best, turn) => (best && best.from <= turn.from ? best : turn), null);
}

const ofTeam = (roster: Roster, team: string) => roster.filter((shift) => shift.team === team);

/** The turn that begins on a day; null when there is none, or nobody in it. */
function turnOn({ calendar, rota, dates, key, name }: Shift, day: number): Turn | null {
  const spans = calendar.rules.spansOf(day);
  const [first, last] = [spans[0], spans.at(-1)];
  const who = dates[dateOf(day)] ?? rota[(weekOf(day) - 1) % rota.length] ?? [];
  if (!first || !last || who.length === 0) return null;
  return { shift: { key, name }, from: first.from, to: last.to, who };
}
