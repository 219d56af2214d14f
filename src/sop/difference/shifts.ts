/** Two versions of the shifts: hours, and who works them. */
import { WEEKDAYS } from '../../calendar/day.js';
import type { ShiftPlan } from '../shifts.js';
import { type Change, changesOf, type Kind } from './changes.js';
import { all, inside, plain, type Said, text } from './said.js';

interface Names {
  team(id: string): Said;
  member(id: string): Said;
}

const shiftKind = ({ team, member }: Names): Kind<ShiftPlan> => ({
  item: 'shift',
  key: ({ key }) => key,
  name: ({ name }) => text(name),
  aspects: {
    name: ({ name }) => text(name),
    team: (shift) => team(shift.team),
    at: ({ hours }) => plain('from' in hours ? `${hours.from}–${hours.to}` : null),
    weekdays: ({ hours }) =>
      all(
        'days' in hours && hours.days.length < WEEKDAYS.length
          ? hours.days.map((day): Said => ({ message: `difference.aspect.${day}` }))
          : [],
      ),
    calendar: ({ hours }) => plain('calendar' in hours ? hours.calendar : null),
    rota: ({ rota }) => all(rota.map((ids, week) => inside(`${week + 1}`, all(ids.map(member))))),
    shift_dates: ({ dates }) =>
      all(Object.entries(dates).map(([date, ids]) => inside(date, all(ids.map(member))))),
  },
});

export function changesOfShifts(
  before: readonly ShiftPlan[],
  after: readonly ShiftPlan[],
  names: Names,
): Change[] {
  return changesOf(shiftKind(names), before, after);
}
