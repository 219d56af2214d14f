/** When to wake for a ticket: set on entering a state, set again after each reminder and each hold, gone with the stay. */
import { instantAround } from '../calendar/around.js';
import { addWorking } from '../calendar/business-hours.js';
import { DAY_MS } from '../calendar/day.js';
import { addDuration, durationMs } from '../calendar/duration.js';
import type { Sop, TimerRule, TimerStart } from '../sop/sop.js';
import { APPROVAL_RULES, approvalCommand, timersOfApproval } from './approval-timers.js';
import { checkOf, timersOfChecks } from './automatic-checks.js';
import type { Command } from './command.js';
import type { Facts } from './facts.js';
import { ladderCommand, ladderRules, ladderTimers } from './ladder-timers.js';
import { clockOf, isLate } from './limit.js';
import { partOf } from './part-timers.js';
import type { TimerSet } from './reactions.js';
import type { Target, Ticket } from './ticket.js';

const SOP = 'sop:';
const HOLD = 'hold';

/** Every timer of a stay that begins now, or goes on: those of its clocks, and those around dates. */
export function timersOfStay(ticket: Ticket, facts: Facts): readonly TimerSet[] {
  const dated = timerRules(ticket, facts).flatMap((rule) =>
    rule.start.from === 'entry' ? [] : aroundDate(rule, rule.start, ticket, facts),
  );
  return [...timersOfClocks(ticket, facts), ...dated, ...timersOfChecks(ticket, facts)];
}

/** Those that stand still while the ticket is held: the limit's, what is counted from the entry of the state, an approval's. */
export function timersOfClocks(ticket: Ticket, facts: Facts): readonly TimerSet[] {
  const { visit, limit, extensions } = ticket;
  // Extended, it wakes anew: what was set for it before may have rung.
  const added = extensions.filter((one) => one.of === 'limit' && one.visit === visit).length;
  const first = { visit, occurrence: 1 + added };
  const timers: TimerSet[] = [];
  if (limit && limit.lateAt === null) {
    const warns = limit.warnAt !== null && limit.warnedAt === null && !isLate(ticket, facts.now);
    if (limit.warnAt !== null && warns) timers.push({ ...first, rule: 'warn', dueAt: limit.warnAt });
    timers.push({ ...first, rule: 'limit', dueAt: limit.dueAt });
  }
  for (const rule of timerRules(ticket, facts)) timers.push(...nextAhead(rule, ticket, facts));
  timers.push(...ladderTimers(ticket, facts), ...timersOfApproval(ticket, facts.now));
  return timers;
}

/** The rules of `timersOfClocks`, and of the hold itself. */
export function clockRules(ticket: Ticket, facts: Facts): readonly string[] {
  const ofSop = timerRules(ticket, facts).filter(({ start }) => start.from === 'entry');
  return [
    'warn',
    'limit',
    HOLD,
    ...ofSop.map(({ key }) => SOP + key),
    ...ladderRules(facts),
    ...APPROVAL_RULES,
  ];
}

/** The next thing a target wakes for: its warning, and only then its end. */
export function timersOfTarget({ visit }: Ticket, target: Target, { now }: Facts): readonly TimerSet[] {
  const { name, round, stands, over, lateAt, warnAt, warnedAt, dueAt } = target;
  if (stands || over !== null || lateAt !== null) return [];
  const warns = warnAt !== null && warnedAt === null && now < dueAt;
  // Counted anew, it may have been due before anybody knew.
  const at = Math.max(now, warns ? warnAt : dueAt);
  return [{ rule: `${warns ? 'warn' : 'limit'}:${name}`, visit, occurrence: round, dueAt: at }];
}

export function rulesOfTarget(name: Target['name']): readonly string[] {
  return [`warn:${name}`, `limit:${name}`];
}

/** When a held ticket goes on by itself. */
export function timerOfHold({ visit, hold, shift }: Ticket): readonly TimerSet[] {
  if (hold === null || hold.until === null) return [];
  return [{ rule: HOLD, visit, occurrence: shift.holds + 1, dueAt: hold.until }];
}

function timerRules({ state }: Ticket, { sop }: Facts): readonly TimerRule[] {
  return Object.values(sop.timers).filter((rule) => rule.in.includes(state));
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
  const next = occurrence + 1;
  const planned = plannedAt(rule, next, ticket, facts);
  if (planned === null || rule.repeat === null) return null;
  // Counted from the plan, so that a late alarm shifts nothing; after a standstill, from now, so that nobody gets a burst.
  const dueAt =
    planned > facts.now ? planned : addDuration(clockOf(rule.clock, facts), facts.now, rule.repeat);
  return { rule: SOP + rule.key, visit: ticket.visit, occurrence: next, dueAt };
}

/** The first occurrence that has not been yet. */
function nextAhead(rule: TimerRule, ticket: Ticket, facts: Facts): readonly TimerSet[] {
  for (let occurrence = 1; occurrence <= rule.times; occurrence++) {
    const dueAt = plannedAt(rule, occurrence, ticket, facts);
    if (dueAt === null) return [];
    if (dueAt >= facts.now) return [{ rule: SOP + rule.key, visit: ticket.visit, occurrence, dueAt }];
  }
  return [];
}

/** When an occurrence is due by the plan; null where the rule has no such occurrence. */
function plannedAt(
  { clock: kind, repeat, times, start }: TimerRule,
  occurrence: number,
  { enteredAt, shift }: Ticket,
  facts: Facts,
): number | null {
  if (start.from !== 'entry' || occurrence > times || (occurrence > 1 && repeat === null)) return null;
  const clock = clockOf(kind, facts);
  let dueAt = addWorking(clock, enteredAt, durationMs(clock, start.after) + shift[kind]);
  for (let passed = 1; passed < occurrence && repeat !== null; passed++)
    dueAt = addDuration(clock, dueAt, repeat);
  return dueAt;
}

/** The command a timer of a ticket becomes when it is due. */
export function timerCommand(
  timer: Omit<TimerSet, 'dueAt' | 'date'> & { readonly date?: string | null },
): Pick<Command, 'type' | 'input'> {
  const { rule, visit, occurrence, date } = timer;
  if (rule === 'warn') return { type: 'warn', input: { visit } };
  if (rule === 'limit') return { type: 'expire', input: { visit } };
  const [what, target = ''] = rule.split(':');
  if (what === 'warn') return { type: 'warn', input: { visit, target } };
  if (what === 'limit') return { type: 'expire', input: { visit, target } };
  const item = checkOf(rule);
  if (item !== null) return { type: 'give_up_check', input: { item, visit } };
  const no = partOf(rule);
  if (no !== null) return { type: 'remind_part', input: { no, visit, date } };
  if (rule === HOLD) return { type: 'resume', input: { hold: occurrence } };
  const ofApproval = approvalCommand(rule);
  if (ofApproval) return ofApproval;
  const ofLadder = ladderCommand(timer);
  if (ofLadder) return ofLadder;
  const rests = date ? { date } : {};
  return { type: 'remind', input: { rule: rule.slice(SOP.length), visit, occurrence, ...rests } };
}
