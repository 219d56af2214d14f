/** A ticket between its row and what the rules see. */
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { TicketChange } from '../desk/ports/change.js';
import type { TicketRead } from '../desk/ports/tickets.js';
import type { CustomerOfTicket } from '../people/customer.js';
import type { Locale, QuietHours, Requester } from '../people/people.js';
import type { Fields, Ticket } from '../tickets/ticket.js';
import { besideRead, besideStored, type StoredBeside } from './beside-sop.js';
import { iso, ms } from './instants.js';

/**
 * Columns are named one by one: with `*` a prepared statement breaks when a migration adds one. The ids come as a JSON
 * list, whose length the planner does not look at: for an array it would make a new plan each time. Each ticket is
 * looked up on its own, by its key: a join might read all of them.
 */
const READ_TICKETS = `
  SELECT t.* FROM jsonb_array_elements($1::jsonb) AS wanted(id) CROSS JOIN LATERAL (
    SELECT k.id, k.version, k.events, k.content, k.sop, k.title, k.category_path, k.state, k.category, k.visit, k.entered_at, k.queue,
      k.assignee_id, k.requester_id, k.customer_id, k.order_ref, k.priority, k.fields, k.checklist, k.proposal,
      k.running_limit, k.beside, k.told, k.been, k.last, k.created_at, k.first_response_at, k.resolved_at,
      k.closed_at, k.reopens, k.reassignments, k.breaches, k.stayed_m, k.work_m, encode(k.head, 'hex') AS head,
      r.name AS requester_name, r.locale AS requester_locale, r.address AS requester_address,
      r.quiet AS requester_quiet, r.customer_id AS requester_customer,
      (SELECT jsonb_build_object('id', c.id, 'name', c.name, 'tier', c.tier, 'dates', c.dates) FROM customer c
        WHERE c.id = k.customer_id) AS customer,
      (SELECT jsonb_object_agg(v.field, v.value) FROM personal_value v WHERE v.ticket_id = k.id) AS personal,
      CASE WHEN k.beside ? 'watchers' THEN (
        SELECT jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'locale', w.locale, 'address', w.address,
          'quiet', w.quiet, 'customerId', w.customer_id))
        FROM jsonb_array_elements_text(k.beside->'watchers') AS who JOIN requester w ON who = 'requester:' || w.id)
      END AS watching
    FROM ticket k JOIN requester r ON r.id = k.requester_id
    WHERE k.id = wanted.id::integer LIMIT 1) AS t`;

interface TicketRow {
  readonly id: number;
  readonly version: number;
  readonly events: number;
  readonly content: string;
  readonly sop: string;
  readonly title: string;
  readonly category_path: string | null;
  readonly state: string;
  readonly category: Ticket['category'];
  readonly visit: number;
  readonly entered_at: Date;
  readonly queue: string;
  readonly assignee_id: string | null;
  readonly requester_id: string;
  readonly customer_id: string | null;
  readonly order_ref: string | null;
  readonly priority: Ticket['priority'];
  readonly fields: Fields;
  readonly checklist: Ticket['checklist'];
  readonly proposal: Ticket['proposal'];
  readonly running_limit: Ticket['limit'];
  readonly beside: StoredBeside | null;
  readonly told: readonly string[];
  readonly been: readonly string[];
  readonly last: Ticket['last'];
  readonly created_at: Date;
  readonly first_response_at: Date | null;
  readonly resolved_at: Date | null;
  readonly closed_at: Date | null;
  readonly reopens: number;
  readonly reassignments: number;
  readonly breaches: number;
  readonly stayed_m: number;
  readonly work_m: number | null;
  readonly head: string;
  readonly requester_name: string;
  readonly requester_locale: Locale;
  readonly requester_address: string | null;
  readonly requester_quiet: QuietHours | null;
  readonly requester_customer: string | null;
  readonly customer: CustomerOfTicket | null;
  readonly personal: Fields | null;
  readonly watching: readonly Requester[] | null;
}

function ticketRead(row: TicketRow): TicketRead {
  return {
    head: row.head,
    requester: {
      id: row.requester_id,
      name: row.requester_name,
      locale: row.requester_locale,
      address: row.requester_address,
      quiet: row.requester_quiet,
      customerId: row.requester_customer,
    },
    customer: row.customer,
    watching: row.watching ?? [],
    ticket: {
      id: row.id,
      version: row.version,
      events: row.events,
      content: row.content,
      sop: row.sop,
      title: row.title,
      categoryPath: row.category_path,
      state: row.state,
      category: row.category,
      visit: row.visit,
      enteredAt: ms(row.entered_at),
      queue: row.queue,
      assigneeId: row.assignee_id,
      requesterId: row.requester_id,
      customerId: row.customer_id,
      orderRef: row.order_ref,
      priority: row.priority,
      fields: { ...row.fields, ...row.personal },
      checklist: row.checklist,
      proposal: row.proposal,
      limit: row.running_limit,
      ...besideRead(row.beside ?? {}),
      told: row.told,
      been: row.been,
      facts: {
        firstResponseAt: ms(row.first_response_at),
        resolvedAt: ms(row.resolved_at),
        closedAt: ms(row.closed_at),
        reopens: row.reopens,
        reassignments: row.reassignments,
        breaches: row.breaches,
        stayedMinutes: row.stayed_m,
        workMinutes: row.work_m,
      },
      createdAt: ms(row.created_at),
      last: row.last,
    },
  };
}

/** Tickets by their ids; an id that has none is not in it. */
export async function readTickets(
  on: { query<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>> },
  ids: readonly number[],
): Promise<Map<number, TicketRead>> {
  const { rows } = await on.query<TicketRow>({
    name: 'read_tickets',
    text: READ_TICKETS,
    values: [JSON.stringify(ids)],
  });
  return new Map(rows.map((row) => [row.id, ticketRead(row)]));
}

function secondsBetween(from: number, to: number | null): number | null {
  return to === null ? null : Math.max(0, Math.round((to - from) / 1000));
}

/** The row of a ticket that opens, in the words of the table. */
export function openedRow({ ticket, head, dates }: TicketChange): Row {
  return {
    ...columnsOf(ticket),
    created_at: iso(ticket.createdAt),
    created_on: dates.created,
    resolved_on: dates.resolved,
    head: `\\x${head}`,
  };
}

/** Of a ticket that was read only what is another value now: reading a row so wide out of JSON is dear. */
export function movedRow({ read, ticket, head, dates }: TicketChange & { readonly read: Ticket }): Row {
  const was = columnsOf(read);
  const changed = Object.entries(columnsOf(ticket)).filter(([name, is]) => !isDeepStrictEqual(is, was[name]));
  return {
    ...Object.fromEntries(changed),
    ...(read.facts.resolvedAt === ticket.facts.resolvedAt ? {} : { resolved_on: dates.resolved }),
    head: `\\x${head}`,
  };
}

type Row = Readonly<Record<string, unknown>>;

function columnsOf(ticket: Ticket): Row {
  const { facts, limit } = ticket;
  return {
    id: ticket.id,
    version: ticket.version,
    events: ticket.events,
    content: ticket.content,
    sop: ticket.sop,
    title: ticket.title,
    category_path: ticket.categoryPath,
    state: ticket.state,
    category: ticket.category,
    visit: ticket.visit,
    entered_at: iso(ticket.enteredAt),
    queue: ticket.queue,
    assignee_id: ticket.assigneeId,
    requester_id: ticket.requesterId,
    customer_id: ticket.customerId,
    order_ref: ticket.orderRef,
    priority: ticket.priority,
    fields: ticket.fields,
    checklist: ticket.checklist,
    proposal: ticket.proposal,
    running_limit: limit,
    beside: besideStored(ticket),
    due_at: iso(limit?.dueAt ?? null),
    late_at: iso(limit?.lateAt ?? null),
    told: ticket.told,
    been: ticket.been,
    last: ticket.last,
    first_response_at: iso(facts.firstResponseAt),
    resolved_at: iso(facts.resolvedAt),
    closed_at: iso(facts.closedAt),
    first_response_s: secondsBetween(ticket.createdAt, facts.firstResponseAt),
    resolution_s: secondsBetween(ticket.createdAt, facts.resolvedAt),
    reopens: facts.reopens,
    reassignments: facts.reassignments,
    breaches: facts.breaches,
    stayed_m: facts.stayedMinutes,
    work_m: facts.workMinutes,
  };
}
