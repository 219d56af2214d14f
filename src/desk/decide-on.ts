/** From a ticket that was read to the facts a rule needs, and from its decision to the change that is saved. */
import { isOpen, localDate } from '../calendar/business-hours.js';
import type { Actor, Directory, Requester } from '../people/people.js';
import type { Asking } from '../tickets/action.js';
import type { Command } from '../tickets/command.js';
import { decide } from '../tickets/decide.js';
import type { TicketEvent } from '../tickets/events.js';
import { evolveAll } from '../tickets/evolve.js';
import type { Facts } from '../tickets/facts.js';
import { react } from '../tickets/react.js';
import type { Reactions } from '../tickets/reactions.js';
import type { Refusal } from '../tickets/refusal.js';
import type { Ticket } from '../tickets/ticket.js';
import type { Edition, Library } from './library.js';
import type { TicketRead } from './ports/tickets.js';

/** What one command does to one ticket, before anything is written. */
export interface Decided {
  readonly before: Ticket | null;
  readonly after: Ticket;
  readonly events: readonly TicketEvent[];
  readonly reactions: Reactions;
  readonly facts: Facts;
}

export type Decision = Decided | Refusal | Asking;

/** A decision that changes something. */
export function isDecided(decision: Decision): decision is Decided {
  return 'reactions' in decision;
}

/** The routine an opening names, if any. */
export function routineNamed({ input }: Command): string | null {
  return typeof input.routine === 'string' ? input.routine : null;
}

/** The facts of a command: the ticket's own SOP and calendar, and the staff as they are. */
export function factsOf(options: {
  readonly edition: Edition;
  readonly library: Library;
  readonly sop: string;
  /** Key of the routine that opens it, or opened it. */
  readonly routine: string | null;
  readonly directory: Directory;
  readonly requester: Requester;
  readonly watching?: readonly Requester[];
  readonly other?: Facts['other'];
  readonly kin?: Facts['kin'];
  readonly customer: Facts['customer'];
  readonly queue: string | null;
  readonly actor: Actor;
  readonly now: number;
}): Facts {
  const { edition } = options;
  const sop = edition.sop(options.sop, options.routine);
  const { always } = options.library;
  return {
    now: options.now,
    today: localDate(always, options.now),
    actor: options.actor,
    sop,
    content: edition.id,
    directory: options.directory,
    requester: options.requester,
    watching: options.watching ?? [],
    other: options.other ?? null,
    kin: options.kin ?? [],
    customer: options.customer ?? null,
    stages: edition.content.customers.stages.map(({ value }) => value),
    business: edition.calendarOf(options.queue ?? sop.queue),
    hoursOf: edition.calendarOf,
    always,
    replies: edition.content.replies,
    lateReasons: edition.content.lateReasons,
    categories: edition.content.categories,
    grading: edition.content.grading,
    escalation: edition.content.escalation,
    routines: edition.content.routines,
    sla: edition.content.sla,
    extensions: edition.content.extensions,
    roster: options.library.roster(),
    efforts: options.library.efforts(),
  };
}

/** What the rules for new tickets look at; no other command asks them. */
export function routingNow({ content, calendar }: Edition, now: number): NonNullable<Facts['routing']> {
  const asked = content.routing.flatMap(({ when }) =>
    when.flatMap(({ on, values }) => (on === 'within' || on === 'outside' ? values : [])),
  );
  return {
    rules: content.routing,
    open: [...new Set(asked)].filter((key) => isOpen(calendar(key), now)),
    tiers: content.customers.tiers,
  };
}

/** The facts of a ticket that was read, for one actor. `edition` must be the one it was born with. */
export function factsOn(
  { ticket, requester, watching, customer }: TicketRead,
  actor: Actor,
  given: {
    readonly edition: Edition;
    readonly library: Library;
    readonly directory: Directory;
    readonly now: number;
    /** The other ticket of a command that is about two. */
    readonly other?: Facts['other'];
    readonly kin?: Facts['kin'];
  },
): Facts {
  const { sop, routine, queue } = ticket;
  return factsOf({ ...given, sop, routine, requester, watching, customer, queue, actor });
}

/** decide → evolve → react, on a ticket that was read or, with null, on one about to be opened as `id`. */
export function decideOn(command: Command, read: TicketRead | null, facts: Facts, id: number): Decision {
  const before = read?.ticket ?? null;
  const decision = decide(command, before, facts);
  if (!('events' in decision)) return decision;
  const after = evolveAll(before, decision.events, id);
  return {
    before,
    after,
    events: decision.events,
    facts,
    reactions: react(before, after, decision.events, facts),
  };
}
