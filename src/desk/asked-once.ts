/** Two of a customer's tickets that end at once: whether they recommend us is asked for the first of them alone. */
import { createHash } from 'node:crypto';
import type { Ticket } from '../tickets/ticket.js';
import type { House } from './house.js';

/** Longer than any decision takes to be saved: from then on the ticket that asked tells. */
const STANDS_MS = 10 * 60_000;

interface Claim {
  readonly ticketId: number;
  readonly at: number;
}

/** Whether this ticket may ask; the same one may try again, should we die before the question is saved. */
export async function mayAskOnce(
  { store }: House,
  { id, requesterId, customerId }: Pick<Ticket, 'id' | 'requesterId' | 'customerId'>,
): Promise<boolean> {
  const whose = [`requester:${requesterId}`, ...(customerId === null ? [] : [`customer:${customerId}`])];
  for (const each of whose) {
    // A digest holds nobody's name: nothing of it has to be erased.
    const key = `recommendation/${createHash('sha256').update(each).digest('base64url')}`;
    const kept = await store.state.get(key);
    const claim = kept?.value as Claim | undefined;
    const now = store.clock.now();
    if (claim?.ticketId === id) continue;
    if (claim && now < claim.at + STANDS_MS) return false;
    if (!(await store.state.compareAndSet(key, kept?.version ?? 0, { ticketId: id, at: now }))) return false;
  }
  return true;
}
