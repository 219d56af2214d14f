/** The calendar is another one than the deadlines were counted by: what they are by the one that counts now. */
import type { Facts } from './facts.js';
import { isLate } from './limit.js';
import type { TimerSet } from './reactions.js';
import { countedAnew } from './regrade.js';
import type { Ticket } from './ticket.js';
import { clockRules, ruleOf, timersOfStay } from './timers.js';

/** What has passed stays passed, whatever was said of its days since. */
export function limitRecounted(ticket: Ticket, facts: Facts): Ticket['limit'] {
  const { limit } = ticket;
  return limit === null || limit.lateAt !== null || isLate(ticket, facts.now)
    ? limit
    : countedAnew(ticket, ticket.priority, facts);
}

export function sameLimit(one: Ticket['limit'], other: Ticket['limit']): boolean {
  return one?.dueAt === other?.dueAt && one?.warnAt === other?.warnAt;
}

/** Rules of the SOP whose waiting timers would be due at another instant. */
export function movedRules(ticket: Ticket, waiting: readonly TimerSet[], facts: Facts): readonly string[] {
  const now = new Map(timersOfStay(ticket, facts).map((timer) => [nameOf(timer), timer.dueAt]));
  const moved = waiting.filter((timer) => {
    const dueAt = now.get(nameOf(timer));
    return ruleOf(timer.rule, facts.sop) && dueAt !== undefined && dueAt !== timer.dueAt;
  });
  return [...new Set(moved.map(({ rule }) => rule))];
}

const nameOf = ({ rule, visit, occurrence, date = '' }: TimerSet) =>
  [rule, visit, occurrence, date].join('/');

/** The rules to be set anew, and their timers. While a ticket is held its clocks stand still: they are set when it goes on. */
export function setAnew(
  limit: boolean,
  rules: readonly string[],
  ticket: Ticket,
  facts: Facts,
): { readonly rules: readonly string[]; readonly timers: readonly TimerSet[] } {
  const still = ticket.hold === null ? [] : clockRules(ticket, facts);
  const meant = [...(limit ? ['warn', 'limit'] : []), ...rules].filter((rule) => !still.includes(rule));
  return { rules: meant, timers: timersOfStay(ticket, facts).filter(({ rule }) => meant.includes(rule)) };
}
