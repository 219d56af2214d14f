/** Builds valid changes for specs that care about one part of them. Hashes here are not a real chain. */
import { createHash } from 'node:crypto';
import type { Change, SealedEvent, TicketChange } from '../../src/desk/ports/change.js';
import type { OutboxItem } from '../../src/desk/ports/outbox.js';
import type { Address } from '../../src/platform/address.js';
import type { Ticket } from '../../src/tickets/ticket.js';

/** An instant to count from: Monday 2026-03-02, 09:00 in Shanghai. */
export const MONDAY = Date.UTC(2026, 2, 2, 1);
const DAY = '2026-03-02';

export function someTicket(id: number, over: Partial<Ticket> = {}): Ticket {
  return {
    id,
    version: 1,
    events: 1,
    content: 'content-1',
    sop: 'company-registration',
    title: `Ticket ${id}`,
    state: 'review',
    category: 'open',
    visit: 1,
    enteredAt: MONDAY,
    queue: 'registration',
    assigneeId: null,
    inPlaceOf: null,
    requesterId: 'r1',
    customerId: null,
    orderRef: null,
    categoryPath: null,
    priority: 'P3',
    fields: { company_name: '启明科技' },
    checklist: {},
    proposal: null,
    approvals: [],
    limit: null,
    climbs: {},
    targets: [],
    extensions: [],
    extensionAsked: null,
    hold: null,
    shift: { business: 0, calendar: 0, holds: 0 },
    watchers: [],
    links: [],
    division: [],
    documents: {},
    efforts: [],
    nudged: null,
    humanAskedAt: null,
    conversation: null,
    rating: null,
    recommendation: null,
    routine: null,
    undoable: [],
    told: [],
    been: ['review'],
    facts: {
      firstResponseAt: null,
      resolvedAt: null,
      closedAt: null,
      reopens: 0,
      reassignments: 0,
      breaches: 0,
      stayedMinutes: 0,
      workMinutes: null,
    },
    createdAt: MONDAY,
    last: null,
    ...over,
  };
}

export function someEvent(ticketId: number, seq: number, over: Partial<SealedEvent> = {}): SealedEvent {
  return {
    ticketId,
    seq,
    type: 'noteAdded',
    at: MONDAY,
    by: 'system',
    cause: `api:${ticketId}/${seq}`,
    data: { text: 'hello' },
    hash: createHash('sha256').update(`${ticketId}/${seq}`).digest('hex'),
    ...over,
  };
}

/** A change of nothing, to be filled. */
export function someChange(over: Partial<Change> = {}): Change {
  return { expect: [], outbox: [], commands: [], ...over };
}

function ticketChange(ticket: Ticket, read: Ticket | null, over: Partial<TicketChange>): TicketChange {
  const event = someEvent(ticket.id, ticket.events - 1);
  return {
    read,
    ticket,
    head: event.hash,
    events: [event],
    personal: [],
    timers: [],
    voidVisits: [],
    voidRules: [],
    refresh: false,
    now: MONDAY,
    dates: { created: DAY, resolved: null, now: DAY },
    ...over,
  };
}

/** Opens a ticket and its first visit. */
export function opening(
  ticket: Ticket,
  over: Partial<TicketChange> = {},
  rest: Partial<Change> = {},
): Change {
  const entered = { visit: ticket.visit, state: ticket.state, enteredAt: ticket.enteredAt, again: false };
  return someChange({ ticket: ticketChange(ticket, null, { entered, ...over }), ...rest });
}

/** The next version of a ticket that was read, with one event more; `next` is what changes in it. */
export function moving(
  read: Ticket,
  next: Partial<Ticket> = {},
  over: Partial<TicketChange> = {},
  rest: Partial<Change> = {},
): Change {
  const ticket = { ...read, version: read.version + 1, events: read.events + 1, ...next };
  return someChange({ ticket: ticketChange(ticket, read, over), ...rest });
}

/** A short text to an address. */
export function someNotice(key: string, address: string, ticketId: number | null = null): OutboxItem {
  return {
    key,
    address: address as Address,
    locale: 'zh-CN',
    ticketId,
    body: { kind: 'say', say: 'progress', params: {}, tone: 'neutral', links: [], actions: [] },
  };
}

/** A ticket's live card for an address. */
export function someCard(key: string, address: string, ticketId: number, team = 'registration'): OutboxItem {
  return {
    ...someNotice(key, address, ticketId),
    body: { kind: 'ticket', audience: { kind: 'group', team } },
  };
}
