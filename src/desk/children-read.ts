/** The tickets a ticket waits for, read along: whoever is told to wait hears who has them. */
import { leftBehind } from '../tickets/children.js';
import type { Ticket } from '../tickets/ticket.js';
import type { House } from './house.js';

/** Nothing is read for a ticket that waits for none; what is asked for together is read in one statement. */
export async function childrenRead(
  { store }: Pick<House, 'store'>,
  ticket: Ticket,
): Promise<readonly Ticket[]> {
  const reads = await Promise.all(leftBehind(ticket).map(({ ticket: id }) => store.tickets.ticket(id)));
  return reads.flatMap((read) => read?.ticket ?? []);
}
