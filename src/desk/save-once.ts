/** Saves what has a key of its own, whoever else comes to the same conclusion: what was saved before stays as it was. */
import type { House } from './house.js';
import type { QueuedCommand } from './ports/change.js';
import type { OutboxItem } from './ports/outbox.js';

/** Something to be told. */
export function saveOnce(house: House, items: readonly OutboxItem[]): Promise<void> {
  const { outbox, tickets } = house.store;
  return once(items, outbox.known, async (fresh) => {
    await tickets.save({ expect: [], outbox: fresh, commands: [] });
    house.onSaved({ commands: [] });
  });
}

/** Something to be done. */
export function queueOnce(house: House, commands: readonly QueuedCommand[]): Promise<void> {
  const { commands: queue, tickets } = house.store;
  return once(commands, queue.known, async (fresh) => {
    await tickets.save({ expect: [], outbox: [], commands: fresh });
    house.onSaved({ commands: fresh });
  });
}

async function once<Item extends { readonly key: string }>(
  items: readonly Item[],
  known: (keys: readonly string[]) => Promise<ReadonlySet<string>>,
  save: (fresh: readonly Item[]) => Promise<void>,
): Promise<void> {
  const keysOf = (of: readonly Item[]) => of.map(({ key }) => key);
  const before = await known(keysOf(items));
  const fresh = items.filter(({ key }) => !before.has(key));
  if (fresh.length === 0) return;
  try {
    await save(fresh);
  } catch (error) {
    // Another instance, or another sweep of ours, was faster with some of them: the rest is saved without those.
    const since = await known(keysOf(fresh));
    if (since.size === 0) throw error;
    return once(fresh, known, save);
  }
}
