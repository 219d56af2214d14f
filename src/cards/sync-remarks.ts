/** What a platform's directory leaves unclear, said so that somebody can clear it up. */
import type { Directory } from '../people/people.js';
import type { Wording } from './wording.js';

/** More than anybody reads; the rest is counted. */
const MOST = 10;

export type SyncRemark =
  /** No team is called like this department (null: they are in none), so these people stay requesters. */
  | { readonly remark: 'no_such_team'; readonly department: string | null; readonly people: number }
  /** Somebody new is called like a member: a name alone makes nobody the same person. */
  | { readonly remark: 'namesake'; readonly name: string; readonly member: string }
  /** The number or address is another member's: it was left there. */
  | { readonly remark: 'key_taken'; readonly name: string; readonly key: string; readonly member: string };

export function remarkLines(
  remarks: readonly SyncRemark[],
  directory: Directory,
  wording: Wording,
): readonly string[] {
  const lines = remarks.slice(0, MOST).map((each) => {
    if (each.remark === 'no_such_team')
      return each.department === null
        ? wording.t('members.sync.no_department', { n: each.people })
        : wording.t('members.sync.no_such_team', { department: each.department, n: each.people });
    const member = `${directory.members.get(each.member)?.name ?? each.member}（${each.member}）`;
    return each.remark === 'namesake'
      ? wording.t('members.sync.namesake', { name: each.name, member })
      : wording.t('members.sync.key_taken', { name: each.name, key: masked(each.key), member });
  });
  if (remarks.length <= MOST) return lines;
  return [...lines, wording.t('members.import.more', { n: remarks.length - MOST })];
}

/** Enough to know one's own by. */
function masked(key: string): string {
  return key.length <= 4 ? key : `${key.slice(0, 3)}…${key.slice(-4)}`;
}
