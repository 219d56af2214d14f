/** The staff board: every SOP's states as columns, and the tickets that stand in them. */
import type { Directory, Locale } from '../people/people.js';
import type { BoardSnapshot, BoardTicket } from '../platform/board.js';
import type { Sop } from '../sop/sop.js';
import { queuesOf } from './asker.js';
import type { House } from './house.js';
import type { TicketSummary } from './ports/tickets.js';

/** What a board shows at most; older tickets are found by search. */
const MOST = 300;

/** Everything: the demo's. */
export async function board(house: House, locale: Locale): Promise<BoardSnapshot> {
  const directory = await house.staff.directory();
  return boardOf(house, locale, directory, [...directory.queues.keys()]);
}

/** A member's: the queues of their teams, and the SOPs whose tickets wait there. Null for anybody else. */
export async function memberBoard(
  house: House,
  platform: string,
  account: string,
  locale: Locale,
): Promise<BoardSnapshot | null> {
  const person = await house.store.people.person(platform, account);
  const directory = await house.staff.directory();
  const member = person?.kind === 'member' ? directory.members.get(person.id) : undefined;
  if (!member?.active) return null;
  return boardOf(house, locale, directory, queuesOf({ directory }, member));
}

async function boardOf(
  house: House,
  locale: Locale,
  directory: Directory,
  queues: readonly string[],
): Promise<BoardSnapshot> {
  const edition = await house.library.live();
  const rows = queues.length === 0 ? [] : await house.store.tickets.list({ queues, limit: MOST });
  const shown = Object.values(edition.content.latest).filter(
    ({ key, queue }) => queues.includes(queue) || rows.some(({ sop }) => sop === key),
  );
  return {
    sops: shown.map((sop) => ({
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
