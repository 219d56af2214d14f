/** Lays changes out as `save_changes` reads them: one list per table, whatever the number of changes. */
import type { Change, TicketChange } from '../desk/ports/change.js';
import type { Fields } from '../tickets/ticket.js';
import { iso } from './instants.js';
import { movedRow, openedRow } from './ticket-row.js';

type Row = Readonly<Record<string, unknown>>;
/** Filled list by list; a list without rows stays away, and its statement is not run. */
type Lists = Map<string, (Row | string | number)[]>;

function add(lists: Lists, name: string, rows: readonly (Row | string | number)[]): void {
  if (rows.length === 0) return;
  const list = lists.get(name);
  if (list) list.push(...rows);
  else lists.set(name, [...rows]);
}

function fileIds(change: TicketChange): string[] {
  const personal: Fields[string][] = change.personal.map(({ value }) => value as Fields[string]);
  return [...Object.values(change.ticket.fields), ...personal].flatMap((value) =>
    Array.isArray(value) ? value.map((file: { id: string }) => file.id) : [],
  );
}

function addTicket(lists: Lists, change: TicketChange): void {
  const { ticket, read, dates, left, entered, order } = change;
  const ticket_id = ticket.id;
  if (read === null) add(lists, 'opened', [openedRow(change)]);
  else add(lists, 'moved', [{ ...movedRow({ ...change, read }), id: ticket_id, read_version: read.version }]);
  add(
    lists,
    'events',
    change.events.map(({ ticketId, seq, type, at, by, cause, data, said, hash }) => ({
      ticket_id: ticketId,
      seq,
      type,
      at: iso(at),
      happened_on: dates.now,
      by,
      cause,
      data,
      said,
      hash: `\\x${hash}`,
    })),
  );
  add(
    lists,
    'personal',
    change.personal.map((personal) => ({ ticket_id, ...personal })),
  );
  if (left) {
    const { visit, leftAt, minutes, memberId } = left;
    add(lists, 'left', [
      { ticket_id, visit, left_at: iso(leftAt), left_on: dates.now, minutes, member_id: memberId },
    ]);
  }
  if (entered) {
    const { visit, state, enteredAt, again } = entered;
    const { sop, queue } = ticket;
    add(lists, 'entered', [
      { ticket_id, visit, sop, queue, state, entered_at: iso(enteredAt), entered_on: dates.now, again },
    ]);
  }
  if (order) {
    const { ref, amount, paidAt } = order;
    add(lists, 'orders', [
      { ref, requester_id: ticket.requesterId, customer_id: ticket.customerId, amount, paid_at: iso(paidAt) },
    ]);
  }
  add(
    lists,
    'files',
    fileIds(change).map((id) => ({ id, ticket_id })),
  );
  if (change.voidVisits.length > 0 || change.voidRules.length > 0) {
    const { voidVisits: visits, voidRules: rules } = change;
    add(lists, 'void', [{ ticket_id, visits, visit: ticket.visit, rules }]);
  }
  add(
    lists,
    'timers',
    change.timers.map(({ key, rule, visit, occurrence, dueAt, date }) => ({
      key,
      ticket_id,
      rule,
      visit,
      occurrence,
      due_at: iso(dueAt),
      date,
    })),
  );
  if (change.rests)
    add(lists, 'rests', [{ customer_id: change.rests.customerId, dates: change.rests.dates }]);
  add(
    lists,
    'stages',
    (change.stages ?? []).map(({ customerId, stage, stays }) => ({ customer_id: customerId, stage, stays })),
  );
  add(
    lists,
    'unsaid',
    (change.unsaid ?? []).map((keys) => ({ ticket_id, keys })),
  );
  if (change.refresh) add(lists, 'refresh', [ticket_id]);
}

function addChange(lists: Lists, change: Change): void {
  const { inbox, ticket, timer, dialogue } = change;
  if (inbox) {
    add(lists, 'inbox', [{ platform: inbox.platform, event_id: inbox.eventId, reply: inbox.reply }]);
  }
  if (timer?.over !== undefined) add(lists, 'over', [{ key: timer.key, reason: timer.over }]);
  if (ticket) addTicket(lists, ticket);
  add(
    lists,
    'commands',
    change.commands.map(({ key, command: queued }) => ({ key, command: queued })),
  );
  if (dialogue) {
    const { address, person, state, now } = dialogue;
    add(lists, 'dialogues', [{ address, person, state, updated_at: iso(now) }]);
  }
  for (const { key, address, locale, ticketId: ticket_id, body, heldUntil } of change.outbox) {
    const row = { key, address, locale, ticket_id, body };
    if (heldUntil === undefined) add(lists, 'outbox', [row]);
    else add(lists, 'held', [{ ...row, held_until: iso(heldUntil) }]);
  }
}

/** Many changes may rest on the same directory; it is checked once a version. */
function addExpected(lists: Lists, changes: readonly Change[]): void {
  const all = changes.flatMap((change) => change.expect);
  const once = new Map(all.map((one) => [JSON.stringify(one), one]));
  for (const one of once.values()) {
    if (one.table === 'ticket') add(lists, 'others', [{ id: one.id, version: one.version }]);
    else add(lists, 'expect', [{ name: one.table, version: one.version }]);
  }
}

/** The arguments of `save_changes`. Tickets in id order, as locks are taken. */
export function saveArguments(changes: readonly Change[], now: number): unknown[] {
  const idOf = (change: Change) => change.ticket?.ticket.id ?? 0;
  const ordered = changes.length === 1 ? changes : [...changes].sort((a, b) => idOf(a) - idOf(b));
  const lists: Lists = new Map();
  for (const change of ordered) addChange(lists, change);
  addExpected(lists, ordered);
  return [
    JSON.stringify({ now: iso(now), ...Object.fromEntries(lists) }),
    ordered.flatMap((change) => change.ticket?.ticket.id ?? []),
    ordered.flatMap((change) => change.command ?? []),
    ordered.flatMap((change) => change.timer?.key ?? []),
  ];
}
