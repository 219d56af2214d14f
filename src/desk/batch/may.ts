/** Who may write to many customers at once: those who answer for a team, or for all of it. */
import { type ErrandRefused, refuseErrand } from '../errands/refusals.js';
import type { Reader } from '../speak.js';

const ROLES = ['lead', 'manager', 'admin'];

export function mayBatch({ person, directory }: Reader): ErrandRefused | null {
  const roles = directory.members.get(person.id)?.roles ?? [];
  return person.kind === 'member' && roles.some((role) => ROLES.includes(role))
    ? null
    : refuseErrand('not_for_agents', { holder: ROLES.map((role) => ({ message: `role.${role}` })) });
}
