/** The staff board: every SOP's states as columns, and the tickets that stand in them. */
import type { Locale } from '../people/people.js';
import type { BoardSnapshot, BoardTicket } from '../platform/board.js';
import type { Sop } from '../sop/sop.js';
import type { House } from './house.js';
import type { TicketSummary } from './ports/tickets.js';

/** What a board shows at most; older tickets are found by search. */
const MOST = 300;

export async function board(house: House, locale: Locale): Promise<BoardSnapshot> {
  const edition = await house.library.live();
  const directory = await house.staff.directory();
  const rows = await house.store.tickets.list({ queues: [...directory.queues.keys()], limit: MOST });
  return {
    sops: Object.values(edition.content.latest).map((sop) => ({
      key: sop.key,
      title: sop.title[locale],
      columns: Object.values(sop.states).map((state) => ({
        state: state.key,
        label: state.label[locale],
        category: state.category,
        tickets: rows
          .filter((row) => row.sop === sop.key && row.state === state.key)
          .map((row) => ticketOf(row, sop, (id) => directory.members.get(id)?.name ?? id)),
      })),
    })),
  };
}

function ticketOf(row: TicketSummary, sop: Sop, nameOf: (id: string) => string): BoardTicket {
  const payable = Object.values(sop.transitions).some(
    ({ from, by }) => from.includes(row.state) && by.includes('source:payment'),
  );
  return {
    id: row.id,
    title: row.title,
    requester: row.requesterName,
    assignee: row.assigneeId === null ? null : nameOf(row.assigneeId),
    dueAt: row.dueAt,
    late: row.lateAt !== null,
    awaitsPayment: payable,
  };
}
