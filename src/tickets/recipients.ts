/** Who is meant by an audience, on this ticket now. */
import { memberNamed } from '../people/actor.js';
import { membersWith, teamOf } from '../people/staff.js';
import type { Audience } from '../sop/sop.js';
import type { Facts } from './facts.js';
import type { NoticeTo } from './reactions.js';
import type { Ticket } from './ticket.js';

export function recipients(audience: Audience, ticket: Ticket, facts: Facts): readonly NoticeTo[] {
  switch (audience) {
    case 'requester':
      return [{ to: 'requester', id: ticket.requesterId }];
    case 'assignee':
      return inCharge(ticket, facts);
    case 'queue':
      return teamGroup(ticket.queue, facts);
    case 'lead': {
      const team = teamOf(facts.directory, ticket.queue);
      const leads = team ? membersWith(facts.directory, ['lead'], team.id) : [];
      // Without a lead the whole team hears it: a warning nobody gets is worse than a loud one.
      return leads.length > 0
        ? leads.map(({ id }) => ({ to: 'member', id }))
        : teamGroup(ticket.queue, facts);
    }
  }
}

/** The assignee, or the team while there is none (or they have left). */
export function inCharge(ticket: Ticket, facts: Facts): readonly NoticeTo[] {
  const { assigneeId } = ticket;
  if (assigneeId !== null && facts.directory.members.get(assigneeId)?.active)
    return [{ to: 'member', id: assigneeId }];
  return teamGroup(ticket.queue, facts);
}

/** Whom the desk waits for in this state, among ourselves; nobody when it waits for the requester. */
export function holder(ticket: Ticket, facts: Facts): readonly NoticeTo[] {
  return facts.sop.states[ticket.state]?.owner === 'requester' ? [] : inCharge(ticket, facts);
}

export function teamGroup(queue: string, { directory }: Facts): readonly NoticeTo[] {
  const team = teamOf(directory, queue);
  return team ? [{ to: 'team', id: team.id }] : [];
}

/** Nobody is told what they did themselves; `by` is an actor's name. */
export function others(to: readonly NoticeTo[], by: string): readonly NoticeTo[] {
  const self = memberNamed(by);
  return to.filter(({ to: kind, id }) => kind !== 'member' || id !== self);
}
