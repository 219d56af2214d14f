/** Commands that follow from events (a hand-over opens the second ticket), run through `handle` with their cause. */
import { handle } from './handle.js';
import type { House } from './house.js';

const BATCH = 20;
const LEASE_MS = 30_000;

/** Works off the command queue until it is empty. A refused follow-up is dropped with its reason, and logged for the lead. */
export async function follow(house: House): Promise<void> {
  for (;;) {
    const queued = await house.store.commands.claim({
      now: house.store.clock.now(),
      limit: BATCH,
      leaseMs: LEASE_MS,
    });
    if (queued.length === 0) return;
    for (const { key, command } of queued) {
      const handled = await handle(house, command, (decision) =>
        'reactions' in decision ? { command: key } : {},
      );
      if (handled.kind === 'done' || handled.kind === 'duplicate') continue;
      const reason = handled.kind === 'refused' ? handled.refusal.refused : 'more input was asked for';
      house.log.warn({ command: key, type: command.type, reason }, 'a follow-up command was refused');
      await house.store.commands.drop(key, reason);
    }
  }
}
