/** Where the shifts meet the rest of the desk: team and calendar are there, the dates exist, and everybody works in their own team. */
import { isDate } from '../calendar/day.js';
import type { Content } from './content-form.js';
import { suggest } from './nearest.js';
import type { Problem } from './problem.js';
import type { ShiftPlan } from './shifts.js';
import type { Path, YamlSource } from './yaml-source.js';

type Named = Pick<Content, 'shifts' | 'teams' | 'members' | 'calendars'>;

export function checkShifts(desk: Named, yaml: YamlSource): Problem[] {
  return desk.shifts.flatMap((plan) => [
    ...strangeNames(plan, desk, yaml),
    ...strangePeople(plan, desk, yaml),
    ...strangeDates(plan, yaml),
  ]);
}

function strangeNames({ key, team, hours }: ShiftPlan, desk: Named, yaml: YamlSource): Problem[] {
  const look = (at: string, got: string, known: readonly string[]) =>
    known.includes(got)
      ? []
      : [
          yaml.problem(
            ['shifts', key, at],
            `expected a ${at}, got ${JSON.stringify(got)}`,
            suggest(got, known, `add it under "${at}s"`),
          ),
        ];
  return [
    ...look(
      'team',
      team,
      desk.teams.map(({ id }) => id),
    ),
    ...('calendar' in hours
      ? look(
          'calendar',
          hours.calendar,
          desk.calendars.map((calendar) => calendar.key),
        )
      : []),
  ];
}

/** A team that is not there has been named already. */
function strangePeople({ key, team, rota, dates }: ShiftPlan, desk: Named, yaml: YamlSource): Problem[] {
  if (!desk.teams.some(({ id }) => id === team)) return [];
  const serve = desk.members.filter(({ teams }) => teams.includes(team)).map(({ id }) => id);
  const places: readonly (readonly [Path, readonly string[]])[] = [
    ...rota.map((ids, week) => [rota.length === 1 ? ['who'] : ['rota', week], ids] as const),
    ...Object.entries(dates).map(([date, ids]) => [['dates', date], ids] as const),
  ];
  return places.flatMap(([at, ids]) =>
    ids
      .filter((id) => !serve.includes(id))
      .map((id) =>
        yaml.problem(
          ['shifts', key, ...at],
          `expected a member of ${team}, got ${JSON.stringify(id)}`,
          suggest(id, serve, `add ${team} to their teams`),
        ),
      ),
  );
}

function strangeDates({ key, dates }: ShiftPlan, yaml: YamlSource): Problem[] {
  return Object.keys(dates)
    .filter((date) => !isDate(date))
    .map((date) =>
      yaml.problem(
        ['shifts', key, 'dates', date],
        `expected a date that exists, got ${JSON.stringify(date)}`,
        'correct the month or the day',
      ),
    );
}
