/** 撤销: what a member's act leaves behind so that it can be taken back, and what the ticket is once it is. */
import { memberNamed } from '../people/actor.js';
import { leftBehind } from './children.js';
import type { TicketEvent } from './events.js';
import { type Part, withoutPart, withPart } from './part.js';
import type { LinkKind, Ticket, TicketFacts, Undoable } from './ticket.js';

/** So long somebody may change their mind. */
export const UNDO_MS = 60_000;
/** So long what an undoable act tells a requester waits: undone by then, it was never said. */
export const RECALL_MS = 10_000;

/** Acts that leave nothing outside the house: no words sent, no value written over, no ticket opened. */
const UNDOABLE: readonly string[] = [
  'ticketAssigned',
  'ticketMoved',
  'itemTicked',
  'itemUnticked',
  'transitionProposed',
  'proposalDropped',
  'stepAgreed',
  'ticketHeld',
  'ticketResumed',
  'watcherAdded',
  'watcherRemoved',
  'ticketLinked',
  'ticketUnlinked',
  'ticketMerged',
  'partSet',
  'partRemoved',
  'partDone',
] satisfies TicketEvent['type'][];

/** Of a part the newest act alone counts, but of these it does not matter who changed them since. */
const FREE = /^(?:limit|shift|told|been|facts\.)/u;
/** A later step, tick or assignment rests on the step that led there. */
const OF_STAY = /^(?:state|assigneeId|checklist\.|proposal|hold|fields)/u;
/** Parts of a ticket that are one thing each. */
const WHOLE: readonly (keyof Ticket)[] = [
  ...(['state', 'category', 'queue', 'assigneeId', 'inPlaceOf', 'proposal', 'approvals', 'limit'] as const),
  ...(['hold', 'shift', 'told', 'been', 'fields'] as const),
];
const FACTS = ['resolvedAt', 'closedAt', 'workMinutes', 'reopens', 'reassignments'] as const;

/** Whether an act is of the kind that can be undone; null when nothing in it is. */
function undoableAct(events: readonly TicketEvent[]): TicketEvent | null {
  return events.findLast(({ type, by }) => UNDOABLE.includes(type) && memberNamed(by) !== null) ?? null;
}

/** What may be taken back after a command: its own act if it is one, and earlier ones, marked where this rests on them. */
export function remembered(
  before: Ticket,
  after: Ticket,
  events: readonly TicketEvent[],
): readonly Undoable[] {
  const act = undoableAct(events);
  const last = events.at(-1);
  const taken = events.flatMap((event) => (event.type === 'actUndone' ? event.version : []));
  const open = before.undoable.filter(
    ({ at, version }) => (last?.at ?? at) - at <= UNDO_MS && !taken.includes(version),
  );
  // Most commands are of nobody who could undo them, long after the last one that was: nothing need be compared.
  if (act === null && open.length === 0) return open;
  const changed = changes(before, after);
  const earlier = open.map((entry) =>
    last && entry.rested === null && restsOn(entry, changed)
      ? { ...entry, rested: { by: last.by, what: last.type } }
      : entry,
  );
  return act === null ? earlier : [...earlier, entryOf(act, before, after, changed)];
}

function entryOf(
  act: TicketEvent,
  { version, enteredAt }: Ticket,
  after: Ticket,
  changed: ReadonlyMap<string, unknown>,
): Undoable {
  const moved = act.type === 'ticketMoved' ? act : null;
  // A ticket that was handed over to goes its own way.
  const opened = moved?.told.some((mark) => mark.startsWith('open:')) ?? false;
  // And what was opened for this one alone ends with it.
  const calledOff = after.category === 'closed' && leftBehind(after).length > 0;
  return {
    by: memberNamed(act.by) ?? act.by,
    at: act.at,
    version: version + 1,
    what: act.type,
    transition: moved?.transition ?? null,
    enteredAt,
    before: Object.fromEntries([...changed].filter(([part]) => part !== 'fields')),
    rested: opened || calledOff ? { by: act.by, what: 'partSplit' } : null,
  };
}

/** The ticket without the act; whatever others did since stays. */
export function restored(ticket: Ticket, { before }: Undoable, recalled: boolean): Ticket {
  const after: Record<string, unknown> = { ...ticket };
  const facts: Record<string, unknown> = { ...ticket.facts };
  const checklist = { ...ticket.checklist };
  let { watchers, links, division } = ticket;
  for (const [part, value] of Object.entries(before)) {
    const [head = '', ...rest] = part.split('.');
    const tail = rest.join('.');
    if (head === 'facts') facts[tail] = value;
    else if (head === 'checklist') {
      if (value === null) delete checklist[tail];
      else checklist[tail] = value as Ticket['checklist'][string];
    } else if (head === 'watchers') watchers = toggled(watchers, tail, value !== null);
    else if (head === 'links') links = relinked(links, tail, value !== null);
    else if (head === 'division')
      division = value === null ? withoutPart(division, Number(tail)) : withPart(division, value as Part);
    else if (head !== 'told' || recalled) after[head] = value;
  }
  return {
    ...(after as unknown as Ticket),
    facts: facts as unknown as TicketFacts,
    checklist,
    watchers,
    links,
    division,
  };
}

/** Whether undoing it leads back to another state. */
export function leadsBack({ before }: Undoable): boolean {
  return Object.hasOwn(before, 'state');
}

function toggled(all: readonly string[], one: string, there: boolean): readonly string[] {
  const others = all.filter((other) => other !== one);
  return there ? [...others, one] : others;
}

function relinked(links: Ticket['links'], mark: string, there: boolean): Ticket['links'] {
  const others = links.filter((link) => markOf(link) !== mark);
  const [id, kind] = mark.split('.');
  return there ? [...others, { ticket: Number(id), kind: kind as LinkKind }] : others;
}

const markOf = ({ ticket, kind }: Ticket['links'][number]) => `${ticket}.${kind}`;

function restsOn({ before }: Undoable, changed: ReadonlyMap<string, unknown>): boolean {
  const parts = [...changed.keys()];
  return (
    parts.some((part) => !FREE.test(part) && Object.hasOwn(before, part)) ||
    (Object.hasOwn(before, 'state') && parts.some((part) => OF_STAY.test(part))) ||
    // Nor is anything of a stay brought back once the stay is over.
    (parts.includes('state') && Object.keys(before).some((part) => OF_STAY.test(part)))
  );
}

/** Every part that has another value, with what it was; null where there was none. A part written anew as it was is no change. */
function changes(before: Ticket, after: Ticket): ReadonlyMap<string, unknown> {
  const changed = new Map<string, unknown>();
  const compare = (head: string, was: Parts, is: Parts, parts: readonly string[]) => {
    for (const part of parts) if (!same(was[part], is[part])) changed.set(head + part, was[part] ?? null);
  };
  const compareAll = (head: string, was: Parts, is: Parts) =>
    compare(head, was, is, Object.keys({ ...was, ...is }));
  compare('', { ...before }, { ...after }, WHOLE);
  compare('facts.', { ...before.facts }, { ...after.facts }, FACTS);
  if (before.checklist !== after.checklist) compareAll('checklist.', before.checklist, after.checklist);
  if (before.watchers !== after.watchers)
    compareAll('watchers.', marked(before.watchers), marked(after.watchers));
  if (before.links !== after.links)
    compareAll('links.', marked(before.links.map(markOf)), marked(after.links.map(markOf)));
  if (before.division !== after.division)
    compareAll('division.', numbered(before.division), numbered(after.division));
  return changed;
}

type Parts = Readonly<Record<string, unknown>>;

/** An event may write a part anew as it was, such as the limit that a hold of no time left where it stood. */
function same(was: unknown, is: unknown): boolean {
  if (was === is || !isParts(was) || !isParts(is)) return was === is;
  const parts = Object.keys({ ...was, ...is });
  return parts.every((part) => was[part] === is[part]);
}

const isParts = (value: unknown): value is Parts => typeof value === 'object' && value !== null;

const marked = (all: readonly string[]): Parts => Object.fromEntries(all.map((one) => [one, true]));

const numbered = (division: Ticket['division']): Parts =>
  Object.fromEntries(division.map((part) => [String(part.no), part]));
