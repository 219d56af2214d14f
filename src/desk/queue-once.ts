/** Queues commands under keys of their own, whoever else comes to the same conclusion: what was queued before is left alone. */
import type { House } from './house.js';
import type { QueuedCommand } from './ports/change.js';

export async function queueOnce(house: House, commands: readonly QueuedCommand[]): Promise<void> {
  const known = await house.store.commands.known(commands.map(({ key }) => key));
  const fresh = commands.filter(({ key }) => !known.has(key));
  if (fresh.length === 0) return;
  try {
    await house.store.tickets.save({ expect: [], outbox: [], commands: fresh });
  } catch (error) {
    // Another instance was faster with some of them: the rest is queued without those.
    const since = await house.store.commands.known(fresh.map(({ key }) => key));
    if (since.size === 0) throw error;
    return queueOnce(house, fresh);
  }
  house.onSaved({ commands: fresh });
}
