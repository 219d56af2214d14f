/** What runs out on a ticket, the limit of its step and the targets of the SLA alike: by when, in whose time, whether it runs. */
import type { Calendar } from '../calendar/business-hours.js';
import { durationMs } from '../calendar/duration.js';
import { type ClockName, TARGETS, type TargetName } from '../sop/sla.js';
import type { ClockKind } from '../sop/sop.js';
import type { Facts } from './facts.js';
import { clockOf } from './limit.js';
import type { RunningLimit, Ticket } from './ticket.js';

export interface RunningClock extends RunningLimit {
  readonly name: ClockName;
  readonly kind: ClockKind;
  readonly calendar: Calendar;
  /** All that is allowed, extensions included, in the clock's own time. */
  readonly allowedMs: number;
  readonly startedAt: number;
}

/** What runs now, by its target; without one, the limit of the step. Null: it stands still, is over, or never was. */
export function runningClock({ limit, hold, targets }: Ticket, target?: TargetName): RunningLimit | null {
  if (target === undefined) return hold ? null : limit;
  const found = targets.find(({ name }) => name === target);
  return found && !found.stands && found.over === null ? found : null;
}

/** Everything that runs on a ticket now. */
export function runningClocks(ticket: Ticket, facts: Facts): readonly RunningClock[] {
  const ofStep = facts.sop.states[ticket.state]?.limit ?? null;
  const limit = runningClock(ticket);
  const calendarOf = (kind: ClockKind) => clockOf(kind, facts);
  const targets = TARGETS.flatMap((name): readonly RunningClock[] => {
    const target = ticket.targets.find((each) => each.name === name);
    if (!target || runningClock(ticket, name) === null) return [];
    const { clock: kind, allowedMs, extendedMs = 0 } = target;
    return [{ ...target, kind, calendar: calendarOf(kind), allowedMs: allowedMs + extendedMs }];
  });
  if (limit === null || ofStep === null) return targets;
  const kind = ofStep.clock;
  const calendar = calendarOf(kind);
  const within = durationMs(calendar, ofStep.byPriority?.[ticket.priority] ?? ofStep.within);
  const allowedMs = within + (limit.extendedMs ?? 0);
  return [{ ...limit, name: 'limit', kind, calendar, allowedMs, startedAt: ticket.enteredAt }, ...targets];
}
