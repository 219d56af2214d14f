/** A difference in the directory becomes what is done about it: one deed, and the tickets of those who leave handed over. */
import { type DirectoryDifference, standings } from '../../people/directory-difference.js';
import { isVerifiedKey } from '../../people/verified-keys.js';
import type { QueuedCommand } from '../ports/change.js';
import type { MemberDeed } from '../ports/deeds.js';
import type { Running } from './errand.js';

export interface Taken {
  readonly deed: MemberDeed;
  readonly commands: readonly QueuedCommand[];
}

export async function take(
  difference: DirectoryDifference,
  {
    house,
    key,
  }: { readonly house: Pick<Running['house'], 'store' | 'adapters' | 'locale'>; readonly key: string },
): Promise<Taken> {
  const leaving = difference.leaving.map(({ id }) => id);
  const held = leaving.length === 0 ? [] : await house.store.tickets.heldBy(leaving);
  return {
    deed: {
      deed: 'membersChanged',
      standing: standings(difference),
      leaving,
      // An account on a platform that is not configured is bound once the platform is, by the next import.
      accounts: difference.binding.flatMap((account) => {
        const address = house.adapters.get(account.platform)?.directAddress(account.account) ?? null;
        return address === null && !isVerifiedKey(account) ? [] : [{ ...account, address }];
      }),
      locale: house.locale,
    },
    // What lies open in these hands, parts of the work too, goes to their leads, each ticket by a command of its own.
    commands: held.map(({ id, memberId }) => ({
      key: `${key}/handover/${id}/${memberId}`,
      command: { type: 'handover', ticketId: id, input: { from: memberId }, actor: { kind: 'system' } },
    })),
  };
}
