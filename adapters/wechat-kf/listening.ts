/** Whether a message was said while a colleague had the customer, so that the desk only listens. */
import type { AdapterContext } from '../../src/platform/context.js';
import type { Aside } from '../../src/platform/inbound.js';
import { isOurs, type StateOf } from './hand-over.js';
import type { Head } from './inbound.js';
import type { Sessions } from './sessions.js';

/** WeChat tells when something was said to the second. */
const SECOND_MS = 1_000;

export type Listening =
  | { readonly aside: Aside | null }
  /** The customer begins anew: nobody has told us that what a colleague had is over. */
  | { readonly aside: null; readonly over: true };

export function createListening(
  sessions: Sessions,
  stateOf: StateOf,
  clock: AdapterContext['clock'],
): (head: Head) => Promise<Listening> {
  return async ({ at, account, by }) => {
    if (account === null || by === null) return { aside: null };
    if (by !== 'customer') return { aside: { by: by.colleague } };
    const session = await sessions.of(account);
    if (session === null) return { aside: null };
    if (session.until !== null) return { aside: at + SECOND_MS <= session.until ? { by: null } : null };
    // What has ended is told behind this; two days of silence end it without a word.
    if (!isOurs(await stateOf(account))) return { aside: { by: null } };
    await sessions.ended(account, clock.now());
    return { aside: null, over: true };
  };
}
