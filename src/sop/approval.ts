/** Questions about an approval as an SOP writes it. */
import type { Role } from '../people/people.js';
import type { Approval, Approver } from './sop.js';

const ROLE = 'role:';

/** One other person with one of these roles agrees: 双人复核, and 红线 where nothing more is asked. */
export function anotherOf(roles: readonly Role[], written: Approval['written'] = 'approval'): Approval {
  return {
    written,
    by: roles.map((role): Approver => `role:${role}`),
    quorum: 1,
    inTurn: false,
    onReject: null,
    within: null,
    expires: null,
    serves: [],
    watch: null,
  };
}

export function roleOf(who: Approver): Role | null {
  return who.startsWith(ROLE) ? who.slice(ROLE.length) : null;
}

export function memberOf(who: Approver): string | null {
  return who.startsWith('member:') ? who.slice('member:'.length) : null;
}

export function rolesOf(approval: Approval | null): readonly Role[] {
  return approval?.by.flatMap((who) => roleOf(who) ?? []) ?? [];
}
