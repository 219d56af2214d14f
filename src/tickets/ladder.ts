/** Where a running clock stands on its ladder: its rungs as moments in the clock's own time, and which of them come next. */
import { addWorking, workingBetween } from '../calendar/business-hours.js';
import { addDuration, durationMs } from '../calendar/duration.js';
import { type Ladder, ladderFor, type Rung } from '../sop/escalation.js';
import type { ClockName } from '../sop/sla.js';
import type { Climb } from './climb.js';
import type { Facts } from './facts.js';
import { type RunningClock, runningClocks } from './running-clock.js';
import type { Ticket } from './ticket.js';

/** A moment of a ladder: a rung tells, or the handler is told that it will. */
export interface Moment {
  /** Counted from 1. */
  readonly rung: number;
  readonly part: 'courtesy' | 'rung';
  /** In the clock's own time from its due instant on; negative before it. */
  readonly offsetMs: number;
}

/** A clock that runs, with the ladder it hangs on and how far it has come. */
export interface Climbing {
  readonly clock: RunningClock;
  readonly ladder: Ladder;
  readonly climb: Climb;
}

/** Nothing of the ladder has been yet. */
export const GROUND: Climb = {
  ...{ moments: 0, reachedMs: null, stoodMs: 0, rung: 0, told: [] },
  ...{ acknowledgements: 0, acknowledged: null },
};

/** The ladders of a ticket; none for what stands still, and none for what is escalated as limits always were. */
export function climbing(ticket: Ticket, facts: Facts): readonly Climbing[] {
  if (!facts.escalation || facts.escalation.rules.length === 0) return [];
  return runningClocks(ticket, facts).flatMap((clock) => {
    const ladder = ladderOf(ticket, clock.name, facts);
    return ladder === null ? [] : { clock, ladder, climb: ticket.climbs[clock.name] ?? GROUND };
  });
}

export function climbOf(ticket: Ticket, name: string, facts: Facts): Climbing | undefined {
  return climbing(ticket, facts).find(({ clock }) => clock.name === name);
}

/** The ladder that tells in place of the warning and the end of a clock; null: none does. */
export function ladderOf(
  { priority, queue, sop, routine }: Ticket,
  clock: ClockName,
  { escalation }: Facts,
): Ladder | null {
  return escalation ? ladderFor(escalation, { priority, queue, sop, routine, clock }) : null;
}

/** Every moment of a ladder on this clock, in the order of time. */
function momentsOf({ rungs }: Ladder, clock: RunningClock): readonly Moment[] {
  return rungs
    .flatMap((rung, n) => momentsOfRung(rung, n + 1, clock))
    .sort((one, other) => one.offsetMs - other.offsetMs);
}

function momentsOfRung(
  written: Rung,
  rung: number,
  { calendar, allowedMs }: RunningClock,
): readonly Moment[] {
  const { at, repeat, times, courtesy } = written;
  const first =
    'share' in at
      ? Math.round((allowedMs * (at.share - 100)) / 100)
      : durationMs(calendar, at.time) * (at.side === 'before' ? -1 : 1);
  const every = repeat === null ? 0 : durationMs(calendar, repeat);
  const own = Array.from(
    { length: times },
    (_, n): Moment => ({ rung, part: 'rung', offsetMs: first + n * every }),
  );
  const before: Moment[] =
    courtesy === null ? [] : [{ rung, part: 'courtesy', offsetMs: first - durationMs(calendar, courtesy) }];
  return [...before, ...own];
}

/** When a moment is, by the plan: as much later as the ladder stood still after acknowledgements. */
export function instantOf({ offsetMs }: Moment, { clock, climb }: Climbing): number {
  const ms = offsetMs + climb.stoodMs;
  return ms === 0 ? clock.dueAt : addWorking(clock.calendar, clock.dueAt, ms);
}

/** Where the clock is now, in its own time from its due instant on. */
export function positionOf({ calendar, dueAt }: RunningClock, now: number): number {
  return workingBetween(calendar, dueAt, now);
}

/** What is still to come, in the order of time; what was due before the clock began is not. */
export function momentsAhead(one: Climbing): readonly Moment[] {
  const { clock, ladder, climb } = one;
  return momentsOf(ladder, clock).filter((moment) =>
    climb.reachedMs === null ? instantOf(moment, one) > clock.startedAt : moment.offsetMs > climb.reachedMs,
  );
}

/** When an acknowledgement has been left alone for too long; null while there is none. */
export function idleAt({ clock, ladder, climb }: Climbing): number | null {
  return climb.acknowledged && addDuration(clock.calendar, climb.acknowledged.actedAt, ladder.idle);
}
