/** 为什么: the sum behind a due instant, day by day, so that nobody has to believe it. */
import { instantAround } from '../calendar/around.js';
import { workingBetween } from '../calendar/business-hours.js';
import { type WorkingDay, workingDays } from '../calendar/working-days.js';
import { TARGETS } from '../sop/sla.js';
import type { ClockKind, TimerRule } from '../sop/sop.js';
import type { Facts } from './facts.js';
import { ladderOf } from './ladder.js';
import { clockOf } from './limit.js';
import type { TimerSet } from './reactions.js';
import { isMissed, leftAt } from './target.js';
import type { Target, Ticket } from './ticket.js';
import { ruleOf } from './timers.js';

/** The time that counts from one instant to another; the days add up to it. */
export interface Counted {
  readonly clock: ClockKind;
  readonly from: number;
  readonly to: number;
  readonly ms: number;
  readonly days: readonly WorkingDay[];
}

function counted(kind: ClockKind, from: number, to: number, facts: Facts): Counted {
  const clock = clockOf(kind, facts);
  return {
    clock: kind,
    from,
    to,
    ms: workingBetween(clock, from, to),
    days: workingDays(clock, from, to),
  };
}

/** From entering the state to the due instant, the time it was held included. */
export interface WhyDue extends Counted {
  /** For so long the ticket was held. */
  readonly heldMs: number;
  /** Of what the SOP allows, what is left; negative once late. */
  readonly leftMs: number;
}

/** Null while no limit runs. */
export function whyDue({ limit, state, enteredAt, hold, shift }: Ticket, facts: Facts): WhyDue | null {
  const kind = facts.sop.states[state]?.limit?.clock;
  if (!limit || !kind) return null;
  const leftMs = workingBetween(clockOf(kind, facts), hold?.at ?? facts.now, limit.dueAt);
  return { ...counted(kind, enteredAt, limit.dueAt, facts), heldMs: shift[kind], leftMs };
}

/** From the last time it went on to the due instant; with what was used up before, that is all it is allowed. */
export interface WhyTarget extends Counted {
  readonly target: Target;
  readonly usedMs: number;
  /** Negative once it is missed. */
  readonly leftMs: number;
  readonly missed: boolean;
}

/** Those that are owed, in the order in which they are promised. */
export function whyTargets({ targets }: Ticket, facts: Facts): readonly WhyTarget[] {
  return TARGETS.flatMap((name) => {
    const target = targets.find((each) => each.name === name && each.over === null);
    if (!target) return [];
    const { clock, since, dueAt, spentMs } = target;
    return [
      {
        // Regraded, it may have been used up before it went on: then nothing is added to what was used.
        ...counted(clock, since, Math.max(since, dueAt), facts),
        ...{ target, usedMs: spentMs, missed: isMissed(target, facts.now) },
        leftMs: leftAt(target, clockOf(clock, facts), facts.now),
      },
    ];
  });
}

/** What is between a timer and what it is counted from: before it or after it. */
export interface WhyTimer extends Counted {
  /** Null: the warning before the limit. */
  readonly rule: TimerRule | null;
  readonly dueAt: number;
}

/** Null for what is explained elsewhere (the limit itself), and for a rule there is no more. */
export function whyTimer(
  { rule: name, dueAt, date }: Pick<TimerSet, 'rule' | 'dueAt' | 'date'>,
  ticket: Ticket,
  facts: Facts,
): WhyTimer | null {
  const { limit, state, enteredAt } = ticket;
  const kind = facts.sop.states[state]?.limit?.clock;
  // A ladder tells in its place.
  if (name === 'warn' && ladderOf(ticket, 'limit', facts)) return null;
  if (name === 'warn')
    return limit && kind ? { rule: null, dueAt, ...counted(kind, dueAt, limit.dueAt, facts) } : null;
  const rule = ruleOf(name, facts.sop);
  if (!rule) return null;
  const { start } = rule;
  const from =
    start.from === 'entry' || date === undefined
      ? enteredAt
      : instantAround(
          date,
          { ...start.around, before: null, after: null },
          { tz: facts.always.tz, clock: clockOf(rule.clock, facts) },
        );
  return { rule, dueAt, ...counted(rule.clock, Math.min(from, dueAt), Math.max(from, dueAt), facts) };
}
