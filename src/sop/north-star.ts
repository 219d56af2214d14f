/** North stars: the one to three figures of the overview that a team looks at first. */
import type { DeskFile } from './desk-schema.js';
import { suggest } from './nearest.js';
import type { Problem } from './problem.js';
import type { YamlSource } from './yaml-source.js';

/** What the overview knows of a team, in its order. */
export const METRICS = ['opened', 'done', 'open_now', 'breaches', 'response', 'resolution', 'csat'] as const;

export type Metric = (typeof METRICS)[number];

/** With more than these nothing comes first. */
const MOST = 3;

/** By team; those that chose nothing are left out. */
export type NorthStars = Readonly<Record<string, readonly Metric[]>>;

export function northStarsOf(teams: DeskFile['teams']): NorthStars {
  const chosen = Object.entries(teams).map(([id, team]) => [id, (team.north_star ?? []).filter(isMetric)]);
  return Object.fromEntries(chosen.filter(([, metrics]) => metrics?.length !== 0));
}

export function checkNorthStars(teams: DeskFile['teams'], yaml: YamlSource): Problem[] {
  return Object.entries(teams).flatMap(([id, { north_star: chosen = [] }]) => {
    const at = ['teams', id, 'north_star'];
    const strange = chosen.flatMap((got, index) => {
      const mend = suggest(got, METRICS, 'write one that the overview knows');
      return isMetric(got)
        ? []
        : yaml.problem([...at, index], `expected a metric, got ${JSON.stringify(got)}`, mend);
    });
    const twice = chosen.find((metric, index) => chosen.indexOf(metric) < index);
    return [
      ...strange,
      ...(twice === undefined
        ? []
        : [yaml.problem(at, `expected every metric once, got ${twice} twice`, 'remove one of them')]),
      ...(chosen.length > MOST
        ? [
            yaml.problem(
              at,
              `expected 1 to ${MOST} metrics, got ${chosen.length}`,
              'keep those that matter most',
            ),
          ]
        : []),
    ];
  });
}

function isMetric(name: string): name is Metric {
  return METRICS.some((metric) => metric === name);
}
