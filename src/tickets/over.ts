/** Whether nobody works on a ticket any more: it is done, whether confirmed or not. */
import type { Ticket } from './ticket.js';

export function isOver({ category }: Partial<Pick<Ticket, 'category'>>): boolean {
  return category === 'resolved' || category === 'closed';
}
