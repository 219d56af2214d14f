/** While nobody administers the desk, every instance that starts offers a one-time link to whoever started it. */
import { randomUUID } from 'node:crypto';
import type { AdapterContext } from '../platform/context.js';
import { keep, newLink } from './log-in.js';
import type { Store } from './ports/store.js';

export interface FirstAdminOffer {
  readonly token: string;
  /** The instance stops: from now on its link is anybody's to revoke. */
  withdraw(): Promise<void>;
}

/** Each instance holds a lock named after its link, so that a start revokes the links of those that are gone and no others. */
const lockOf = (link: string) => `first-admin/${link}`;

/** Null once an administrator is there. */
export async function offerFirstAdmin(
  store: Pick<Store, 'logIns' | 'deeds' | 'clock'>,
  lock: AdapterContext['lock'],
): Promise<FirstAdminOffer | null> {
  if (await store.logIns.administered()) return null;
  for (const link of await store.logIns.offered())
    await lock(lockOf(link), () => keep(store, [{ deed: 'linkRevoked', link }]));
  const link = randomUUID();
  const { token, made } = newLink(null, store.clock.now(), { link });
  let withdraw: () => void = () => undefined;
  const withdrawn = new Promise<void>((resolve) => {
    withdraw = resolve;
  });
  let held: Promise<unknown> = Promise.resolve();
  // The lock before the row: another instance that starts right now must find both or neither.
  await new Promise<void>((resolve, reject) => {
    held = lock(lockOf(link), async () => {
      await keep(store, [made]);
      resolve();
      await withdrawn;
    });
    held.catch(reject);
  });
  return {
    token,
    async withdraw() {
      withdraw();
      await held;
    },
  };
}
