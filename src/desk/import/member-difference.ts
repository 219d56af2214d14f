/** A list of members held against the directory: what it would change, or every line that is wrong with it. */
import { problemLine } from '../../cards/member-list.js';
import type { Wording } from '../../cards/wording.js';
import { type DirectoryDifference, directoryDifference } from '../../people/directory-difference.js';
import type { Directory } from '../../people/people.js';
import { roleNames } from '../called.js';
import type { Edition } from '../library.js';
import type { BindingStore } from '../ports/bindings.js';
import { type ListRow, UnreadableList } from '../ports/list.js';
import { readMembers } from './member-list.js';

export interface AgainstHouse {
  readonly directory: Directory;
  readonly edition: Edition;
  readonly bindings: Pick<BindingStore, 'memberAccounts'>;
  readonly platforms: readonly string[];
  /** Whoever is not on the list has left. */
  readonly complete: boolean;
  readonly wording: Wording;
}

export async function memberDifference(
  rows: AsyncIterable<ListRow>,
  { directory, edition, bindings, platforms, complete, wording }: AgainstHouse,
): Promise<{ readonly difference: DirectoryDifference } | { readonly lines: readonly string[] }> {
  const roles = roleNames(edition);
  try {
    const read = await readMembers(rows, { directory, platforms, roles });
    if ('unreadable' in read) return { lines: read.unreadable };
    const accounts = await bindings.memberAccounts();
    const compared = directoryDifference(read.listed, {
      directory,
      accounts,
      roles: [...roles.keys()],
      complete,
    });
    if ('difference' in compared) return compared;
    return { lines: compared.problems.map((problem) => problemLine(problem, directory, wording)) };
  } catch (error) {
    if (error instanceof UnreadableList) return { lines: [error.message] };
    throw error;
  }
}
