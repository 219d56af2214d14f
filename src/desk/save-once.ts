/** Saves what goes out under keys of its own, whoever else comes to the same conclusion: what went out before stays as it was. */
import type { House } from './house.js';
import type { OutboxItem } from './ports/outbox.js';

export async function saveOnce(house: House, items: readonly OutboxItem[]): Promise<void> {
  const known = await house.store.outbox.known(items.map(({ key }) => key));
  const outbox = items.filter(({ key }) => !known.has(key));
  if (outbox.length === 0) return;
  try {
    await house.store.tickets.save({ expect: [], outbox, commands: [] });
  } catch (error) {
    // Another instance, or another sweep of ours, was faster with some of them: the rest is saved without those.
    const since = await house.store.outbox.known(outbox.map(({ key }) => key));
    if (since.size === 0) throw error;
    return saveOnce(house, outbox);
  }
  house.onSaved({ commands: [] });
}
