/** Who holds a step: named in every refusal, so that the reader knows whom to turn to. */
import { actorName } from '../people/actor.js';
import type { Member, Role } from '../people/people.js';
import { membersWith, teamOf } from '../people/staff.js';
import type { Responsible } from '../sop/sop.js';
import type { Facts } from './facts.js';
import type { Param } from './refusal.js';
import type { Ticket } from './ticket.js';

/** Up to this many are named; more are called by their role. */
const NAMED = 3;

type Held = Pick<Ticket, 'queue' | 'assigneeId' | 'requesterId'>;

/** Whoever could do it, as the text names them. */
export function holdersOf(by: readonly Responsible[], ticket: Held, facts: Facts): readonly Param[] {
  const seen = new Set<string>();
  return by
    .flatMap((who) => holderOf(who, ticket, facts))
    .filter((param) => {
      const mark = JSON.stringify(param);
      return seen.has(mark) ? false : seen.add(mark);
    });
}

function holderOf(who: Responsible, ticket: Held, facts: Facts): readonly Param[] {
  if (who === 'requester') return [{ person: `requester:${ticket.requesterId}` }];
  if (who === 'system') return [{ person: 'system' }];
  if (who === 'assignee' && ticket.assigneeId !== null) return [{ person: `member:${ticket.assigneeId}` }];
  if (facts.actor.kind === 'requester') return ourSide(ticket.queue, facts);
  if (who === 'assignee') return [{ message: 'holder.assignee' }];
  if (isSource(who)) return [{ person: who }];
  return roleHolders([who], ticket.queue, facts);
}

/** Few are named, many are called by their role; a role nobody holds is named as such. */
export function roleHolders(roles: readonly Role[], queue: string, facts: Facts): readonly Param[] {
  if (facts.actor.kind === 'requester') return ourSide(queue, facts);
  const team = teamOf(facts.directory, queue);
  const members = team ? membersWith(facts.directory, roles, team.id) : [];
  if (members.length > 0 && members.length <= NAMED) return members.map(personOf);
  const name: Param = team ? { text: team.name } : queue;
  return roles.map((role) => ({
    message: 'holder.role',
    params: { role: { message: `role.${role}` }, team: name },
  }));
}

/** How we divide the work is our own affair: a requester is told which team it is, not who in it or what system. */
function ourSide(queue: string, { directory }: Facts): readonly Param[] {
  const team = teamOf(directory, queue);
  return [team ? { text: team.name } : { message: 'owner.us' }];
}

export function personOf({ id }: Pick<Member, 'id'>): Param {
  return { person: actorName({ kind: 'member', id }) };
}

function isSource(who: Responsible): who is `source:${string}` {
  return who.startsWith('source:');
}
