/** A list of members as a spreadsheet holds it, read into what it says of each; what is wrong is said row by row. */
import type { Account, Listed } from '../../people/listed.js';
import type { Directory, Role, Text } from '../../people/people.js';
import { verifiedKeys } from '../../people/verified-keys.js';
import { keyCalled, teamNames } from '../called.js';
import type { ListRow } from '../ports/list.js';
import { type Known, matchHeader } from './header.js';

type Column =
  | ('id' | 'name' | 'teams' | 'roles' | 'leader' | 'status' | 'mobile' | 'email')
  | { readonly platform: string };

const COLUMNS: readonly Known<Column>[] = [
  { words: ['工号', 'Member id', 'id'], column: 'id', needed: true },
  { words: ['姓名', 'Name', 'name'], column: 'name', needed: true },
  { words: ['班组', 'Teams', 'teams'], column: 'teams' },
  { words: ['角色', 'Roles', 'roles'], column: 'roles' },
  { words: ['直属上级', 'Answers to', 'leader'], column: 'leader' },
  { words: ['状态', 'Status', 'status'], column: 'status' },
  { words: ['手机', 'Mobile', 'mobile'], column: 'mobile' },
  { words: ['邮箱', 'Email', 'email'], column: 'email' },
];
const GONE = ['离职', '已离职', 'left', 'gone'];
/** Several teams or roles in one cell. */
const BETWEEN = /[、,，;；\n]+/u;

export interface ListReading {
  readonly directory: Directory;
  readonly platforms: readonly string[];
  readonly roles: ReadonlyMap<Role, Text>;
}

export type MemberList =
  | { readonly listed: readonly Listed[] }
  /** A line each, for whoever made the list. */
  | { readonly unreadable: readonly string[] };

export async function readMembers(rows: AsyncIterable<ListRow>, reading: ListReading): Promise<MemberList> {
  let columns: readonly Column[] | null = null;
  const listed: Listed[] = [];
  const problems: string[] = [];
  for await (const row of rows) {
    if ('unclosed' in row)
      return {
        unreadable: [`line ${row.line}: expected a closing quote, got none; mend it and send the list again`],
      };
    if (columns === null) {
      const platforms = reading.platforms.map(
        (platform): Known<Column> => ({
          words: [`${platform} 账号`, `${platform} account`],
          column: { platform },
        }),
      );
      const header = matchHeader(row.cells, [...COLUMNS, ...platforms]);
      if ('problems' in header) return { unreadable: header.problems };
      columns = header.columns;
      continue;
    }
    const read = memberOf(row.cells, columns, reading);
    if ('missing' in read)
      problems.push(`line ${row.line}: expected ${read.missing}, got an empty cell; fill it in`);
    else listed.push(read);
  }
  if (columns === null)
    return { unreadable: ['expected a first line with the names of the columns, got none'] };
  return problems.length > 0 ? { unreadable: problems } : { listed: withLeaders(listed, reading) };
}

function memberOf(
  cells: readonly string[],
  columns: readonly Column[],
  { directory, roles }: ListReading,
): Listed | { readonly missing: string } {
  const cell = (wanted: Column) => cells[columns.indexOf(wanted)]?.normalize('NFKC').trim() ?? '';
  const list = (wanted: Column, names: ReadonlyMap<string, Text>) =>
    cell(wanted)
      .split(BETWEEN)
      .filter((said) => said.trim() !== '')
      .map((said) => keyCalled(said.trim(), names));
  const [id, name] = [cell('id'), cell('name')];
  if (id === '') return { missing: '工号' };
  if (name === '') return { missing: '姓名' };
  const known = directory.members.get(id);
  const accounts = columns.flatMap((column, index): Account[] => {
    const account = typeof column === 'object' ? (cells[index]?.trim() ?? '') : '';
    return typeof column === 'object' && account !== '' ? [{ platform: column.platform, account }] : [];
  });
  const keys = verifiedKeys({ mobile: cell('mobile'), email: cell('email') });
  return {
    ...{ id, name, accounts: [...accounts, ...keys] },
    // A column that is not there says nothing; an empty cell of one that is says none.
    teams: columns.includes('teams') ? list('teams', teamNames(directory)) : (known?.teams ?? []),
    roles: columns.includes('roles') && cell('roles') !== '' ? list('roles', roles) : null,
    leader: columns.includes('leader') ? cell('leader') || null : undefined,
    active: !GONE.includes(cell('status').toLowerCase()),
  };
}

/** A leader may be written by name: of the list first, else of the directory, where only one is called so. */
function withLeaders(listed: readonly Listed[], { directory }: ListReading): readonly Listed[] {
  const people = [...listed, ...directory.members.values()];
  const idOf = (said: string) => {
    if (people.some(({ id }) => id === said)) return said;
    const called = new Set(people.filter(({ name }) => name === said).map(({ id }) => id));
    return called.size === 1 ? [...called][0] : said;
  };
  return listed.map((row) => (row.leader ? { ...row, leader: idOf(row.leader) ?? row.leader } : row));
}
