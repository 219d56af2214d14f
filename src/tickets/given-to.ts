/** 分派: a step that names a role goes to one of those who hold it, without anybody assigning it. */
import { isThere } from '../people/leave.js';
import type { Member } from '../people/people.js';
import { membersWith, teamOf } from '../people/staff.js';
import type { State } from '../sop/sop.js';
import type { Facts } from './facts.js';
import { type OffShift, onShift } from './on-shift.js';

/**
 * Whoever has it keeps it if the step is theirs by role; else who has the fewest open tickets of those who are there and
 * on shift.
 * Null when nobody is: then it waits for whoever takes it.
 */
export function givenTo(
  { givenTo: role }: Pick<State, 'givenTo'>,
  queue: string,
  now: string | null,
  facts: Facts,
): GivenTo {
  const { directory, today } = facts;
  const team = teamOf(directory, queue);
  if (role === undefined || team === null) return { to: now };
  const there = membersWith(directory, [role], team.id).filter((member) => isThere(member, today));
  if (there.some(({ id }) => id === now)) return { to: now };
  const { hands, off } = onShift(there, team.id, facts);
  return given(freest(hands, facts), off);
}

/** Who gets it, and that nobody was on shift where that is so; null: nobody. */
export interface GivenTo {
  readonly to: string | null;
  readonly offShift?: OffShift;
}

export function given(to: string | null, off: OffShift | null): GivenTo {
  return to === null || off === null ? { to } : { to, offShift: off };
}

/** Who has the fewest open tickets, the first of several; null of nobody. */
export function freest(members: readonly Member[], { load }: Pick<Facts, 'load'>): string | null {
  const open = (id: string) => load?.get(id) ?? 0;
  return [...members].sort((a, b) => open(a.id) - open(b.id))[0]?.id ?? null;
}
