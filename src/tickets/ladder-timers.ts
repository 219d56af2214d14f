/** When to wake for the ladders of a ticket: for the next moment of each, or for an acknowledgement that is left alone. */

import { CLOCKS } from './climb.js';
import type { Command } from './command.js';
import type { Facts } from './facts.js';
import { type Climbing, climbing, idleAt, instantOf, momentsAhead } from './ladder.js';
import type { TimerSet } from './reactions.js';
import type { Ticket } from './ticket.js';

const LADDER = 'ladder:';
const IDLE = 'idle:';

/** One a clock, whatever the number of its rungs: the next is set when this one has fired. */
export function ladderTimers(ticket: Ticket, facts: Facts): readonly TimerSet[] {
  return climbing(ticket, facts).flatMap((one) => timerOf(one, ticket) ?? []);
}

function timerOf(one: Climbing, { visit }: Ticket): TimerSet | null {
  const { clock, climb } = one;
  const idle = idleAt(one);
  if (idle !== null)
    return { rule: IDLE + clock.name, visit, occurrence: climb.acknowledgements, dueAt: idle };
  const [next] = momentsAhead(one);
  if (!next) return null;
  return { rule: LADDER + clock.name, visit, occurrence: climb.moments + 1, dueAt: instantOf(next, one) };
}

/** The rules of `ladderTimers`; none where the house has no ladder. */
export function ladderRules({ escalation }: Pick<Facts, 'escalation'>): readonly string[] {
  if (!escalation || escalation.rules.length === 0) return [];
  return CLOCKS.flatMap((name) => [LADDER + name, IDLE + name]);
}

/** The command it becomes when it is due; null for any other timer. */
export function ladderCommand({
  rule,
  visit,
  occurrence,
}: Pick<TimerSet, 'rule' | 'visit' | 'occurrence'>): Pick<Command, 'type' | 'input'> | null {
  const clock = rule.slice(rule.indexOf(':') + 1);
  if (rule.startsWith(LADDER)) return { type: 'escalate', input: { clock, visit, moment: occurrence } };
  if (rule.startsWith(IDLE)) return { type: 'lapse', input: { clock, acknowledgement: occurrence } };
  return null;
}
