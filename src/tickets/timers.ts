/** When to wake for a ticket: set on entering a state, set again after each reminder, gone with the stay. */
import { addDuration } from '../calendar/duration.js';
import type { TimerRule } from '../sop/sop.js';
import type { Command } from './command.js';
import type { Facts } from './facts.js';
import { clockOf } from './limit.js';
import type { TimerSet } from './reactions.js';
import type { Ticket } from './ticket.js';

const SOP = 'sop:';

/** Every timer of a stay that begins now. */
export function timersOfStay(ticket: Ticket, facts: Facts): readonly TimerSet[] {
  const { visit, limit, state, enteredAt } = ticket;
  const first = { visit, occurrence: 1 };
  const timers: TimerSet[] = [];
  if (limit && limit.warnAt !== null) timers.push({ ...first, rule: 'warn', dueAt: limit.warnAt });
  if (limit) timers.push({ ...first, rule: 'limit', dueAt: limit.dueAt });
  for (const rule of Object.values(facts.sop.timers))
    if (rule.in.includes(state))
      timers.push({
        ...first,
        rule: SOP + rule.key,
        dueAt: addDuration(clockOf(rule.clock, facts), enteredAt, rule.after),
      });
  return timers;
}

/** The occurrence after this one; none after the last. */
export function nextOccurrence(
  rule: TimerRule,
  occurrence: number,
  ticket: Ticket,
  facts: Facts,
): TimerSet | null {
  if (rule.repeat === null || occurrence >= rule.times) return null;
  const clock = clockOf(rule.clock, facts);
  let dueAt = addDuration(clock, ticket.enteredAt, rule.after);
  for (let passed = 1; passed <= occurrence; passed++) dueAt = addDuration(clock, dueAt, rule.repeat);
  // Counted from the plan, so that a late alarm shifts nothing; after a standstill, from now, so that nobody gets a burst.
  if (dueAt <= facts.now) dueAt = addDuration(clock, facts.now, rule.repeat);
  return { rule: SOP + rule.key, visit: ticket.visit, occurrence: occurrence + 1, dueAt };
}

/** The command a timer of a ticket becomes when it is due. */
export function timerCommand(timer: Omit<TimerSet, 'dueAt'>): Pick<Command, 'type' | 'input'> {
  const { rule, visit, occurrence } = timer;
  if (rule === 'warn') return { type: 'warn', input: { visit } };
  if (rule === 'limit') return { type: 'expire', input: { visit } };
  return { type: 'remind', input: { rule: rule.slice(SOP.length), visit, occurrence } };
}
