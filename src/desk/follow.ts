/** Commands that follow from events (a hand-over opens the second ticket), run through `handle` with their cause. */
import { digest, isDigest } from './digest.js';
import { handOverLeave, isLeaveBegun } from './hand-over-leave.js';
import { type Handled, handle } from './handle.js';
import type { House } from './house.js';
import { openMany, type Queued } from './open-many.js';
import { isReview, review } from './review.js';
import { tellOfBatches } from './tell-of-batches.js';
import { type RefusedCommand, tellOfRefused } from './tell-of-refused.js';

/** What the house queued for itself: no command of a ticket. */
const OURS = [
  { is: isReview, run: review },
  { is: isDigest, run: digest },
  { is: isLeaveBegun, run: handOverLeave },
];
const BATCH = 100;
const LEASE_MS = 30_000;

/** Works off the command queue until it is empty. A refused follow-up is dropped with its reason, and the lead is told. */
export async function follow(house: House): Promise<void> {
  for (;;) {
    const queued = await house.store.commands.claim({
      now: house.store.clock.now(),
      limit: BATCH,
      leaseMs: LEASE_MS,
    });
    if (queued.length === 0) break;
    await drop(house, (await together(house, queued)) ?? (await oneByOne(house, queued)));
  }
  await tellOfBatches(house);
}

/** Null when they are not alike, or could not be saved together. */
async function together(house: House, queued: readonly Queued[]): Promise<readonly RefusedCommand[] | null> {
  const alike = queued.every(({ command }) => command.type === 'open' && command.actor.kind === 'system');
  if (!alike || queued.length === 1) return null;
  const { saved, refused } = await openMany(house, queued);
  if (!saved) return null;
  return refused.map(({ key, command: { type }, refusal }) => ({
    ...{ key, type, reason: refusal.refused, refusal },
  }));
}

async function oneByOne(house: House, queued: readonly Queued[]): Promise<readonly RefusedCommand[]> {
  const dropped: RefusedCommand[] = [];
  for (const { key, command } of queued) {
    const ours = OURS.find(({ is }) => is(command))?.run;
    if (ours) {
      const reason = await ours(house, key, command);
      if (reason !== null) dropped.push({ key, type: command.type, reason, refusal: null });
      continue;
    }
    const handled = await handle(house, command, (decision) =>
      'reactions' in decision ? { command: key } : {},
    );
    const refused = refusedOf(key, command.type, handled);
    if (refused) dropped.push(refused);
  }
  return dropped;
}

function refusedOf(key: string, type: string, handled: Handled): RefusedCommand | null {
  if (handled.kind === 'refused')
    return { key, type, reason: handled.refusal.refused, refusal: handled.refusal };
  return handled.kind === 'asking' ? { key, type, reason: 'more input was asked for', refusal: null } : null;
}

async function drop(house: House, dropped: readonly RefusedCommand[]): Promise<void> {
  for (const { key, reason } of dropped)
    house.log.warn({ command: key, reason }, 'a follow-up command was refused');
  await house.store.commands.drop(dropped);
  await tellOfRefused(house, dropped);
}
