/** The limit of a step: when it starts to run, when it warns, and whether it has passed. */
import { addWorking, type Calendar, workingBetween } from '../calendar/business-hours.js';
import { addDuration, durationMs } from '../calendar/duration.js';
import type { Priority } from '../sop/priority.js';
import type { ClockKind, State } from '../sop/sop.js';
import type { Facts } from './facts.js';
import type { RunningLimit, Ticket } from './ticket.js';

/** The limit of a state entered now; null when it has none. */
export function startLimit(state: State, priority: Priority, facts: Facts): RunningLimit | null {
  const { limit } = state;
  if (limit === null) return null;
  const clock = clockOf(limit.clock, facts);
  const dueAt = addDuration(clock, facts.now, limit.byPriority?.[priority] ?? limit.within);
  const warnAt = limit.warn === null ? null : addWorking(clock, dueAt, -durationMs(clock, limit.warn));
  return {
    dueAt,
    // A warning as long as the limit itself would ring on arrival.
    warnAt: warnAt !== null && warnAt > facts.now ? warnAt : null,
    warnedAt: null,
    lateAt: null,
    lateReason: limit.lateReason,
  };
}

/** Late from the due instant on, whether or not its alarm has rung yet. While it is held no time passes for it. */
export function isLate({ limit, hold }: Pick<Ticket, 'limit' | 'hold'>, now: number): boolean {
  return limit !== null && (hold?.at ?? now) >= limit.dueAt;
}

/** The limit after a hold: what was left of it is left still. One that had passed stays passed. */
export function limitAfter({ limit, hold }: Ticket, clock: Calendar, now: number): RunningLimit | null {
  if (limit === null || hold === null || isLate({ limit, hold }, now)) return limit;
  const later = (at: number) => addWorking(clock, now, workingBetween(clock, hold.at, at));
  const warned = limit.warnAt === null || limit.warnedAt !== null || limit.warnAt <= hold.at;
  return {
    ...limit,
    dueAt: later(limit.dueAt),
    warnAt: warned ? limit.warnAt : later(limit.warnAt),
  };
}

/** The facts of a queue: whatever comes there is counted in its hours. */
export function factsIn(queue: string, from: string, facts: Facts): Facts {
  return queue === from ? facts : { ...facts, business: facts.hoursOf?.(queue) ?? facts.business };
}

export function clockOf(kind: ClockKind, { business, always }: Facts): Calendar {
  return kind === 'business' ? business : always;
}
