/** What a ticket is after an event: the only place where a ticket changes. Rules are not asked again, so history can be replayed. */
import { memberNamed } from '../people/actor.js';
import type { TicketEvent } from './events.js';
import type { Ticket } from './ticket.js';
import { factsAfter, NO_FACTS } from './ticket-facts.js';

/** One command's events: the version grows by one, however many there are. */
export function evolveAll(before: Ticket | null, events: readonly TicketEvent[], id: number): Ticket {
  const after = events.reduce<Ticket | null>((ticket, event) => evolve(ticket, event, id), before);
  if (!after) throw new Error(`ticket ${id}: expected events, got none`);
  return { ...after, version: (before?.version ?? 0) + 1 };
}

export function evolve(ticket: Ticket | null, event: TicketEvent, id: number): Ticket {
  if (event.type === 'ticketOpened') {
    if (ticket) throw new Error(`ticket ${id}: expected to be opened once, got ticketOpened again`);
    return opened(event, id);
  }
  if (!ticket) throw new Error(`ticket ${id}: expected ticketOpened first, got ${event.type}`);
  return {
    ...ticket,
    ...changed(ticket, event),
    events: ticket.events + 1,
    facts: factsAfter(ticket, event),
    last: { by: event.by, what: event.type, at: event.at },
  };
}

type Opened = Extract<TicketEvent, { type: 'ticketOpened' }>;
type Later = Exclude<TicketEvent, Opened>;

function opened(event: Opened, id: number): Ticket {
  const { at, by, content, sop, title, state, category, queue, requesterId, customerId } = event;
  const { orderRef, priority, fields } = event;
  return {
    id,
    version: 0,
    events: 1,
    content,
    sop,
    title,
    categoryPath: event.categoryPath ?? null,
    state,
    category,
    visit: 1,
    enteredAt: at,
    queue,
    assigneeId: null,
    requesterId,
    customerId,
    orderRef,
    priority,
    fields,
    checklist: {},
    proposal: null,
    limit: event.limit,
    told: event.told,
    been: [state],
    facts: NO_FACTS,
    createdAt: at,
    last: { by, what: event.type, at },
  };
}

function changed(ticket: Ticket, event: Later): Partial<Ticket> {
  const { at } = event;
  switch (event.type) {
    case 'fieldsFilled':
      return {
        fields: { ...ticket.fields, ...event.fields },
        ...(event.title === undefined ? {} : { title: event.title }),
      };
    case 'itemTicked':
      return {
        checklist: { ...ticket.checklist, [event.item]: { by: memberNamed(event.by) ?? event.by, at } },
      };
    case 'itemUnticked': {
      const { [event.item]: _, ...checklist } = ticket.checklist;
      return { checklist };
    }
    case 'ticketAssigned':
      return { assigneeId: event.to };
    case 'ticketUnassigned':
      return { assigneeId: null };
    case 'priorityChanged':
      return { priority: event.to, limit: event.limit };
    case 'requesterChanged':
      return { requesterId: event.to };
    case 'transitionProposed': {
      const { transition, input, lateReason, lateNote } = event;
      return {
        proposal: { transition, input, by: memberNamed(event.by) ?? event.by, at, lateReason, lateNote },
      };
    }
    case 'proposalDropped':
      return { proposal: null };
    case 'ticketMoved': {
      const { to: state, category, queue, limit } = event;
      const told = [...ticket.told, ...event.told];
      // A new stay begins: ticks, proposal and limit belonged to the one that ended.
      return {
        state,
        category,
        queue,
        limit,
        told,
        been: ticket.been.includes(state) ? ticket.been : [...ticket.been, state],
        visit: ticket.visit + 1,
        enteredAt: at,
        checklist: {},
        proposal: null,
      };
    }
    case 'limitWarned':
      return { limit: ticket.limit && { ...ticket.limit, warnedAt: at } };
    case 'limitPassed':
      return { limit: ticket.limit && { ...ticket.limit, lateAt: at } };
    case 'orderPaid':
      return { orderRef: event.orderRef };
    case 'reminded':
    case 'datesMoved':
    case 'noteAdded':
    case 'replied':
      return {};
    default: {
      const unknown: never = event;
      throw new Error(`ticket ${ticket.id}: expected a known event, got ${JSON.stringify(unknown)}`);
    }
  }
}
