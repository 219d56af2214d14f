/** How many open tickets each of some members has, for whoever gives one to who has the fewest. */
import type { Directory } from '../people/people.js';
import type { Sop } from '../sop/sop.js';
import type { Facts } from '../tickets/facts.js';
import type { House } from './house.js';

export async function loadOf(house: House, members: readonly string[]): Promise<NonNullable<Facts['load']>> {
  const load = new Map<string, number>();
  for (const { assigneeId } of await house.store.tickets.assignedTo(members))
    load.set(assigneeId, (load.get(assigneeId) ?? 0) + 1);
  return load;
}

/** Of everybody a step of this SOP may be given to; nothing is read for one that names no role. */
export async function loadOfSop(
  house: House,
  sop: Sop,
  { members }: Directory,
): Promise<Pick<Facts, 'load'>> {
  const roles = Object.values(sop.states).flatMap(({ givenTo }) => givenTo ?? []);
  if (roles.length === 0) return {};
  const holding = [...members.values()].filter((member) => member.roles.some((role) => roles.includes(role)));
  return {
    load: await loadOf(
      house,
      holding.map(({ id }) => id),
    ),
  };
}
