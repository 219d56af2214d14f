/** Permissions as values that combine. Each says yes with null, or who could do it instead. */
import { actorName } from '../people/actor.js';
import { standIn } from '../people/leave.js';
import type { Member, Role } from '../people/people.js';
import { holds, onlyReads, teamOf } from '../people/staff.js';
import type { Responsible, Transition } from '../sop/sop.js';
import type { Permission } from './action.js';
import { askedOf, comesLater, voiceOf } from './approval.js';
import { askedNow, askedNowListed } from './approvers-said.js';
import type { Facts } from './facts.js';
import { holdersOf, personOf, roleHolders } from './holders.js';
import { listed } from './labels.js';
import { isRefusal, type Param, type Refusal, refuse } from './refusal.js';
import type { Ticket } from './ticket.js';

/** A member with this role in the queue's team; `admin` and `auditor` in the whole company. */
export function role(name: Role): Permission {
  return (ticket, facts) => {
    const member = memberActing(facts);
    if (member === null) return notAllowed([name], ticket, facts);
    if (isRefusal(member)) return member;
    const team = teamOf(facts.directory, ticket.queue);
    if (team && holds(member, name, team.id)) return null;
    return outsider(member, ticket, facts) ?? notAllowed([name], ticket, facts);
  };
}

/** Whoever owns the ticket now, or stands in for them while they are away, as long as they serve its team. */
export const assignee: Permission = (ticket, facts) => {
  const member = memberActing(facts);
  if (isRefusal(member)) return member;
  if (member === null || !owns(member, ticket, facts)) return notAllowed(['assignee'], ticket, facts);
  return outsider(member, ticket, facts);
};

function owns({ id }: Member, { assigneeId, queue }: Ticket, { directory, today }: Facts): boolean {
  if (assigneeId === null || id === assigneeId) return id === assigneeId;
  const owner = directory.members.get(assigneeId);
  const team = teamOf(directory, queue);
  return owner !== undefined && team !== null && standIn(owner, team.id, directory, today)?.id === id;
}

/** The person who asked; another requester is not even told what this ticket is about. */
export const requester: Permission = (ticket, facts) => {
  const { actor } = facts;
  if (actor.kind !== 'requester') return notAllowed(['requester'], ticket, facts);
  return actor.id === ticket.requesterId ? null : refuse('not_yours');
};

/** The house itself: timers and hand-overs. */
export const system: Permission = (ticket, facts) =>
  facts.actor.kind === 'system' ? null : notAllowed(['system'], ticket, facts);

/** A signed inbound hook of this name. */
function source(name: string): Permission {
  return (ticket, facts) =>
    facts.actor.kind === 'source' && facts.actor.name === name
      ? null
      : notAllowed([`source:${name}`], ticket, facts);
}

/** Any outside system; which of them is meant, the point it answers says. */
export const outside: Permission = (ticket, facts) =>
  facts.actor.kind === 'source' ? null : notAllowed(['agent'], ticket, facts);

/** Those who work tickets of this queue. */
export const staff: Permission = anyOf(role('agent'), role('lead'), assignee);

/** Anybody of the house who is still with it. */
export const activeMember: Permission = (ticket, facts) => {
  const member = memberActing(facts);
  if (member === null) return notAllowed(['agent', 'lead'], ticket, facts);
  return isRefusal(member) ? member : null;
};

/** Anybody of the team that serves it, whatever their role. */
export const memberOfTeam: Permission = (ticket, facts) => {
  const member = memberActing(facts);
  if (member === null) return notAllowed(['agent', 'lead'], ticket, facts);
  return isRefusal(member) ? member : outsider(member, ticket, facts);
};

/** Has anything to do with the ticket at all; which step exactly they may take, its own `by` says. */
export const involved: Permission = (ticket, facts) => {
  const { actor } = facts;
  if (actor.kind === 'requester') return requester(ticket, facts);
  const member = memberActing(facts);
  if (member === null) return null;
  if (isRefusal(member)) return member;
  return member.roles.includes('admin') ? null : outsider(member, ticket, facts);
};

/** One yes is enough. Of several noes, one about the person tells more than the list of who could. */
export function anyOf(...rules: readonly Permission[]): Permission {
  return (ticket, facts) => {
    const refusals: Refusal[] = [];
    for (const rule of rules) {
      const refusal = rule(ticket, facts);
      if (refusal === null) return null;
      refusals.push(refusal);
    }
    return refusals.find(({ refused }) => refused !== 'not_allowed') ?? joined(refusals);
  };
}

/** Every rule has to agree; the first no is the answer. */
export function allOf(...rules: readonly Permission[]): Permission {
  return (ticket, facts) => {
    for (const rule of rules) {
      const refusal = rule(ticket, facts);
      if (refusal) return refusal;
    }
    return null;
  };
}

/** Whoever the SOP makes responsible for this transition, and nobody else: no role stands above `by`. */
export function responsible(transition: Pick<Transition, 'by'>): Permission {
  return allOf(involved, anyOf(...transition.by.map(ruleOf)));
}

/** Maker is not checker: whoever proposed a step cannot confirm it, not even in somebody else's place. */
export const notMaker: Permission = (ticket, facts) => {
  const { proposal } = ticket;
  if (proposal === null || facts.actor.kind !== 'member' || facts.actor.id !== proposal.by) return null;
  return refuse('maker_not_checker', proposedStep(ticket, facts));
};

/** Those whose yes is asked for now; without a proposal anybody on the team may ask, and hears that there is none. */
export const approver: Permission = (ticket, facts) => {
  const asked = askedOf(ticket, facts);
  if (asked === null) return staff(ticket, facts);
  const member = memberActing(facts);
  if (isRefusal(member)) return member;
  if (member !== null) {
    if (voiceOf(member.id, asked, facts) !== null) return null;
    if (asked.agreed.some(({ by }) => by === member.id))
      return refuse('already_agreed', proposedStep(ticket, facts));
    if (comesLater(member.id, asked, facts)) return refuse('not_your_turn', proposedStep(ticket, facts));
    const strange = outsider(member, ticket, facts);
    if (strange) return strange;
  }
  const ours =
    facts.actor.kind === 'requester' ? roleHolders([], ticket.queue, facts) : askedNow(ticket, facts);
  return refuse('not_allowed', { holder: listed(ours) });
};

function proposedStep(ticket: Ticket, facts: Facts): Refusal['params'] {
  const key = ticket.proposal?.transition ?? '';
  const transition = facts.sop.transitions[key];
  return { step: transition ? { text: transition.label } : key, holder: askedNowListed(ticket, facts) };
}

function ruleOf(who: Responsible): Permission {
  if (who === 'requester') return requester;
  if (who === 'assignee') return assignee;
  if (who === 'system') return system;
  return who.startsWith('source:') ? source(who.slice('source:'.length)) : role(who as Role);
}

/** The member who acts; null when the actor is none; refused when they may do nothing at all. */
function memberActing({ actor, directory }: Facts): Member | Refusal | null {
  if (actor.kind !== 'member') return null;
  const member = directory.members.get(actor.id);
  if (!member) return refuse('unknown_member', { person: { person: actorName(actor) } });
  if (!member.active) return refuse('inactive_member', { person: personOf(member) });
  return onlyReads(member) ? refuse('auditor_only_reads', { person: personOf(member) }) : member;
}

/** Members act only in their own teams' queues. */
function outsider(member: Member, ticket: Ticket, facts: Facts): Refusal | null {
  const team = teamOf(facts.directory, ticket.queue);
  if (team && member.teams.includes(team.id)) return null;
  const holder = roleHolders(['agent', 'lead'], ticket.queue, facts);
  return refuse('other_team', { team: team ? { text: team.name } : ticket.queue, holder });
}

function notAllowed(by: readonly Responsible[], ticket: Ticket, facts: Facts): Refusal {
  return refuse('not_allowed', { holder: holdersOf(by, ticket, facts) });
}

function joined(refusals: readonly Refusal[]): Refusal {
  const holders = new Map<string, Param>();
  for (const { params } of refusals)
    for (const param of (params.holder ?? []) as readonly Param[]) holders.set(JSON.stringify(param), param);
  return refuse('not_allowed', { holder: [...holders.values()] });
}
