/** The roles of a house's own that an SOP needs somebody to hold: without them its tickets stand still. */
import { rolesOf } from './approval.js';
import type { Sop } from './sop.js';

export function ownRoles(
  { fields, states, transitions }: Pick<Sop, 'fields' | 'states' | 'transitions'>,
  roles: Readonly<Record<string, unknown>>,
): readonly string[] {
  const named = [
    ...Object.values(states).flatMap(({ givenTo }) => givenTo ?? []),
    ...Object.values(transitions).flatMap(({ by, approval }) => [...by, ...rolesOf(approval)]),
    ...Object.values(fields).flatMap(({ redLine }) => redLine?.approve ?? []),
  ];
  return Object.keys(roles).filter((role) => named.includes(role));
}
