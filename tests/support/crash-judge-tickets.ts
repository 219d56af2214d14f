/** Tickets are what their events say, the events are chained, and every timer of every stay fired once or was over. */
import type { SealedEvent } from '../../src/desk/ports/change.js';
import { digest, putBack, setApart } from '../../src/desk/said.js';
import { chain, NO_HEAD } from '../../src/desk/seal.js';
import type { Sop } from '../../src/sop/sop.js';
import type { TicketEvent } from '../../src/tickets/events.js';
import { evolveAll } from '../../src/tickets/evolve.js';
import type { Fields, Ticket } from '../../src/tickets/ticket.js';
import { expectTimes, type Findings } from './crash-findings.js';
import type { CrashRecord } from './crash-record.js';

type Kept = CrashRecord['tickets'][number];
type Timer = CrashRecord['timers'][number];

/** Between a decision's instant and the row's. */
const CLOSE_CALL_MS = 1_000;

export function judgeChains({ tickets }: CrashRecord, found: Findings): void {
  for (const { ticket, head, events } of tickets) {
    let last = NO_HEAD;
    for (const [n, { hash, said, ...event }] of events.entries()) {
      last = chain(last, event);
      const { data } = setApart(putBack(event.data, said), said?.salt);
      if (!same(data, event.data)) found.wrong.push(`#${ticket.id}: the words of event ${n} are not its own`);
      if (event.seq !== n) found.wrong.push(`#${ticket.id}: expected event ${n}, got ${event.seq}`);
      if (hash !== last) found.wrong.push(`#${ticket.id}: the chain breaks at event ${n}`);
    }
    if (head !== last) found.wrong.push(`#${ticket.id}: its head is not the hash of its last event`);
  }
}

/** A version is a command, and the row is what the events make of it. */
export function judgeReplays(record: CrashRecord, found: Findings): void {
  for (const kept of record.tickets) {
    const { ticket } = kept;
    const replayed = saves(kept).reduce<Ticket | null>(
      (before, events) => evolveAll(before, events.map(opened), ticket.id),
      null,
    );
    if (!replayed) found.wrong.push(`#${ticket.id} has no events`);
    else
      for (const key of Object.keys(ticket) as (keyof Ticket)[])
        if (key === 'fields') compareFields(ticket, replayed.fields, record, found);
        else if (key === 'documents') compareDocuments(kept, replayed.documents, record, found);
        else if (!same(ticket[key], replayed[key]))
          found.wrong.push(
            `#${ticket.id}: its ${key} is ${JSON.stringify(ticket[key])}, its events say ${JSON.stringify(replayed[key])}`,
          );
  }
}

function saves({ events }: Kept): readonly (readonly SealedEvent[])[] {
  const groups: SealedEvent[][] = [];
  for (const event of events) {
    const group = groups.at(-1);
    if (group && group[0]?.cause === event.cause) group.push(event);
    else groups.push([event]);
  }
  return groups;
}

function opened({ type, at, by, data, said }: SealedEvent): TicketEvent {
  return { type, at, by, ...putBack(data, said) } as TicketEvent;
}

/** Of a personal value the events know only the digest. */
function compareFields(ticket: Ticket, replayed: Fields, { salts }: CrashRecord, found: Findings): void {
  for (const key of new Set([...Object.keys(ticket.fields), ...Object.keys(replayed)])) {
    const value = ticket.fields[key];
    const told = replayed[key] as { digest?: string } | undefined;
    const salt = salts.find(({ ticket_id, field }) => ticket_id === ticket.id && field === key)?.salt;
    const right = salt === undefined ? same(value, told) : told?.digest === digest(salt, value);
    if (!right) found.wrong.push(`#${ticket.id}: its field ${key} is not what its events say`);
  }
}

/** Of a personal file they know that one came: when, and from whom. */
function compareDocuments(
  { ticket, events }: Kept,
  replayed: Ticket['documents'],
  { salts }: CrashRecord,
  found: Findings,
): void {
  for (const key of new Set([...Object.keys(ticket.documents), ...Object.keys(replayed)])) {
    const document = ticket.documents[key];
    const personal = salts.some(({ ticket_id, field }) => ticket_id === ticket.id && field === key);
    const right = personal
      ? events
          .map(opened)
          .some(
            (event) =>
              event.at === document?.at &&
              event.by === document.by &&
              'fields' in event &&
              key in event.fields,
          )
      : same(document, replayed[key]);
    if (!right) found.wrong.push(`#${ticket.id}: its document ${key} is not what its events say`);
  }
}

function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

const MADE_BY_TIMERS = ['limitWarned', 'limitPassed', 'reminded'];

function madeBy(rule: string): string {
  return { warn: 'limitWarned', limit: 'limitPassed' }[rule] ?? 'reminded';
}

/** A timer that fired made its event, once; there is no such event without a timer, but for a step that leaves late. */
export function judgeTimers({ tickets, timers }: CrashRecord, found: Findings): void {
  const all = tickets.flatMap(({ events }) => events);
  const moves = new Set(all.filter(({ type }) => type === 'ticketMoved').map(({ cause }) => cause));
  const made = all.filter(
    ({ type, cause }) => MADE_BY_TIMERS.includes(type) && !(type === 'limitPassed' && moves.has(cause)),
  );
  for (const timer of timers) {
    const { key, rule, status } = timer;
    const events = made.filter(({ cause, type }) => cause === `timer:${key}` && type === madeBy(rule));
    const over = events.length === 0 && isPointless(timer, timers);
    if (status === 'fired' || status === 'void')
      expectTimes(
        found,
        `${madeBy(rule)} of the ${status} timer ${key}`,
        status === 'fired' && !over ? 1 : 0,
        events.length,
      );
    else found.lost.push(`timer ${key} is ${status}`);
  }
  const keys = new Set(timers.map(({ key }) => `timer:${key}`));
  for (const { ticketId, seq, cause } of made)
    if (!keys.has(cause))
      found.twice.push(`event ${seq} of #${ticketId} comes from ${cause}, which is no timer`);
}

/** A warning that comes when the limit has passed, after an outage, says nothing any more. */
function isPointless(timer: Timer, timers: readonly Timer[]): boolean {
  const limit = timers.find(
    ({ ticket_id, visit, rule }) =>
      ticket_id === timer.ticket_id && visit === timer.visit && rule === 'limit',
  );
  if (timer.rule !== 'warn' || !limit || timer.settled_at === null) return false;
  return timer.settled_at.getTime() > limit.due_at.getTime() - CLOSE_CALL_MS;
}

/** Counted from the SOP, not from the timer rows: the stay a ticket is still in has run all its timers. */
export function judgeStays(
  { tickets, timers }: CrashRecord,
  sops: Readonly<Record<string, Sop>>,
  found: Findings,
): void {
  for (const { ticket, events } of tickets) {
    const sop = sops[ticket.sop];
    const limit = sop?.states[ticket.state]?.limit;
    const since = events.findLastIndex(({ type }) => type === 'ticketMoved' || type === 'ticketOpened');
    const stay = events.slice(since);
    const times = (type: string, rule?: string) =>
      stay.filter((event) => event.type === type && (rule === undefined || event.data.rule === rule)).length;
    const what = `#${ticket.id} in ${ticket.state}`;
    const warning = timers.find(
      ({ ticket_id, visit, rule }) => ticket_id === ticket.id && visit === ticket.visit && rule === 'warn',
    );
    const over = times('limitWarned') === 0 && warning !== undefined && isPointless(warning, timers);
    expectTimes(found, `${what}: limitWarned`, limit?.warn && !over ? 1 : 0, times('limitWarned'));
    expectTimes(found, `${what}: limitPassed`, limit ? 1 : 0, times('limitPassed'));
    for (const rule of Object.values(sop?.timers ?? {})) {
      const running = rule.in.includes(ticket.state);
      expectTimes(found, `${what}: ${rule.key}`, running ? rule.times : 0, times('reminded', rule.key));
    }
    const visits = new Set(timers.filter((timer) => timer.ticket_id === ticket.id).map(({ visit }) => visit));
    for (const visit of visits)
      if (visit > ticket.visit) found.wrong.push(`#${ticket.id} has timers of visit ${visit}`);
  }
}
