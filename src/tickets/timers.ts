/** When to wake for a ticket: set on entering a state, set again after each reminder, gone with the stay. */
import { instantAround } from '../calendar/around.js';
import { DAY_MS } from '../calendar/day.js';
import { addDuration } from '../calendar/duration.js';
import type { Sop, TimerRule, TimerStart } from '../sop/sop.js';
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
  for (const rule of Object.values(facts.sop.timers)) {
    if (!rule.in.includes(state)) continue;
    if (rule.start.from !== 'entry') timers.push(...aroundDate(rule, rule.start, ticket, facts));
    else
      timers.push({
        ...first,
        rule: SOP + rule.key,
        dueAt: addDuration(clockOf(rule.clock, facts), enteredAt, rule.start.after),
      });
  }
  return timers;
}

/** Rules whose waiting timers are void, and what waits in their place. */
interface SetAnew {
  readonly rules: readonly string[];
  readonly timers: readonly TimerSet[];
}

/** Some dates of the customer moved: the rules of the stay that rest on them, and their timers as they are now. */
export function timersOfDates(dates: readonly string[], ticket: Ticket, facts: Facts): SetAnew {
  const resting = datesOf(facts.sop, ticket.state);
  const rules = dates.flatMap((date) => resting.get(date) ?? []);
  return setAnew(rules, ticket, facts);
}

/** Fields of the ticket were filled in: the rules of the stay that rest on them, and their timers as they are now. */
export function timersOfFields(fields: readonly string[], ticket: Ticket, facts: Facts): SetAnew {
  const rules = Object.values(facts.sop.timers).filter(
    ({ in: states, start }) =>
      states.includes(ticket.state) && start.from === 'field' && fields.includes(start.field),
  );
  return setAnew(
    rules.map(({ key }) => SOP + key),
    ticket,
    facts,
  );
}

function setAnew(rules: readonly string[], ticket: Ticket, facts: Facts): SetAnew {
  return { rules, timers: timersOfStay(ticket, facts).filter(({ rule }) => rules.includes(rule)) };
}

/** The dates of the customer that timers of a state rest on, and the rules of those timers. */
export function datesOf(sop: Pick<Sop, 'timers'>, state: string): ReadonlyMap<string, readonly string[]> {
  const dates = new Map<string, string[]>();
  for (const { key, in: states, start } of Object.values(sop.timers))
    if (start.from === 'customer' && states.includes(state))
      dates.set(start.date, [...(dates.get(start.date) ?? []), SOP + key]);
  return dates;
}

/** Nobody is told of what was due long before it was known: a list that is imported may be years old. */
export const LATEST_MS = DAY_MS;

type Dated = Exclude<TimerStart, { from: 'entry' }>;

/** The date a timer rests on, as it is now. */
export function dateOf(start: Dated, { fields }: Ticket, { customer }: Facts): string | undefined {
  if (start.from === 'customer') return customer?.dates[start.date];
  const value = fields[start.field];
  return typeof value === 'string' ? value : undefined;
}

function aroundDate(
  { key, clock }: TimerRule,
  start: Dated,
  ticket: Ticket,
  facts: Facts,
): readonly TimerSet[] {
  const date = dateOf(start, ticket, facts);
  if (date === undefined) return [];
  const dueAt = instantAround(date, start.around, { tz: facts.always.tz, clock: clockOf(clock, facts) });
  if (dueAt < facts.now - LATEST_MS) return [];
  return [{ rule: SOP + key, visit: ticket.visit, occurrence: 1, dueAt, date }];
}

/** The rule of the SOP behind a timer's name; none behind a limit's, or where the SOP has no such rule. */
export function ruleOf(name: string, { timers }: Pick<Sop, 'timers'>): TimerRule | undefined {
  const key = name.startsWith(SOP) ? name.slice(SOP.length) : '';
  return Object.hasOwn(timers, key) ? timers[key] : undefined;
}

/** The occurrence after this one; none after the last. */
export function nextOccurrence(
  rule: TimerRule,
  occurrence: number,
  ticket: Ticket,
  facts: Facts,
): TimerSet | null {
  if (rule.repeat === null || occurrence >= rule.times || rule.start.from !== 'entry') return null;
  const clock = clockOf(rule.clock, facts);
  let dueAt = addDuration(clock, ticket.enteredAt, rule.start.after);
  for (let passed = 1; passed <= occurrence; passed++) dueAt = addDuration(clock, dueAt, rule.repeat);
  // Counted from the plan, so that a late alarm shifts nothing; after a standstill, from now, so that nobody gets a burst.
  if (dueAt <= facts.now) dueAt = addDuration(clock, facts.now, rule.repeat);
  return { rule: SOP + rule.key, visit: ticket.visit, occurrence: occurrence + 1, dueAt };
}

/** The command a timer of a ticket becomes when it is due. */
export function timerCommand(
  timer: Omit<TimerSet, 'dueAt' | 'date'> & { readonly date?: string | null },
): Pick<Command, 'type' | 'input'> {
  const { rule, visit, occurrence, date } = timer;
  if (rule === 'warn') return { type: 'warn', input: { visit } };
  if (rule === 'limit') return { type: 'expire', input: { visit } };
  const rests = date ? { date } : {};
  return { type: 'remind', input: { rule: rule.slice(SOP.length), visit, occurrence, ...rests } };
}
