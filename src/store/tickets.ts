/** Tickets as rules and lists read them; `save` is the only way one changes. */
import type { Said } from '../desk/ports/change.js';
import type { HeldTicket, TicketFilter, TicketStore, TicketSummary } from '../desk/ports/tickets.js';
import type { Stay } from '../tickets/progress.js';
import type { Ticket } from '../tickets/ticket.js';
import type { Database } from './database.js';
import { ms } from './instants.js';
import { saveChanges, savedOrNot, saver } from './save.js';
import { readTickets } from './ticket-row.js';
import { together } from './together.js';

interface SummaryRow {
  readonly id: number;
  readonly version: number;
  readonly title: string;
  readonly sop: string;
  readonly content: string;
  readonly state: string;
  readonly category: Ticket['category'];
  readonly queue: string;
  readonly assignee_id: string | null;
  readonly requester_name: string;
  readonly entered_at: Date;
  readonly due_at: Date | null;
  readonly late_at: Date | null;
  readonly held: boolean;
  readonly targets: Ticket['targets'];
  readonly created_at: Date;
}

/** Parts of the work of `k` that are `m`'s and not done. */
const PARTS_OF = `
  SELECT p->>'name' FROM jsonb_array_elements(k.beside->'division') AS p
  WHERE p->>'owner' = m.id AND p->>'doneAt' IS NULL`;
const HELD_BY = `
  SELECT m.id AS "memberId", k.id, k.title, k.queue, coalesce(k.assignee_id = m.id, false) AS own,
    ARRAY(${PARTS_OF}) AS parts
  FROM unnest($1::text[]) AS m(id)
  JOIN ticket k ON k.category <> 'closed' AND (k.assignee_id = m.id OR EXISTS (${PARTS_OF}))
  ORDER BY k.id, m.id`;

/**
 * Open tickets are found by their partial indexes and then sorted: `id + 0` keeps the planner from walking all tickets
 * from the newest down, which is long for a queue whose few open tickets are old.
 */
function listQuery({ requesterId, customer, queues, assigneeId, open, like, limit }: TicketFilter) {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = [
    ...(requesterId === undefined ? [] : [`k.requester_id = ${bind(requesterId)}`]),
    ...(customer === undefined
      ? []
      : [
          `(k.customer_id = ${bind(customer.id)}
            OR k.requester_id = ANY (${bind(customer.people)}::text[]) AND k.customer_id IS NULL)`,
        ]),
    ...(queues === undefined ? [] : [`k.queue = ANY (${bind(queues)}::text[])`]),
    ...(assigneeId === undefined ? [] : [`k.assignee_id = ${bind(assigneeId)}`]),
    ...(open ? ["k.category <> 'closed'"] : []),
  ];
  const alike = like && likeness(like, bind);
  if (alike) where.push(alike.where);
  const sql = `
    SELECT k.id, k.version, k.title, k.sop, k.content, k.state, k.category, k.queue, k.assignee_id,
      k.entered_at, k.due_at, k.late_at, k.created_at,
      coalesce(k.beside ? 'hold', false) AS held, coalesce(k.beside->'targets', '[]') AS targets,
      (SELECT name FROM requester r WHERE r.id = k.requester_id) AS requester_name
    FROM ticket k
    ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
    ORDER BY ${alike ? `${alike.order}, ` : ''}k.id ${open ? '+ 0 ' : ''}DESC LIMIT ${bind(limit)}`;
  return { sql, values };
}

/** Half of the words said, in their order, stand in the title: '打印机又卡纸' in '三楼打印间 · 打印机卡纸'. */
const ALIKE = 0.4;

/** Of one person or customer there are few open tickets: each is compared, and no index of all titles is kept for it. */
function likeness(
  { sop, categoryPath, words }: NonNullable<TicketFilter['like']>,
  bind: (value: unknown) => string,
) {
  const near = `word_similarity(${bind(words)}, k.title)`;
  const kind = `(k.sop = ${bind(sop)})`;
  const category = `coalesce(k.category_path = ${bind(categoryPath)}, false)`;
  return {
    where: `(${kind} OR ${category} OR ${near} >= ${ALIKE})`,
    order: `${near} DESC, ${category} DESC, ${kind} DESC`,
  };
}

function summary(row: SummaryRow): TicketSummary {
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    sop: row.sop,
    content: row.content,
    state: row.state,
    category: row.category,
    queue: row.queue,
    assigneeId: row.assignee_id,
    requesterName: row.requester_name,
    enteredAt: ms(row.entered_at),
    dueAt: ms(row.due_at),
    lateAt: ms(row.late_at),
    held: row.held,
    targets: row.targets,
    createdAt: ms(row.created_at),
  };
}

/** Of the tickets of a person, and of those of their customer. */
const ASKED = `
  SELECT max(at)::float8 AS at FROM (
    SELECT (beside->'recommendation'->>'askedAt')::bigint AS at FROM ticket WHERE requester_id = $1
    UNION ALL
    SELECT (beside->'recommendation'->>'askedAt')::bigint FROM ticket WHERE customer_id = $2) AS asked`;

export function ticketStore({ pool, prisma, run }: Database, clock: { now(): number }): TicketStore {
  const save = saver(pool);
  const ticket = together(async (ids: readonly number[]) => {
    const reads = await readTickets(pool, ids);
    return ids.map((id) => reads.get(id) ?? null);
  });
  return {
    ticket,

    stays: (id) =>
      run<Stay>(
        'stays',
        'SELECT state, member_id AS "memberId" FROM visit WHERE ticket_id = $1 ORDER BY visit',
        [id],
      ),

    async nextTicketId() {
      const [row] = await run<{ id: number }>(
        'next_ticket_id',
        "SELECT nextval('ticket_id_seq')::integer AS id",
        [],
      );
      return (row as { id: number }).id;
    },

    async nextTicketIds(count) {
      const rows = await run<{ id: number }>(
        'next_ticket_ids',
        "SELECT nextval('ticket_id_seq')::integer AS id FROM generate_series(1, $1)",
        [count],
      );
      return rows.map(({ id }) => id);
    },

    save: (change) => save(change, change.ticket?.now ?? clock.now()),

    saveAll: (changes) =>
      savedOrNot(() => saveChanges(pool, changes, changes[0]?.ticket?.now ?? clock.now())),

    /** Several tickets may name one order (a second SOP follows the first): an open one, the newest of those. */
    async ticketOfOrder(orderRef) {
      const [row] = await run<{ id: number }>(
        'ticket_of_order',
        "SELECT id FROM ticket WHERE order_ref = $1 ORDER BY category = 'closed', id DESC LIMIT 1",
        [orderRef],
      );
      return row?.id ?? null;
    },

    assignedTo: (memberIds) =>
      run<{ id: number; assigneeId: string }>(
        'assigned_to',
        `SELECT id, assignee_id AS "assigneeId" FROM ticket
         WHERE assignee_id = ANY ($1::text[]) AND category <> 'closed' ORDER BY id`,
        [memberIds],
      ),

    heldBy: (memberIds) => run<HeldTicket>('held_by', HELD_BY, [memberIds]),

    async proposed() {
      const rows = await run<{ id: number }>(
        'proposed',
        "SELECT id FROM ticket WHERE proposal IS NOT NULL AND category <> 'closed' ORDER BY id",
        [],
      );
      return rows.map(({ id }) => id);
    },

    async lastRouted(rule) {
      const [row] = await run<{ to: string }>(
        'last_routed',
        `SELECT data->>'to' AS "to" FROM ticket_event
         WHERE data->'routed'->>'rule' = $1 AND type = 'ticketAssigned'
         ORDER BY ticket_id DESC, seq DESC LIMIT 1`,
        [rule],
      );
      return row?.to ?? null;
    },

    async events(ticketId) {
      const rows = await prisma.ticketEvent.findMany({ where: { ticketId }, orderBy: { seq: 'asc' } });
      return rows.map(({ seq, type, at, by, cause, data, said, hash }) => ({
        ticketId,
        seq,
        type,
        at: ms(at),
        by,
        cause,
        data: data as Record<string, unknown>,
        ...(said === null ? {} : { said: said as unknown as Said }),
        hash: Buffer.from(hash).toString('hex'),
      }));
    },

    async recommendationAskedAt({ requesterId, customerId }) {
      const { rows } = await pool.query<{ at: number | null }>(ASKED, [requesterId, customerId]);
      return rows[0]?.at ?? null;
    },

    async list(filter) {
      const { sql, values } = listQuery(filter);
      const { rows } = await pool.query<SummaryRow>(sql, values);
      return rows.map(summary);
    },
  };
}
