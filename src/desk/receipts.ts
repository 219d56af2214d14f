/** A platform says later what became of a message that it had taken; one that is lost goes another way. */
import type { Receipt } from '../platform/allowance.js';
import { elsewhere } from './elsewhere.js';
import type { House } from './house.js';

/** False: no message of that name is known, or it is not settled yet that it was sent. */
export async function takeReceipt(house: House, platform: string, receipt: Receipt): Promise<boolean> {
  const { ref, kind, reason = null } = receipt;
  const now = house.store.clock.now();
  const row = await house.store.outbox.receipt({ platform, ref, kind, reason, now });
  if (!row) return false;
  if (kind === 'lost' && (await elsewhere(house, row, reason ?? 'undelivered')))
    await house.store.outbox.moved(row.id);
  return true;
}
