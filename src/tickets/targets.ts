/** What a command means for the targets of the SLA: they begin, stand still, go on, change and end with what happened. */

import { memberNamed } from '../people/actor.js';
import { ruleFor, type SlaRule, TARGETS, type TargetName } from '../sop/sla.js';
import type { TicketEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Facts } from './facts.js';
import { clockOf, factsIn } from './limit.js';
import { isOver } from './over.js';
import {
  ended,
  goneOn,
  isMissed,
  owedAgain,
  type Promised,
  promised,
  started,
  startedAgain,
  stopped,
} from './target.js';
import type { Target, Ticket } from './ticket.js';

/** The events of a command, with what they mean for the targets before them. Where none are promised nothing is asked. */
export function withTargets(
  before: Ticket | null,
  events: readonly TicketEvent[],
  facts: Facts,
): readonly TicketEvent[] {
  if (!concerned(before, events, facts)) return events;
  const passed = missedBy(before, events, facts);
  const happened = [...passed, ...events];
  const after = happened.reduce((ticket, event) => evolve(ticket, event, before?.id ?? 0), before);
  if (after === null) return events;
  const targets = targetsAfter({ before, after, events, facts });
  if (targets.length === 0) return happened;
  const set: TicketEvent = { type: 'targetsSet', at: facts.now, by: 'system', targets };
  const [opened, ...others] = events;
  return opened?.type === 'ticketOpened' ? [opened, set, ...others] : [...passed, set, ...events];
}

/** Whether anything can change: a ticket of which nothing is promised comes under a rule by a few events only. */
function concerned(before: Ticket | null, events: readonly TicketEvent[], { sla = [] }: Facts): boolean {
  if (before !== null && before.targets.length > 0) return true;
  return (
    sla.length > 0 &&
    events.some(
      (event) =>
        event.type === 'ticketOpened' ||
        event.type === 'priorityChanged' ||
        (event.type === 'ticketMoved' && event.queue !== before?.queue),
    )
  );
}

/** The alarm may be a moment behind: what is done too late is missed whether it rang or not. */
function missedBy(before: Ticket | null, events: readonly TicketEvent[], { now }: Facts): TicketEvent[] {
  return (before?.targets ?? []).flatMap((target) => {
    const { name, over, stands, lateAt } = target;
    const known = events.some((event) => event.type === 'limitPassed' && event.target === name);
    if (over !== null || stands || lateAt !== null || known || !isMissed(target, now)) return [];
    return { type: 'limitPassed', at: now, by: 'system', target: name };
  });
}

interface Happened {
  readonly before: Ticket | null;
  readonly after: Ticket;
  readonly events: readonly TicketEvent[];
  readonly facts: Facts;
}

/** Those that are others than before. */
function targetsAfter(happened: Happened): readonly Target[] {
  const { before, after, facts } = happened;
  const rule = ruleOf(happened);
  return TARGETS.flatMap((name) => {
    const target = after.targets.find((each) => each.name === name);
    const terms = rule?.targets[name];
    const calendar = terms && clockOf(terms.clock, factsIn(after.queue, before?.queue ?? after.queue, facts));
    const given = rule && terms && calendar && { rule: rule.key, terms, calendar };
    const next = nextOf(name, target, given, happened);
    return next === undefined || next === target ? [] : [next];
  });
}

/** The rule a ticket has it keeps, until something moves that rules look at; what is undone comes under its rule again. */
function ruleOf({ before, after, events, facts }: Happened): SlaRule | undefined {
  const { sla = [], customer = null } = facts;
  const { priority, categoryPath: category, queue } = after;
  const same =
    before !== null &&
    before.priority === priority &&
    before.categoryPath === category &&
    before.queue === queue &&
    !undone(events);
  const known = after.targets.find(({ over }) => over !== 'dropped')?.rule;
  if (same) return sla.find(({ key }) => key === known);
  return ruleFor(sla, { priority, category, tier: customer?.tier ?? null, queue });
}

function nextOf(
  name: TargetName,
  target: Target | undefined,
  given: Promised | undefined,
  happened: Happened,
): Target | undefined {
  const { before, after, events, facts } = happened;
  const { now } = facts;
  const owed = isOwed(name, target, happened);
  if (target === undefined) {
    if (!given || !owed) return undefined;
    const begun = started(name, given, now);
    return runs(after) ? begun : stopped(begun, given.calendar, now);
  }
  if (target.over !== null) {
    if (!owed || !given) return target;
    if (name === 'next_response' && target.over !== 'dropped') {
      const again = startedAgain(target, given, now);
      return runs(after) ? again : stopped(again, given.calendar, now);
    }
    const back = owedAgain(target);
    return runs(after) ? goneOn(back, given, wentOn(target, happened)) : promised(back, given);
  }
  // What ran until now ran in the hours of the queue it was in.
  const until = (instant: number) => stopped(target, clockOf(target.clock, facts), instant);
  if (!owed) return ended(until(now), isDone(name, happened) ? 'done' : 'dropped');
  if (!given) return ended(until(now), 'dropped');
  if (events.some(({ type }) => type === 'deadlinesRecounted')) return recounted(target, given, now);
  if (!runs(after)) {
    const still = target.stands ? target : until(undone(events) ? target.since : (after.hold?.at ?? now));
    return isAs(still, given, before, after) ? still : promised(still, given);
  }
  if (target.stands) return goneOn(target, given, wentOn(target, happened));
  return isAs(target, given, before, after) ? target : goneOn(until(now), given, now);
}

/** What is left of it, counted by the calendar of now; what is missed stays missed, whatever was said of its days since. */
function recounted(target: Target, given: Promised, now: number): Target {
  if (isMissed(target, now)) return target;
  const next = promised(target, given);
  return next.dueAt === target.dueAt && next.warnAt === target.warnAt ? target : next;
}

/** Targets that would fall due at another instant if they were counted by the calendar of now: as they are, and as they would be. */
export function movedTargets(ticket: Ticket, facts: Facts): readonly (readonly [Target, Target])[] {
  return ticket.targets.flatMap((target) => {
    const rule = facts.sla?.find(({ key }) => key === target.rule);
    const terms = rule?.targets[target.name];
    if (!terms || target.over !== null) return [];
    const given = { rule: target.rule, terms, calendar: clockOf(terms.clock, facts) };
    const next = recounted(target, given, facts.now);
    return next === target ? [] : [[target, next] as const];
  });
}

/** Undone, what stood still had never stood still. */
function wentOn({ since }: Target, { events, facts }: Happened): number {
  return undone(events) ? since : facts.now;
}

function isAs({ rule }: Target, given: Promised, before: Ticket | null, after: Ticket): boolean {
  return rule === given.rule && before?.queue === after.queue;
}

/** While it waits for somebody outside, or is held, no time passes. */
function runs({ category, hold }: Ticket): boolean {
  return category !== 'pending' && hold === null;
}

function isOwed(name: TargetName, target: Target | undefined, { before, after, events }: Happened): boolean {
  const { category } = after;
  if (category === 'closed') return false;
  if (name === 'resolution') return category !== 'resolved';
  if (name === 'first_response') return after.facts.firstResponseAt === null && category !== 'resolved';
  // Until the first response it is that one which is owed.
  const responded = before !== null && before.facts.firstResponseAt !== null;
  return events.reduce(
    (owed, event) => (answers(event) ? false : owed || (responded && isAskedBy(event))),
    target?.over === null,
  );
}

const isAskedBy = (event: TicketEvent): boolean => event.type === 'replied' && event.from === 'requester';

/** A member's reply; or what was asked about is resolved, which its step tells. */
function answers(event: TicketEvent): boolean {
  if (memberNamed(event.by) === null) return false;
  return (
    (event.type === 'replied' && event.from === 'member') || (event.type === 'ticketMoved' && isOver(event))
  );
}

/** Whether what is owed no more was done, or only came to nothing. */
function isDone(name: TargetName, { before, after, events }: Happened): boolean {
  if (name === 'first_response') return after.facts.firstResponseAt !== null;
  if (name === 'next_response') return events.some(answers);
  return after.category === 'resolved' || before?.category === 'resolved';
}

const undone = (events: readonly TicketEvent[]): boolean => events.some(({ type }) => type === 'actUndone');
