/** What holds of every ticket whatever anybody does, judged from the SOP alone and not by the rules under test. */
import type { Actor, Member } from '../../src/people/people.js';
import type { Responsible, Sop, Transition } from '../../src/sop/sop.js';
import type { TicketEvent } from '../../src/tickets/events.js';
import type { Facts } from '../../src/tickets/facts.js';
import type { Reactions } from '../../src/tickets/reactions.js';
import type { Ticket } from '../../src/tickets/ticket.js';

/** One command that had an effect. */
export interface Deed {
  readonly before: Ticket;
  readonly after: Ticket;
  readonly events: readonly TicketEvent[];
  readonly reactions: Reactions;
  readonly facts: Facts;
}

type Moved = Extract<TicketEvent, { type: 'ticketMoved' }>;

/** Every law this deed breaks. */
export function brokenLaws(deed: Deed): readonly string[] {
  const moves = deed.events.filter((event) => event.type === 'ticketMoved');
  return [
    ...bookkeeping(deed, moves.length),
    ...moves.flatMap((move) => ofMove(deed, move)),
    ...telling(deed),
  ];
}

function bookkeeping({ before, after, events, facts }: Deed, moves: number): string[] {
  const broken: string[] = [];
  const law = (holds: boolean, name: string) => void (holds || broken.push(name));
  law(events.length > 0, 'a deed has events');
  law(moves <= 1, 'one command moves a ticket at most once');
  law(after.version === before.version + 1, 'the version grows by one');
  law(after.events === before.events + events.length, 'events are counted');
  law(after.visit === before.visit + moves, 'a visit begins with every move and never otherwise');
  law(moves === 1 || after.state === before.state, 'the state changes by a move only');
  law(
    Object.keys(before.fields).every((key) => Object.hasOwn(after.fields, key)),
    'no field is lost',
  );
  law(
    before.told.every((say, at) => after.told[at] === say) && new Set(after.told).size === after.told.length,
    'a text marked once is told once',
  );
  law(after.enteredAt >= before.enteredAt && after.enteredAt <= facts.now, 'time runs forward');
  law(
    before.category !== 'closed' || (after.state === before.state && after.fields === before.fields),
    'closed is final',
  );
  const assignee = after.assigneeId === null ? undefined : facts.directory.members.get(after.assigneeId);
  law(
    after.assigneeId === before.assigneeId ||
      after.assigneeId === null ||
      (assignee?.active === true && inTeam(assignee, after, facts)),
    'whoever is given a ticket works in its team',
  );
  return broken;
}

function ofMove({ before, after, facts, reactions }: Deed, move: Moved): string[] {
  const broken: string[] = [];
  const law = (holds: boolean, name: string) => void (holds || broken.push(`${move.transition}: ${name}`));
  const transition = facts.sop.transitions[move.transition];
  if (!transition) return [`${move.transition} is no transition`];
  law(transition.from.includes(before.state) && move.from === before.state, 'starts where the SOP says');
  law(transition.to === after.state, 'leads where the SOP says');
  const [first, second] = handsOf(before, move, facts);
  law(
    transition.by.some((who) => isResponsible(who, first, before, facts)),
    'is taken by whom the SOP names',
  );
  if (transition.twoHands) {
    const roles = transition.twoHands;
    law(second !== null && nameOf(first) !== nameOf(second), 'maker is not checker');
    law(
      second !== null && roles.some((role) => isResponsible(role, second, before, facts)),
      'the checker has the role',
    );
  }
  law(guardsHold(transition, before, after, facts), 'its conditions hold');
  law(!excuseOwed(before, facts) || move.lateReason !== null, 'a late step says why');
  law(
    transition.input.every(({ key, required }) => !required || move.input[key] !== undefined),
    'has its inputs',
  );
  law(
    Object.keys(after.checklist).length === 0 && after.proposal === null,
    'leaves ticks and proposal behind',
  );
  law(reactions.voidVisits.includes(before.visit), 'voids the timers of the stay it ends');
  law(
    reactions.timers.every(({ visit, dueAt }) => visit === after.visit && dueAt >= facts.now),
    'sets timers of its own stay',
  );
  return broken;
}

function telling({ after, facts, reactions }: Deed): string[] {
  const broken: string[] = [];
  const words = JSON.stringify(reactions.notices);
  const secrets = Object.values(facts.sop.fields).filter(
    ({ key, personal }) => personal && after.fields[key] !== undefined,
  );
  for (const { key } of secrets) {
    const value = after.fields[key];
    if (typeof value === 'string' && words.includes(value))
      broken.push(`${key} is personal and stays out of notices`);
    if (reactions.notices.some(({ params }) => key in params))
      broken.push(`${key} is personal and is no param`);
  }
  const nagged = reactions.notices.some(
    ({ to, say }) => to.to === 'requester' && say.startsWith('notice.limit'),
  );
  return nagged ? [...broken, 'a limit is no affair of the requester'] : broken;
}

/** Whoever began the move, and whoever confirmed it. */
function handsOf(before: Ticket, { proposedBy }: Moved, { actor }: Facts): [Actor, Actor | null] {
  if (proposedBy === null) return [actor, null];
  return [{ kind: 'member', id: before.proposal?.by ?? '?' }, actor];
}

function guardsHold(transition: Transition, before: Ticket, after: Ticket, { sop, now }: Facts): boolean {
  return transition.when.every((guard) => {
    if (guard.guard === 'has')
      return guard.fields.every((key) => after.fields[key] !== undefined && after.fields[key] !== '');
    if (guard.guard === 'checklist_done')
      return itemsOf(sop, before.state).every((key) => before.checklist[key] !== undefined);
    return now - before.enteredAt <= guard.duration.days * 86_400_000 + guard.duration.ms;
  });
}

function excuseOwed({ limit }: Ticket, { actor, now }: Facts): boolean {
  return actor.kind === 'member' && limit !== null && limit.lateReason && now >= limit.dueAt;
}

function itemsOf(sop: Sop, state: string): readonly string[] {
  return (sop.states[state]?.checklist ?? []).map(({ key }) => key);
}

function isResponsible(who: Responsible, actor: Actor, ticket: Ticket, facts: Facts): boolean {
  if (actor.kind === 'requester') return who === 'requester' && actor.id === ticket.requesterId;
  if (actor.kind === 'system') return who === 'system';
  if (actor.kind === 'source') return who === `source:${actor.name}`;
  const member = facts.directory.members.get(actor.id);
  if (!member?.active || !inTeam(member, ticket, facts)) return false;
  return who === 'assignee' ? ticket.assigneeId === member.id : member.roles.some((role) => role === who);
}

function inTeam(member: Member, ticket: Ticket, { directory }: Facts): boolean {
  const team = directory.queues.get(ticket.queue)?.team;
  return team !== undefined && member.teams.includes(team);
}

function nameOf(actor: Actor): string {
  return 'id' in actor ? `${actor.kind}:${actor.id}` : actor.kind;
}
