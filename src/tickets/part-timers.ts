/** When the owner of a part is reminded of it: on the morning of the day on which it is due. */

import { instantAround } from '../calendar/around.js';
import { DAY_MS } from '../calendar/day.js';
import type { Facts } from './facts.js';
import { isOver } from './over.js';
import type { Part } from './part.js';
import type { TimerSet } from './reactions.js';
import type { Ticket } from './ticket.js';

const PART = 'part:';
const MORNING = { at: '09:00', before: null, after: null };

/** Of those that are still owed. A hold moves no date. */
export function timersOfParts(ticket: Ticket, facts: Facts): readonly TimerSet[] {
  return partsOwed(ticket).flatMap(({ no, due }) => {
    const dueAt = morningOf(due, facts);
    // What was due before anybody wrote it down is nothing to be woken for.
    if (dueAt < facts.now - DAY_MS) return [];
    return [{ rule: ruleOfPart(no), visit: ticket.visit, occurrence: 1, dueAt, date: due }];
  });
}

/** Those whose owner is to be reminded yet; none where nothing is worked on any more. */
export function partsOwed(ticket: Ticket): readonly (Part & { readonly due: string })[] {
  if (isOver(ticket)) return [];
  return ticket.division.flatMap((part) => {
    const { due, owner, doneAt, remindedAt } = part;
    const owed = due !== null && owner !== null && doneAt === null && remindedAt === null;
    return owed ? [{ ...part, due }] : [];
  });
}

export function morningOf(due: string, { always }: Facts): number {
  return instantAround(due, MORNING, { tz: always.tz, clock: always });
}

export const ruleOfPart = (no: number): string => PART + no;

/** The number of the part a timer waits for; null when it waits for something else. */
export function partOf(rule: string): number | null {
  return rule.startsWith(PART) ? Number(rule.slice(PART.length)) : null;
}
