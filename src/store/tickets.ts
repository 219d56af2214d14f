/** Tickets as rules and lists read them; `save` is the only way one changes. */
import type { TicketStore, TicketSummary } from '../desk/ports.js';
import type { Ticket } from '../tickets/ticket.js';
import type { Database } from './database.js';
import { ms } from './instants.js';
import { save } from './save.js';
import { READ_TICKETS, type TicketRow, ticketRead } from './ticket-row.js';

export function ticketStore({ pool, prisma, run }: Database, clock: { now(): number }): TicketStore {
  return {
    async ticket(id) {
      const [row] = await run<TicketRow>('read_tickets', READ_TICKETS, [[id]]);
      return row ? ticketRead(row) : null;
    },

    async nextTicketId() {
      const [row] = await run<{ id: number }>(
        'next_ticket_id',
        "SELECT nextval('ticket_id_seq')::integer AS id",
        [],
      );
      return (row as { id: number }).id;
    },

    save: (change) => save(pool, change, change.ticket?.now ?? clock.now()),

    /** Several tickets may name one order (a second SOP follows the first): an open one, the newest of those. */
    async ticketOfOrder(orderRef) {
      const [row] = await run<{ id: number }>(
        'ticket_of_order',
        "SELECT id FROM ticket WHERE order_ref = $1 ORDER BY category = 'closed', id DESC LIMIT 1",
        [orderRef],
      );
      return row?.id ?? null;
    },

    async events(ticketId) {
      const rows = await prisma.ticketEvent.findMany({ where: { ticketId }, orderBy: { seq: 'asc' } });
      return rows.map(({ seq, type, at, by, cause, data, hash }) => ({
        ticketId,
        seq,
        type,
        at: ms(at),
        by,
        cause,
        data: data as Record<string, unknown>,
        hash: Buffer.from(hash).toString('hex'),
      }));
    },

    async list({ requesterId, queues, assigneeId, open, limit }) {
      const rows = await prisma.ticket.findMany({
        where: {
          ...(requesterId !== undefined && { requesterId }),
          ...(queues && { queue: { in: [...queues] } }),
          ...(assigneeId !== undefined && { assigneeId }),
          ...(open && { category: { not: 'closed' } }),
        },
        include: { requester: { select: { name: true } } },
        orderBy: { id: 'desc' },
        take: limit,
      });
      return rows.map(
        (row): TicketSummary => ({
          id: row.id,
          version: row.version,
          title: row.title,
          sop: row.sop,
          content: row.content,
          state: row.state,
          category: row.category as Ticket['category'],
          queue: row.queue,
          assigneeId: row.assigneeId,
          requesterName: row.requester.name,
          enteredAt: ms(row.enteredAt),
          dueAt: ms(row.dueAt),
          lateAt: ms(row.lateAt),
          createdAt: ms(row.createdAt),
        }),
      );
    },
  };
}
