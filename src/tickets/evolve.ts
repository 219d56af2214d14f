/** What a ticket is after an event: the only place where a ticket changes. Rules are not asked again, so history can be replayed. */

import { memberNamed } from '../people/actor.js';
import { agreementOf, approvalsAfter, stillApproved } from './approved.js';
import { climbedOn, withoutStay } from './climbed.js';
import { withEffort, withoutEffort } from './effort.js';
import type { TicketEvent } from './events.js';
import { filed } from './filed.js';
import { isOver } from './over.js';
import { type Part, withoutPart, withPart } from './part.js';
import { waitOf } from './related.js';
import type { Last, Shift, Target, Ticket, TicketLink } from './ticket.js';
import { factsAfter, NO_FACTS } from './ticket-facts.js';
import { leadsBack, remembered, restored } from './undoable.js';

/** A stay that has just begun: its clocks run from its entry. */
const NO_SHIFT: Shift = { business: 0, calendar: 0, holds: 0 };

/** What makes no button stale: it changes nothing that a step, or whoever takes it, rests on. */
const BESIDE: readonly TicketEvent['type'][] = [
  'watcherAdded',
  'watcherRemoved',
  'ticketLinked',
  'ticketUnlinked',
  'openedTicketMoved',
  'nudged',
  'partReminded',
  'effortLogged',
  'effortWithdrawn',
  'escalated',
  'escalationAnnounced',
  'acknowledged',
  'acknowledgementLapsed',
  'targetsSet',
  'reminded',
  'limitWarned',
  'stepAgreed',
  'approvalOverdue',
  'rated',
  'recommendationAsked',
  'recommended',
  'conversationGiven',
  'conversationReturned',
  'conversationKept',
  'approvalStranded',
];

const lastOf = ({ by, type, at }: TicketEvent, version: number): Omit<Last, 'since'> => ({
  by,
  what: type,
  at,
  version,
});

/** One command's events: the version grows by one, however many there are. */
export function evolveAll(before: Ticket | null, events: readonly TicketEvent[], id: number): Ticket {
  const after = events.reduce<Ticket | null>((ticket, event) => evolve(ticket, event, id), before);
  if (!after) throw new Error(`ticket ${id}: expected events, got none`);
  const undoable = before ? remembered(before, after, events) : after.undoable;
  return { ...after, undoable, version: (before?.version ?? 0) + 1 };
}

export function evolve(ticket: Ticket | null, event: TicketEvent, id: number): Ticket {
  if (event.type === 'ticketOpened') {
    if (ticket) throw new Error(`ticket ${id}: expected to be opened once, got ticketOpened again`);
    return opened(event, id);
  }
  if (!ticket) throw new Error(`ticket ${id}: expected ticketOpened first, got ${event.type}`);
  const next = changed(ticket, event);
  return {
    ...ticket,
    ...next,
    ...settledBy(next),
    ...climbedOn(ticket, { ...ticket, ...next }, event),
    events: ticket.events + 1,
    facts: factsAfter({ ...ticket, facts: next.facts ?? ticket.facts }, event),
    last: lastAfter(ticket, event),
  };
}

/** Once all is done nobody need talk any more. */
function settledBy(next: Partial<Ticket>): Partial<Ticket> {
  return isOver(next) ? { conversation: null } : {};
}

function lastAfter({ last, version }: Ticket, event: Later): Last | null {
  if (BESIDE.includes(event.type) || (event.type === 'replied' && event.aside)) return last;
  const now = lastOf(event, version + 1);
  // Words among colleagues change nothing either; but whoever wrote them and wants their last act undone means them.
  return event.type === 'noteAdded' && last ? { ...last, since: now } : now;
}

type Opened = Extract<TicketEvent, { type: 'ticketOpened' }>;
type Later = Exclude<TicketEvent, Opened>;

function opened(event: Opened, id: number): Ticket {
  const { at, content, sop, title, state, category, queue, requesterId, customerId } = event;
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
    inPlaceOf: null,
    requesterId,
    customerId,
    orderRef,
    priority,
    fields,
    documents: filed({ fields: {}, documents: {} }, fields, event),
    checklist: {},
    proposal: null,
    approvals: [],
    limit: event.limit,
    climbs: {},
    targets: [],
    extensions: [],
    extensionAsked: null,
    hold: null,
    shift: NO_SHIFT,
    watchers: [],
    links: event.parent === null ? [] : [{ ticket: event.parent, kind: 'opened_by', ...waitOf(event) }],
    division: [],
    efforts: [],
    nudged: null,
    humanAskedAt: null,
    conversation: null,
    rating: null,
    recommendation: null,
    routine: event.routine ?? null,
    undoable: [],
    told: event.told,
    been: [state],
    facts: NO_FACTS,
    createdAt: at,
    last: lastOf(event, 1),
  };
}

function changed(ticket: Ticket, event: Later): Partial<Ticket> {
  const { at } = event;
  switch (event.type) {
    case 'fieldsFilled':
      return {
        fields: { ...ticket.fields, ...event.fields },
        documents: filed(ticket, event.fields, event),
        approvals: stillApproved(ticket, event.fields),
        ...(event.title === undefined ? {} : { title: event.title }),
      };
    case 'itemTicked':
      return {
        checklist: { ...ticket.checklist, [event.item]: { by: memberNamed(event.by) ?? event.by, at } },
      };
    case 'checkFailed':
      return { checklist: { ...ticket.checklist, [event.item]: { by: event.by, at, no: event.reason } } };
    case 'itemUnticked': {
      const { [event.item]: _, ...checklist } = ticket.checklist;
      return { checklist };
    }
    case 'ticketAssigned':
      return { assigneeId: event.to, inPlaceOf: event.instead ?? null };
    case 'ticketUnassigned':
      return { assigneeId: null, inPlaceOf: event.instead ?? null };
    case 'priorityChanged':
      return { priority: event.to, limit: event.limit };
    case 'requesterChanged':
      return { requesterId: event.to };
    case 'transitionProposed': {
      const { type: _, by, at: since, ...proposed } = event;
      return { proposal: { ...proposed, by: memberNamed(by) ?? by, at: since } };
    }
    case 'stepAgreed': {
      const { proposal } = ticket;
      const agreed = [...(proposal?.agreed ?? []), agreementOf(event)];
      return { proposal: proposal && { ...proposal, agreed } };
    }
    case 'approvalStranded':
      return { proposal: ticket.proposal && { ...ticket.proposal, strandedAt: at } };
    case 'approvalOverdue':
      return { proposal: ticket.proposal && { ...ticket.proposal, overdueAt: at } };
    case 'proposalDropped':
      return { proposal: null };
    case 'ticketMoved': {
      const { to: state, category, queue, limit } = event;
      const told = [...ticket.told, ...event.told];
      return {
        state,
        category,
        queue,
        limit,
        told,
        ...(event.lateReason === null ? {} : { targets: excused(ticket) }),
        been: beenIn(ticket, state),
        approvals: approvalsAfter(ticket, event),
        ...newStay(ticket, at),
      };
    }
    case 'ticketMerged':
      return {
        ...atRest(ticket, event),
        links: linked(ticket, { ticket: event.into, kind: 'merged_into' }),
      };
    case 'ticketHeld': {
      const { reason, until, awaits } = event;
      return { hold: { by: memberNamed(event.by) ?? event.by, at, reason, until, awaits } };
    }
    case 'ticketResumed':
      return { hold: null, limit: event.limit, shift: event.shift };
    case 'watcherAdded':
      return { watchers: [...ticket.watchers.filter((who) => who !== event.who), event.who] };
    case 'watcherRemoved':
      return { watchers: ticket.watchers.filter((who) => who !== event.who) };
    case 'partSet':
      return { division: withPart(ticket.division, event.part) };
    case 'partRemoved':
      return { division: withoutPart(ticket.division, event.no) };
    case 'partDone':
      return { division: marked(ticket, event.no, { doneAt: at }) };
    case 'partReminded':
      return { division: marked(ticket, event.no, { remindedAt: at }) };
    case 'rated':
      return { rating: { score: event.score, reason: event.reason, at } };
    case 'recommendationAsked':
      return { recommendation: { askedAt: at, score: null } };
    case 'recommended':
      return { recommendation: { askedAt: ticket.recommendation?.askedAt ?? at, score: event.score } };
    case 'effortLogged':
      return { efforts: withEffort(ticket.efforts, event) };
    case 'effortWithdrawn':
      return { efforts: withoutEffort(ticket.efforts, event.no) };
    case 'nudged':
      return { nudged: { count: (ticket.nudged?.count ?? 0) + 1, at, by: event.by } };
    case 'replied':
      return event.human ? { humanAskedAt: at } : {};
    case 'conversationGiven':
      return { conversation: { with: event.to, since: at } };
    case 'conversationReturned':
      // Who calls again is heard again.
      return { conversation: null, humanAskedAt: null };
    case 'ticketLinked':
      return { links: linked(ticket, { ticket: event.ticket, kind: event.kind, ...waitOf(event) }) };
    case 'ticketUnlinked':
      return { links: unlinked(ticket, event.ticket, event.kind) };
    case 'openedTicketMoved':
      return { links: standing(ticket, event) };
    case 'ticketCalledOff':
      return atRest(ticket, event);
    case 'actUndone':
      return undone(ticket, event);
    case 'limitWarned':
      return event.target === undefined
        ? { limit: ticket.limit && { ...ticket.limit, warnedAt: at } }
        : { targets: retargeted(ticket, event.target, () => ({ warnedAt: at })) };
    case 'limitPassed':
      return event.target === undefined
        ? { limit: ticket.limit && { ...ticket.limit, lateAt: at } }
        : {
            targets: retargeted(ticket, event.target, ({ lateAt, missed }) =>
              lateAt === null ? { lateAt: at, missed: missed + 1 } : {},
            ),
          };
    case 'limitExtended': {
      const { of, ms, reason, askedBy, limit } = event;
      const agreed = memberNamed(event.by) ?? event.by;
      const confirmedBy = agreed === askedBy ? null : agreed;
      const extension = { of, ms, reason, by: askedBy, at, visit: ticket.visit, confirmedBy };
      return { limit, extensions: [...ticket.extensions, extension], extensionAsked: null };
    }
    case 'extensionAsked': {
      const { of, ms, reason } = event;
      return { extensionAsked: { of, ms, reason, by: memberNamed(event.by) ?? event.by, at } };
    }
    case 'extensionDropped':
      return { extensionAsked: null };
    case 'targetsSet': {
      const set = event.targets.map(({ name }) => name);
      return { targets: [...ticket.targets.filter(({ name }) => !set.includes(name)), ...event.targets] };
    }
    case 'deadlinesRecounted':
      return { limit: event.limit };
    case 'orderPaid':
      return { orderRef: event.orderRef };
    case 'escalated':
    case 'escalationAnnounced':
    case 'acknowledged':
    case 'acknowledgementLapsed':
    case 'reminded':
    case 'datesMoved':
    case 'noteAdded':
    case 'partSplit':
    case 'conversationKept':
      return {};
    default: {
      const unknown: never = event;
      throw new Error(`ticket ${ticket.id}: expected a known event, got ${JSON.stringify(unknown)}`);
    }
  }
}

/** Ticks, proposal and hold belonged to the stay that ended, and so did more time for its limit that was asked for. */
function newStay({ visit, climbs, extensionAsked }: Ticket, at: number): Partial<Ticket> {
  return {
    ...{ visit: visit + 1, enteredAt: at, checklist: {}, proposal: null },
    ...{ hold: null, shift: NO_SHIFT, climbs: withoutStay(climbs) },
    extensionAsked: extensionAsked?.of === 'limit' ? null : extensionAsked,
  };
}

/** Closed off its way through the SOP: nothing runs out any more. */
function atRest(ticket: Ticket, { to, at }: { readonly to: string; readonly at: number }): Partial<Ticket> {
  return {
    ...{ state: to, category: 'closed', limit: null, been: beenIn(ticket, to) },
    ...newStay(ticket, at),
  };
}

function beenIn({ been }: Ticket, state: string): Ticket['been'] {
  return been.includes(state) ? been : [...been, state];
}

function retargeted(
  { targets }: Ticket,
  name: Target['name'],
  change: (target: Target) => Partial<Target>,
): Ticket['targets'] {
  return targets.map((target) => (target.name === name ? { ...target, ...change(target) } : target));
}

function marked({ division }: Ticket, no: number, mark: Partial<Part>): Ticket['division'] {
  return division.map((part) => (part.no === no ? { ...part, ...mark } : part));
}

/** Whoever says why it is late says so of everything that is. */
function excused({ targets }: Ticket): Ticket['targets'] {
  return targets.map((target) => (target.lateAt === null ? target : { ...target, excused: true }));
}

function linked(ticket: Ticket, link: TicketLink): Ticket['links'] {
  return [...unlinked(ticket, link.ticket, link.kind), link];
}

function standing(
  { links }: Ticket,
  { ticket: to, stands }: Extract<Later, { type: 'openedTicketMoved' }>,
): Ticket['links'] {
  return links.map((link) => (link.ticket === to && link.kind === 'opened' ? { ...link, stands } : link));
}

function unlinked({ links }: Ticket, to: number, kind: TicketLink['kind']): Ticket['links'] {
  return links.filter((link) => link.ticket !== to || link.kind !== kind);
}

/** Another stay in the state that was left goes on with the clocks of the first. */
function undone(ticket: Ticket, event: Extract<Later, { type: 'actUndone' }>): Partial<Ticket> {
  const entry = ticket.undoable.find(({ version }) => version === event.version);
  if (!entry) throw new Error(`ticket ${ticket.id}: expected an act of version ${event.version} to undo`);
  const before = restored(ticket, entry, event.recalled);
  if (!leadsBack(entry)) return before;
  return {
    ...before,
    ...{ visit: ticket.visit + 1, enteredAt: event.at, climbs: withoutStay(ticket.climbs) },
    ...(event.shift === null ? {} : { shift: event.shift }),
  };
}
