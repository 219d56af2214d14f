/** Who sees the personal values of a ticket in full: its requester, and of the members those who work with them. Others see them masked. */
import type { Permission } from './action.js';
import type { Facts } from './facts.js';
import { assignee, role } from './rules.js';
import type { Ticket } from './ticket.js';

export function seesInFull(ticket: Ticket, facts: Facts): boolean {
  const { actor, directory } = facts;
  if (actor.kind === 'requester') return actor.id === ticket.requesterId;
  if (actor.kind !== 'member') return false;
  const member = directory.members.get(actor.id);
  if (!member?.active) return false;
  return member.roles.includes('auditor') || BY_DEFAULT.some((may) => may(ticket, facts) === null);
}

const BY_DEFAULT: readonly Permission[] = [assignee, role('lead')];

/** Whether there is anything to see. */
export function holdsPersonal({ fields }: Ticket, { sop }: Facts): boolean {
  return Object.values(sop.fields).some(({ key, personal }) => personal && fields[key] !== undefined);
}
