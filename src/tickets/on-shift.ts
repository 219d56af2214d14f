/** 在班: of those who could be given a ticket, those whose turn it is. Whoever is off shift is passed over as whoever is away is. */
import { localDate } from '../calendar/business-hours.js';
import { isThere } from '../people/leave.js';
import type { Member } from '../people/people.js';
import { hasShifts, turnNext, turnsNow } from '../sop/roster.js';
import type { Facts } from './facts.js';

/** Kept with the event: nobody who could be given it was on. */
export interface OffShift {
  /** When the turn of whoever got it begins; null when the roster does not hold them for long. */
  readonly from: number | null;
}

export interface OnShift {
  readonly hands: readonly Member[];
  /** Null where somebody is on, or the team works in no turns. */
  readonly off: OffShift | null;
}

/** Those who are on; with nobody on, those who are on next; with none of them on the roster, all of them. */
export function onShift(
  eligible: readonly Member[],
  team: string,
  facts: Pick<Facts, 'roster' | 'now' | 'always'>,
): OnShift {
  const { roster = [], now, always } = facts;
  if (eligible.length === 0 || !hasShifts(roster, team)) return { hands: eligible, off: null };
  const on = turnsNow(roster, team, now).flatMap(({ who }) => who);
  const hands = eligible.filter(({ id }) => on.includes(id));
  if (hands.length > 0) return { hands, off: null };
  const working = (who: readonly string[], from: number) =>
    eligible.filter((member) => who.includes(member.id) && isThere(member, localDate(always, from)));
  const next = turnNext(roster, team, now, ({ who, from }) => working(who, from).length > 0);
  if (!next) return { hands: eligible, off: { from: null } };
  return { hands: working(next.who, next.from), off: { from: next.from } };
}
