/** What is wrong with a list of members, row by row: nothing of it is taken until all of it is right. */
import type { Against, Listed } from './listed.js';

export interface ListProblem {
  /** Place in the list, from 0. */
  readonly row: number;
  readonly problem:
    | 'listed_twice' // id
    | 'unknown_team' // got, known
    | 'unknown_role' // got, known
    | 'unknown_leader' // got
    | 'leader_circle' // got: the way round
    | 'account_taken'; // got, by
  readonly got: string;
  readonly known: readonly string[];
}

export function listedProblems(listed: readonly Listed[], against: Against): readonly ListProblem[] {
  const { directory, accounts, roles } = against;
  const teams = [...directory.teams.keys()];
  const owners = new Map(accounts.map(({ platform, account, member }) => [`${platform}/${account}`, member]));
  const seen = new Set<string>();
  const leaders = leadersAfter(listed, against);
  return listed.flatMap((row, index) => {
    const problem = (
      what: ListProblem['problem'],
      got: string,
      known: readonly string[] = [],
    ): ListProblem => ({
      ...{ row: index, problem: what, got, known },
    });
    const found: ListProblem[] = [];
    if (seen.has(row.id)) found.push(problem('listed_twice', row.id));
    seen.add(row.id);
    for (const team of row.teams) if (!teams.includes(team)) found.push(problem('unknown_team', team, teams));
    for (const role of row.roles ?? [])
      if (!roles.includes(role)) found.push(problem('unknown_role', role, roles));
    if (row.leader && !leaders.has(row.leader)) found.push(problem('unknown_leader', row.leader));
    const circle = row.leader ? circleFrom(row.id, leaders) : null;
    if (circle) found.push(problem('leader_circle', circle.join(' → ')));
    for (const { platform, account } of row.accounts) {
      const key = `${platform}/${account}`;
      const owner = owners.get(key);
      if (owner !== undefined && owner !== row.id) found.push(problem('account_taken', key, [owner]));
      owners.set(key, row.id);
    }
    return found;
  });
}

/** Whom everybody will answer to once the list is taken. */
function leadersAfter(listed: readonly Listed[], { directory }: Against): Map<string, string | null> {
  const leaders = new Map([...directory.members.values()].map(({ id, leader }) => [id, leader]));
  for (const { id, leader } of listed)
    leaders.set(id, leader === undefined ? (leaders.get(id) ?? null) : leader);
  return leaders;
}

/** The way round, beginning and ending with this one; null: it ends at the top, or circles without them. */
function circleFrom(id: string, leaders: ReadonlyMap<string, string | null>): string[] | null {
  const way = [id];
  for (let above = leaders.get(id) ?? null; above !== null; above = leaders.get(above) ?? null) {
    if (above === id) return [...way, id];
    if (way.includes(above)) return null;
    way.push(above);
  }
  return null;
}
