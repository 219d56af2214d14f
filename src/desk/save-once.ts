/** Saves what goes out under keys of its own, whoever else comes to the same conclusion: what went out before stays as it was. */
import type { House } from './house.js';
import type { OutboxItem } from './ports/outbox.js';

export async function saveOnce(house: House, items: readonly OutboxItem[]): Promise<void> {
  const known = await house.store.outbox.known(items.map(({ key }) => key));
  const outbox = items.filter(({ key }) => !known.has(key));
  if (outbox.length === 0) return;
  await house.store.tickets.save({ expect: [], outbox, commands: [] });
  house.onSaved({ commands: [] });
}
