/** 分派: a step that names a role goes to one of those who hold it, without anybody assigning it. */
import { isThere } from '../people/leave.js';
import type { Member } from '../people/people.js';
import { membersWith, teamOf } from '../people/staff.js';
import type { State } from '../sop/sop.js';
import type { Facts } from './facts.js';

/**
 * Whoever has it keeps it if the step is theirs by role; else who has the fewest open tickets of those who are there.
 * Null when nobody is: then it waits for whoever takes it.
 */
export function givenTo(
  { givenTo: role }: Pick<State, 'givenTo'>,
  queue: string,
  now: string | null,
  facts: Facts,
): string | null {
  const { directory, today } = facts;
  const team = teamOf(directory, queue);
  if (role === undefined || team === null) return now;
  const there = membersWith(directory, [role], team.id).filter((member) => isThere(member, today));
  if (there.some(({ id }) => id === now)) return now;
  return freest(there, facts);
}

/** Who has the fewest open tickets, the first of several; null of nobody. */
export function freest(members: readonly Member[], { load }: Facts): string | null {
  const open = (id: string) => load?.get(id) ?? 0;
  return [...members].sort((a, b) => open(a.id) - open(b.id))[0]?.id ?? null;
}
