/** What was said on a ticket and by whom, in its order, as the record keeps it. */
import { putBack } from '../../src/desk/said.js';
import type { TestTroika } from './troika.js';

export async function saidOn(
  { store }: TestTroika,
  ticket: number,
): Promise<readonly (readonly [string, unknown])[]> {
  const events = await store.tickets.events(ticket);
  return events
    .filter(({ type }) => type === 'replied')
    .map(({ by, data, said }) => [by.replace(/^requester:.*/u, 'requester'), putBack(data, said).text]);
}
