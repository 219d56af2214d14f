/** The root over all chains: made every hour, each chained to the one before, so that a deleted ticket or a cut tail shows. */
import { createHash } from 'node:crypto';
import { HOUR_MS } from '../../calendar/day.js';
import type { House } from '../house.js';
import type { AuditStore, Hashing } from '../ports/audit.js';

/** A line a head: the roots of a big house hold too many to be one text. */
export const hashing: Hashing = ({ n, at, previous }) => {
  const sum = createHash('sha256').update(`${previous}\n${n} ${at}`);
  return {
    add({ ticketId, after, events, head }) {
      sum.update(`\n${ticketId} ${after} ${events} ${head}`);
    },
    hash: () => sum.digest('hex'),
  };
};

/** Once an hour, by whichever instance sweeps first; an hour in which the desk was down has none, as nothing happened in it. */
export async function rootHourly({ store: { audit, clock } }: House): Promise<void> {
  const last = await audit.rootedAt();
  const now = clock.now();
  if (last === null || hourOf(last) < hourOf(now)) await rootNow(audit, now);
}

export async function rootNow(audit: AuditStore, now: number): Promise<void> {
  await audit.root(now, hashing);
}

const hourOf = (at: number) => Math.floor(at / HOUR_MS);
