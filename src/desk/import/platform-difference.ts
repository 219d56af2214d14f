/** A platform's directory held against ours: what it would change, or why that cannot be said. */
import { createHash } from 'node:crypto';
import { problemText } from '../../cards/member-list.js';
import type { SyncRemark } from '../../cards/sync-remarks.js';
import type { Wording } from '../../cards/wording.js';
import { type DirectoryDifference, directoryDifference } from '../../people/directory-difference.js';
import type { Directory } from '../../people/people.js';
import { DeliveryError } from '../../platform/delivery-error.js';
import type { DirectoryEntry } from '../../platform/directory.js';
import { roleNames } from '../called.js';
import type { Edition } from '../library.js';
import type { BindingStore } from '../ports/bindings.js';
import { readPlatform } from './platform-list.js';

export interface PlatformDifference {
  readonly difference: DirectoryDifference;
  readonly remarks: readonly SyncRemark[];
  /** A button carries it, so that only what was shown is done. */
  readonly mark: string;
}

export interface AgainstPlatform {
  readonly platform: string;
  readonly directory: Directory;
  readonly edition: Edition;
  readonly bindings: Pick<BindingStore, 'memberAccounts'>;
  readonly wording: Wording;
}

export async function platformDifference(
  entries: readonly DirectoryEntry[],
  { platform, directory, edition, bindings, wording }: AgainstPlatform,
): Promise<PlatformDifference | { readonly lines: readonly string[] }> {
  const accounts = await bindings.memberAccounts();
  const { listed, remarks } = readPlatform(entries, { platform, directory, accounts });
  const roles = [...roleNames(edition).keys()];
  const compared = directoryDifference(listed, { directory, accounts, roles, complete: false });
  if ('difference' in compared) {
    const { difference } = compared;
    return { difference, remarks, mark: markOf(difference) };
  }
  return {
    lines: compared.problems.map((problem) =>
      wording.t('members.sync.row', {
        name: listed[problem.row]?.name ?? '',
        what: problemText(problem, directory, wording),
      }),
    ),
  };
}

/** Everybody, or why the platform does not tell: a credential, a permission, a network. */
export async function entriesOf(
  read: () => Promise<readonly DirectoryEntry[]>,
): Promise<{ readonly entries: readonly DirectoryEntry[] } | { readonly unreadable: string }> {
  try {
    return { entries: await read() };
  } catch (error) {
    if (error instanceof DeliveryError) return { unreadable: error.failure.reason };
    throw error;
  }
}

/** The same for the same changes, however many stay as they are. */
export function markOf({ unchanged: _, ...changes }: DirectoryDifference): string {
  return createHash('sha256').update(JSON.stringify(changes)).digest('hex').slice(0, 16);
}
