/** The arithmetic of one target: it begins, stands still, goes on, is counted anew and ends, and no time is lost or made. */
import { addWorking, type Calendar, workingBetween } from '../calendar/business-hours.js';
import { durationMs } from '../calendar/duration.js';
import type { TargetName, TargetRule } from '../sop/sla.js';
import type { Target } from './ticket.js';

/** What is promised of one target: the rule, and the calendar it is counted in. */
export interface Promised {
  /** Key of the rule. */
  readonly rule: string;
  readonly terms: TargetRule;
  readonly calendar: Calendar;
}

/** A target that is owed from now on, running. */
export function started(name: TargetName, { rule, terms, calendar }: Promised, now: number): Target {
  const blank: Target = {
    ...{
      name,
      rule,
      clock: terms.clock,
      allowedMs: 0,
      spentMs: 0,
      since: now,
      stands: false,
      startedAt: now,
    },
    ...{ over: null, round: 1, met: 0, missed: 0, excused: false },
    ...{ dueAt: now, warnAt: null, warnedAt: null, lateAt: null, lateReason: terms.lateReason },
  };
  return promised(blank, { rule, terms, calendar });
}

/** The same thing is owed once more: nothing of it is used up. */
export function startedAgain(before: Target, given: Promised, now: number): Target {
  const { round, met, missed } = before;
  return { ...started(before.name, given, now), round: round + 1, met, missed };
}

/** Used up by an instant, in the clock's own time. */
function spentBy({ spentMs, since, stands }: Target, calendar: Calendar, at: number): number {
  return stands ? spentMs : spentMs + workingBetween(calendar, since, Math.max(since, at));
}

/** Of what is promised, what is left at an instant; negative once it is missed. */
export function leftAt(target: Target, calendar: Calendar, at: number): number {
  return target.allowedMs + (target.extendedMs ?? 0) - spentBy(target, calendar, at);
}

/** Missed from the due instant on, whether or not its alarm has rung. No time passes for what stands still. */
export function isMissed({ lateAt, stands, since, dueAt }: Target, now: number): boolean {
  return lateAt !== null || (stands ? since : now) >= dueAt;
}

export function stopped(target: Target, calendar: Calendar, at: number): Target {
  if (target.stands) return target;
  const until = Math.max(target.since, at);
  return { ...target, spentMs: spentBy(target, calendar, until), since: until, stands: true };
}

/** It goes on at an instant with what it had; the calendar may be another one than before. */
export function goneOn(target: Target, given: Promised, at: number): Target {
  return promised({ ...target, since: at, stands: false, over: null }, given);
}

/** Under these terms and in this calendar, with what was used up; it runs or stands as it did. */
export function promised(target: Target, { rule, terms, calendar }: Promised): Target {
  const allowedMs = durationMs(calendar, terms.within);
  const warnMs = terms.warn === null ? null : durationMs(calendar, terms.warn);
  const counted = { ...target, rule, clock: terms.clock, lateReason: terms.lateReason, allowedMs };
  const dueAt = instantLeft(counted, calendar);
  return {
    ...counted,
    dueAt,
    // A warning as long as the target itself would ring on arrival.
    warnAt: warnMs === null || warnMs >= allowedMs ? null : addWorking(calendar, dueAt, -warnMs),
  };
}

/** When nothing is left, if it runs from `since` on. */
function instantLeft(target: Target, calendar: Calendar): number {
  const leftMs = target.allowedMs + (target.extendedMs ?? 0) - target.spentMs;
  // Nothing left means now, and not when work begins again.
  return leftMs === 0 ? target.since : addWorking(calendar, target.since, leftMs);
}

/** Nothing is owed any more: it was met, unless it was missed before, or it is given up. */
export function ended(target: Target, how: 'done' | 'dropped'): Target {
  if (how === 'dropped') return { ...target, over: 'dropped' };
  const { lateAt, since, dueAt, met, missed } = target;
  if (lateAt === null && since < dueAt) return { ...target, over: 'met', met: met + 1 };
  // Graded anew while it stood still, it may have come to be missed without an alarm.
  return { ...target, over: 'missed', missed: missed + Number(lateAt === null) };
}

/** It turned out not to be over: what was counted as met is not. */
export function owedAgain(target: Target): Target {
  return { ...target, over: null, met: target.met - Number(target.over === 'met') };
}
