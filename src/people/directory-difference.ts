/** What a list of members from outside would change in our directory, before anything is changed. */
import { type ListProblem, listedProblems } from './list-problems.js';
import type { Against, KnownAccount, Listed } from './listed.js';
import type { Member } from './people.js';

export interface DirectoryDifference {
  readonly joining: readonly Standing[];
  readonly changing: readonly Changing[];
  readonly returning: readonly Standing[];
  /** Marked as gone, or missing from a list that names everybody. */
  readonly leaving: readonly Standing[];
  readonly binding: readonly KnownAccount[];
  /** How many stay as they are. */
  readonly unchanged: number;
}

/** A member as they will stand. */
export type Standing = Pick<Member, 'id' | 'name' | 'teams' | 'roles' | 'leader'>;

export interface Changing {
  readonly before: Standing;
  readonly after: Standing;
  /** Which of these differ. */
  readonly what: readonly ('name' | 'teams' | 'roles' | 'leader')[];
}

export function directoryDifference(
  listed: readonly Listed[],
  against: Against,
): { readonly difference: DirectoryDifference } | { readonly problems: readonly ListProblem[] } {
  const problems = listedProblems(listed, against);
  if (problems.length > 0) return { problems };
  const { directory, accounts, complete } = against;
  const known = new Set(accounts.map(({ platform, account }) => `${platform}/${account}`));
  const found = listed.map((row) => ({ row, before: directory.members.get(row.id) }));
  const present = found.filter(({ row }) => row.active);
  const gone = found.flatMap(({ row, before }) => (before?.active && !row.active ? [before] : []));
  const listedIds = new Set(listed.map(({ id }) => id));
  const missing = complete
    ? [...directory.members.values()].filter(({ id, active }) => active && !listedIds.has(id))
    : [];
  const both = present.flatMap(({ row, before }) => (before?.active ? [changed(before, row)] : []));
  const changing = both.filter(({ what }) => what.length > 0);
  return {
    difference: {
      joining: present.flatMap(({ row, before }) => (before ? [] : [standing(row, null)])),
      returning: present.flatMap(({ row, before }) =>
        before && !before.active ? [standing(row, before)] : [],
      ),
      changing,
      leaving: [...gone, ...missing].map(asStanding),
      binding: present.flatMap(({ row }) =>
        row.accounts
          .filter(({ platform, account }) => !known.has(`${platform}/${account}`))
          .map((account) => ({ ...account, member: row.id })),
      ),
      unchanged: both.length - changing.length,
    },
  };
}

export const NOTHING: DirectoryDifference = {
  ...{ joining: [], changing: [], returning: [], leaving: [], binding: [], unchanged: 0 },
};

/** Nothing to do: the list says what we know. */
export function isEmpty({ joining, changing, returning, leaving, binding }: DirectoryDifference): boolean {
  return [joining, changing, returning, leaving, binding].every((list) => list.length === 0);
}

/** Everybody who will stand differently, as they will stand. */
export function standings({ joining, changing, returning }: DirectoryDifference): readonly Standing[] {
  return [...joining, ...returning, ...changing.map(({ after }) => after)];
}

function standing({ id, name, teams, roles, leader }: Listed, before: Member | null): Standing {
  return {
    ...{ id, name, teams },
    roles: roles ?? before?.roles ?? ['agent'],
    leader: leader === undefined ? (before?.leader ?? null) : leader,
  };
}

function changed(member: Member, row: Listed): Changing {
  const before = asStanding(member);
  const after = standing(row, member);
  const what = (['name', 'teams', 'roles', 'leader'] as const).filter(
    (key) => comparable(before[key]) !== comparable(after[key]),
  );
  return { before, after, what };
}

/** The order in which a list names teams and roles means nothing. */
function comparable(value: string | null | readonly string[]): string {
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
}

function asStanding({ id, name, teams, roles, leader }: Member): Standing {
  return { id, name, teams, roles, leader };
}
