/** 为什么: the sum behind a due instant, day by day, so that nobody has to believe it. */
import { workingBetween } from '../calendar/business-hours.js';
import { type WorkingDay, workingDays } from '../calendar/working-days.js';
import type { ClockKind } from '../sop/sop.js';
import type { Facts } from './facts.js';
import { clockOf } from './limit.js';
import type { Ticket } from './ticket.js';

export interface WhyDue {
  /** When the clock began to run: the state was entered. */
  readonly since: number;
  readonly dueAt: number;
  readonly clock: ClockKind;
  /** What the SOP allows; the days below add up to it. */
  readonly allowedMs: number;
  /** For so long the ticket was held: the days below hold it too. */
  readonly heldMs: number;
  /** Of that, what is left; negative once late. */
  readonly leftMs: number;
  readonly days: readonly WorkingDay[];
}

/** Null while no limit runs. */
export function whyDue({ limit, state, enteredAt, hold, shift }: Ticket, facts: Facts): WhyDue | null {
  const kind = facts.sop.states[state]?.limit?.clock;
  if (!limit || !kind) return null;
  const clock = clockOf(kind, facts);
  return {
    since: enteredAt,
    dueAt: limit.dueAt,
    clock: kind,
    allowedMs: workingBetween(clock, enteredAt, limit.dueAt) - shift[kind],
    heldMs: shift[kind],
    leftMs: workingBetween(clock, hold?.at ?? facts.now, limit.dueAt),
    days: workingDays(clock, enteredAt, limit.dueAt),
  };
}
