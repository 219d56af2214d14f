/** A platform's own directory, read into what it says of each member; whatever it leaves unclear is a remark. */
import type { SyncRemark } from '../../cards/sync-remarks.js';
import type { Account, KnownAccount, Listed } from '../../people/listed.js';
import type { Directory, Member } from '../../people/people.js';
import { verifiedKeys } from '../../people/verified-keys.js';
import type { DirectoryEntry } from '../../platform/directory.js';
import { keyCalled, teamNames } from '../called.js';

export interface PlatformList {
  readonly listed: readonly Listed[];
  readonly remarks: readonly SyncRemark[];
}

interface Reading {
  readonly platform: string;
  readonly directory: Directory;
  readonly accounts: readonly KnownAccount[];
}

/**
 * Whoever is in no team's department and is no member yet stays a requester: a directory names the whole company, a desk is
 * served by some of it. Members without an account there are not concerned; who has one and is not in it any more has left.
 */
export function readPlatform(entries: readonly DirectoryEntry[], reading: Reading): PlatformList {
  const { platform, directory, accounts } = reading;
  const present = entries.filter(({ active }) => active);
  const owners = new Map(accounts.map((known) => [nameOf(known), known.member]));
  const ids = idsOf(present, reading, owners);
  const here = new Set(ids.values());
  const all = present.map((entry) => ({ entry, ...rowOf(entry, { ...reading, ids, owners, present }) }));
  const rows = all.filter(({ row }) => row.teams.length > 0 || directory.members.has(row.id));
  const gone = new Set(
    accounts
      .filter((known) => known.platform === platform && !here.has(known.member))
      .map(({ member }) => member),
  );
  const departed = [...gone].flatMap((id) => {
    const member = directory.members.get(id);
    return member?.active ? [asGone(member)] : [];
  });
  return {
    listed: [...together(rows.map(({ row }) => row)), ...departed],
    remarks: [
      ...departments(all.filter((each) => !rows.includes(each)).map(({ entry }) => entry)),
      ...rows.flatMap(({ row }) => namesakes(row, directory)),
      ...rows.flatMap(({ taken }) => taken),
    ],
  };
}

/** Two accounts of one member are one row. */
function together(rows: readonly Listed[]): readonly Listed[] {
  const byId = new Map<string, Listed>();
  for (const row of rows) {
    const first = byId.get(row.id);
    byId.set(row.id, first ? { ...first, accounts: [...first.accounts, ...row.accounts] } : row);
  }
  return [...byId.values()];
}

const nameOf = ({ platform, account }: Account) => `${platform}/${account}`;

/** Whose account it is; else whose number or address; else somebody new. By account: id. */
function idsOf(
  present: readonly DirectoryEntry[],
  { platform, directory }: Reading,
  owners: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { account } of present) {
    const owner = owners.get(nameOf({ platform, account }));
    if (owner !== undefined) ids.set(account, owner);
  }
  const used = new Set(ids.values());
  const give = (account: string, id: string) => {
    ids.set(account, id);
    used.add(id);
  };
  for (const entry of present.filter(({ account }) => !ids.has(account))) {
    const known = verifiedKeys(entry).flatMap((key) => owners.get(nameOf(key)) ?? []);
    const owner = known.find((id) => !used.has(id));
    give(entry.account, owner ?? freshId(entry, (id) => used.has(id) || directory.members.has(id)));
  }
  return ids;
}

/** Like what people type: the name before the @, else the account. */
function freshId({ account, email }: DirectoryEntry, isUsed: (id: string) => boolean): string {
  const said = (email?.split('@')[0] ?? account).toLowerCase().replace(/[^a-z0-9_.-]/gu, '-');
  const id = (/^[a-z]/u.test(said) ? said : `m-${said}`).slice(0, LONGEST_ID);
  for (let n = 1; ; n += 1) {
    const tried = n === 1 ? id : `${id.slice(0, LONGEST_ID - 4)}-${n}`;
    if (!isUsed(tried)) return tried;
  }
}

/** As desk.yaml has it. */
const LONGEST_ID = 40;

interface Row {
  readonly row: Listed;
  readonly taken: readonly SyncRemark[];
}

function rowOf(
  entry: DirectoryEntry,
  {
    platform,
    directory,
    ids,
    owners,
    present,
  }: Reading & {
    readonly ids: ReadonlyMap<string, string>;
    readonly owners: ReadonlyMap<string, string>;
    readonly present: readonly DirectoryEntry[];
  },
): Row {
  const id = ids.get(entry.account) ?? '';
  const keys = verifiedKeys(entry).map((key) => ({ key, owner: owners.get(nameOf(key)) ?? id }));
  const named = new Set(present.flatMap(({ departments: names }) => teamsCalled(names, directory)));
  const kept = (directory.members.get(id)?.teams ?? []).filter((team) => !named.has(team));
  return {
    row: {
      ...{ id, name: entry.name, roles: null, active: true },
      teams: [...new Set([...kept, ...teamsCalled(entry.departments, directory)])],
      // Whom the platform does not show us we cannot put above anybody.
      leader: entry.leader
        ? (ids.get(entry.leader) ?? owners.get(nameOf({ platform, account: entry.leader })))
        : entry.leader,
      accounts: [
        { platform, account: entry.account },
        ...keys.flatMap(({ key, owner }) => (owner === id ? [key] : [])),
      ],
    },
    taken: keys.flatMap(({ key, owner }) =>
      owner === id
        ? []
        : [{ remark: 'key_taken' as const, name: entry.name, key: key.account, member: owner }],
    ),
  };
}

function teamsCalled(names: readonly string[], directory: Directory): readonly string[] {
  const called = teamNames(directory);
  return names.map((name) => keyCalled(name, called)).filter((team) => directory.teams.has(team));
}

function asGone({ id, name, teams, roles, leader }: Member): Listed {
  return { id, name, teams, roles, leader, active: false, accounts: [] };
}

/** Of whoever stays outside: by department, with those who are in none. */
function departments(outside: readonly DirectoryEntry[]): readonly SyncRemark[] {
  const people = new Map<string | null, number>();
  for (const { departments: names } of outside)
    for (const name of names.length > 0 ? names : [null]) people.set(name, (people.get(name) ?? 0) + 1);
  return [...people].map(([department, n]) => ({ remark: 'no_such_team', department, people: n }));
}

function namesakes({ id, name }: Listed, directory: Directory): readonly SyncRemark[] {
  if (directory.members.has(id)) return [];
  return [...directory.members.values()]
    .filter((member) => member.active && member.name === name)
    .map((member) => ({ remark: 'namesake', name, member: member.id }));
}
