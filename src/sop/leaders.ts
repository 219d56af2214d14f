/** Whom everybody answers to: members that exist, and a line that ends at the top. */
import type { DeskFile } from './desk-schema.js';
import { suggest } from './nearest.js';
import type { Problem } from './problem.js';
import type { YamlSource } from './yaml-source.js';

/** Whoever climbs from leader to leader must arrive at the top. */
export function leaderProblems(id: string, file: DeskFile, yaml: YamlSource): Problem[] {
  const path = ['members', id, 'leader'];
  const leader = file.members[id]?.leader;
  if (leader === undefined) return [];
  const known = Object.keys(file.members);
  if (!known.includes(leader))
    return [
      yaml.problem(
        path,
        `expected a member, got ${JSON.stringify(leader)}`,
        suggest(leader, known, 'add them under "members"'),
      ),
    ];
  const seen = [id];
  for (let above: string | undefined = leader; above !== undefined; above = file.members[above]?.leader) {
    if (above === id)
      return [
        yaml.problem(
          path,
          `expected a line that ends at the top, got a circle: ${[...seen, id].join(' → ')}`,
          'remove one "leader"',
        ),
      ];
    if (seen.includes(above)) return []; // a circle further up is reported there
    seen.push(above);
  }
  return [];
}
