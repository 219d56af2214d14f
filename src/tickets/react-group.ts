/** Where the SOP asks for a group of the ticket's own: who shall be in it, and when it hears that the ticket is over. */
import { isThere } from '../people/leave.js';
import { membersWith, teamOf } from '../people/staff.js';
import type { Facts } from './facts.js';
import type { Happening } from './happening.js';
import type { GroupReaction } from './reactions.js';
import type { Ticket } from './ticket.js';

export function groupOf({ before, after, events, facts }: Happening): GroupReaction {
  if (!hasGroup(after, facts)) return { members: [], closed: false };
  if (!hasGroup(before, facts)) return { members: whoBegins(after, facts), closed: false };
  return {
    members: events.flatMap((event) => (event.type === 'ticketAssigned' ? event.to : [])),
    closed: after.category === 'closed' && before?.category !== 'closed',
  };
}

function hasGroup(ticket: Ticket | null, { sop }: Facts): boolean {
  return ticket?.been.some((state) => sop.states[state]?.group) ?? false;
}

/** Whoever has it, or while nobody has, whoever of the team is there; and the lead. */
function whoBegins({ queue, assigneeId }: Ticket, { directory, today }: Facts): readonly string[] {
  const team = teamOf(directory, queue);
  const named = (role: string) => (team ? membersWith(directory, [role], team.id) : []);
  const assignee = assigneeId === null ? undefined : directory.members.get(assigneeId);
  const working = assignee?.active ? [assignee] : named('agent').filter((member) => isThere(member, today));
  return [...new Set([...working, ...named('lead')].map(({ id }) => id))];
}
