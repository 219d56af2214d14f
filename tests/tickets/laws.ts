/** What holds of every ticket whatever anybody does, judged from the SOP alone and not by the rules under test. */
import { workingBetween } from '../../src/calendar/business-hours.js';
import { DAY_MS } from '../../src/calendar/day.js';
import type { Actor, Member } from '../../src/people/people.js';
import type { Approval, Approver, Responsible, Sop, Transition } from '../../src/sop/sop.js';
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
    ...ofHold(deed),
    ...ofOthers(deed),
    ...ofDivision(deed),
    ...telling(deed),
  ];
}

function bookkeeping({ before, after, events, facts }: Deed, moves: number): string[] {
  const broken: string[] = [];
  const law = (holds: boolean, name: string) => void (holds || broken.push(name));
  law(events.length > 0, 'a deed has events');
  const undone = events.find((event) => event.type === 'actUndone');
  const merged = events.some(({ type }) => type === 'ticketMerged');
  const calledOff = events.some(({ type }) => type === 'ticketCalledOff');
  const stays =
    moves + Number(merged) + Number(calledOff) + Number(undone !== undefined && undone.shift !== null);
  law(stays <= 1, 'one command moves a ticket at most once');
  law(after.version === before.version + 1, 'the version grows by one');
  law(after.events === before.events + events.length, 'events are counted');
  law(after.visit === before.visit + stays, 'a visit begins with every move and never otherwise');
  law(
    stays === 1 || after.state === before.state,
    'the state changes by a step, a merge, a parent that ended or an undo only',
  );
  law(!(merged || calledOff) || after.category === 'closed', 'a duplicate is closed');
  law(
    Object.keys(before.fields).every((key) => Object.hasOwn(after.fields, key)),
    'no field is lost',
  );
  law(
    (undone?.recalled || before.told.every((say, at) => after.told[at] === say)) &&
      new Set(after.told).size === after.told.length,
    'a text marked once is told once',
  );
  law(after.enteredAt >= before.enteredAt && after.enteredAt <= facts.now, 'time runs forward');
  law(
    before.category !== 'closed' ||
      undone !== undefined ||
      (after.state === before.state && after.fields === before.fields),
    'closed is final',
  );
  const items = itemsOf(facts.sop, after.state);
  law(
    Object.keys(after.checklist).every((key) => items.includes(key)),
    'only points of its state are ticked',
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

function ofMove({ before, after, events, facts, reactions }: Deed, move: Moved): string[] {
  const broken: string[] = [];
  const law = (holds: boolean, name: string) => void (holds || broken.push(`${move.transition}: ${name}`));
  const transition = facts.sop.transitions[move.transition];
  if (!transition) return [`${move.transition} is no transition`];
  law(transition.from.includes(before.state) && move.from === before.state, 'starts where the SOP says');
  law(transition.to === after.state, 'leads where the SOP says');
  const dropped = events.find((event) => event.type === 'proposalDropped');
  const maker = makerOf(before, move, facts);
  if (dropped) {
    const asked = facts.sop.transitions[dropped.transition]?.approval;
    law(asked?.onReject === move.to, 'a no leads where the SOP says');
    law(nameOf(facts.actor) !== `member:${before.proposal?.by}`, 'the maker does not decline');
  } else
    law(
      transition.by.some((who) => isResponsible(who, maker, before, facts)),
      'is taken by whom the SOP names',
    );
  if (transition.approval) broken.push(...ofApproval(transition.approval, maker, move, before, facts));
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
    // What rests on a date may have been due a little while ago: it is caught up.
    reactions.timers.every(
      ({ visit, dueAt, date }) =>
        visit === after.visit && dueAt >= facts.now - (date === undefined ? 0 : DAY_MS),
    ),
    'sets timers of its own stay',
  );
  return broken;
}

/** While a ticket is held no time passes for it; afterwards there is as much of it left as before. */
function ofHold({ before, after, events, facts, reactions }: Deed): string[] {
  const broken: string[] = [];
  const law = (holds: boolean, name: string) => void (holds || broken.push(name));
  const { hold, limit } = before;
  const clock = facts.sop.states[before.state]?.limit?.clock === 'calendar' ? facts.always : facts.business;
  const wasLate = hold !== null && limit !== null && hold.at >= limit.dueAt;
  law(
    // The day on which a part is due is no clock.
    !after.hold || reactions.timers.every(({ rule }) => rule === 'hold' || rule.startsWith('part:')),
    'the clocks of a held ticket stand still',
  );
  law(
    !hold || events.every(({ type }) => type !== 'limitWarned' && (type !== 'limitPassed' || wasLate)),
    'a held ticket is neither warned of nor late',
  );
  law(!after.hold || after.category !== 'closed', 'what is closed is not held');
  if (hold && limit && !wasLate && events.some(({ type }) => type === 'ticketResumed'))
    law(
      workingBetween(clock, facts.now, after.limit?.dueAt ?? 0) ===
        workingBetween(clock, hold.at, limit.dueAt),
      'what was left of the limit is left after the hold',
    );
  return broken;
}

/** Watchers, links and nudges. */
function ofOthers({ before, after, events, facts, reactions }: Deed): string[] {
  const broken: string[] = [];
  const law = (holds: boolean, name: string) => void (holds || broken.push(name));
  law(new Set(after.watchers).size === after.watchers.length, 'nobody watches twice');
  const marks = after.links.map(({ ticket, kind }) => `${ticket} ${kind}`);
  law(new Set(marks).size === marks.length, 'no link is noted twice');
  law(
    after.links.every(({ ticket }) => ticket !== after.id),
    'no ticket is linked to itself',
  );
  const nudged = events.some(({ type }) => type === 'nudged');
  law(!nudged || facts.now - (before.nudged?.at ?? 0) >= NUDGE_MS, 'a nudge comes twice an hour at most');
  const live = before.links.every(({ kind }) => kind !== 'merged_into');
  law(
    live || after.state === before.state || events.some(({ type }) => type === 'actUndone'),
    'a duplicate rests',
  );
  const note = events.some(({ type }) => type === 'noteAdded');
  law(!note || reactions.notices.every(({ to }) => to.to !== 'requester'), 'a note is ours');
  const actor = 'id' in facts.actor ? facts.actor.id : '';
  law(
    reactions.notices.every(({ say, to }) => !say.startsWith('notice.watched') || to.id !== actor),
    'nobody hears by watching what they did themselves',
  );
  return broken;
}

/** Who does which part. */
function ofDivision({ before, after, events, facts, reactions }: Deed): string[] {
  const broken: string[] = [];
  const law = (holds: boolean, name: string) => void (holds || broken.push(name));
  const { division } = after;
  law(
    division.every(({ no }, at) => at === 0 || no > (division[at - 1]?.no ?? 0)),
    'parts are numbered, each once',
  );
  const done = events.find((event) => event.type === 'partDone');
  const owner = before.division.find(({ no }) => no === done?.no)?.owner;
  law(
    !done || (owner !== undefined && nameOf(facts.actor) === `member:${owner}`),
    'its owner says it is done',
  );
  const set = events.find((event) => event.type === 'partSet')?.part;
  const hands = set ? [set.owner, ...(set.collaborators ?? [])].filter((id) => id !== null) : [];
  law(
    hands.every((id) => after.watchers.includes(`member:${id}`)),
    'whoever has a part in it watches',
  );
  law(
    reactions.notices.every(({ say, to }) => !say.startsWith('notice.part_') || to.to !== 'requester'),
    'how we divide the work is ours',
  );
  law(
    after.category !== 'closed' || reactions.timers.every(({ rule }) => !rule.startsWith('part:')),
    'of what is closed no part is due',
  );
  return broken;
}

const NUDGE_MS = 30 * 60_000;

function telling({ after, events, facts, reactions }: Deed): string[] {
  const broken: string[] = [];
  const words = JSON.stringify(reactions.notices);
  const written = events.some(({ type }) => type === 'replied' || type === 'noteAdded');
  const secrets = Object.values(facts.sop.fields).filter(
    ({ key, personal }) => personal && after.fields[key] !== undefined,
  );
  for (const { key } of secrets) {
    const value = after.fields[key];
    // What somebody wrote is theirs to say.
    if (typeof value === 'string' && words.includes(value) && !written)
      broken.push(`${key} is personal and stays out of notices`);
    if (reactions.notices.some(({ params }) => key in params))
      broken.push(`${key} is personal and is no param`);
  }
  const nagged = reactions.notices.some(
    ({ to, say }) => to.to === 'requester' && say.startsWith('notice.limit'),
  );
  return nagged ? [...broken, 'a limit is no affair of the requester'] : broken;
}

/** Whoever began the move. */
function makerOf(before: Ticket, { proposedBy }: Moved, { actor }: Facts): Actor {
  return proposedBy === null ? actor : { kind: 'member', id: before.proposal?.by ?? '?' };
}

/** Others agreed, as many as have to, each of them named by the SOP or in the place of somebody who is. */
function ofApproval(
  { by, quorum }: Approval,
  maker: Actor,
  { agreed = [], proposedBy }: Moved,
  before: Ticket,
  facts: Facts,
): string[] {
  const broken: string[] = [];
  const law = (holds: boolean, name: string) => void (holds || broken.push(`approval: ${name}`));
  const names = agreed.map(({ by: who, standsFor }) => standsFor ?? who);
  const own = 'id' in maker ? maker.id : '';
  law(!agreed.some(({ by: who, standsFor }) => who === own || standsFor === own), 'maker is not checker');
  law(new Set(names).size === names.length, 'nobody agrees twice');
  law(new Set(agreed.map((one) => one.by)).size === agreed.length, 'nobody agrees for two');
  const isNamed = (who: Approver, id: string) => {
    const member = facts.directory.members.get(id);
    if (!member?.active || !inTeam(member, before, facts)) return false;
    if (who === 'leader') return facts.directory.members.get(own)?.leader === id;
    return who === `member:${id}` || member.roles.some((role) => who === `role:${role}`);
  };
  law(
    names.every((id) => by.some((who) => isNamed(who, id))),
    'is by those who are named',
  );
  law(
    quorum === 'all'
      ? by.every((who) => names.some((id) => isNamed(who, id))) && names.length === by.length
      : names.length === quorum,
    'is by as many as have to agree',
  );
  const last = facts.actor.kind === 'member' ? facts.actor.id : '';
  law(proposedBy === null || agreed.some((one) => one.by === last), 'the last one takes the step');
  law(proposedBy !== null || agreed.every(({ served }) => served !== undefined), 'nobody is passed over');
  return broken;
}

function guardsHold(transition: Transition, before: Ticket, after: Ticket, { sop, now }: Facts): boolean {
  return transition.when.every((guard) => {
    if (guard.guard === 'has')
      return guard.fields.every((key) => after.fields[key] !== undefined && after.fields[key] !== '');
    if (guard.guard === 'checklist_done')
      return itemsOf(sop, before.state).every(
        (key) => before.checklist[key]?.no === undefined && key in before.checklist,
      );
    if (guard.guard === 'children_done')
      return before.links.every(
        ({ kind, wait, stands }) => kind !== 'opened' || wait !== 'all' || stands?.over,
      );
    if (guard.guard === 'division')
      return (
        before.division.length > 0 &&
        before.division.every(
          ({ owner, collaborators, standard, due, doneAt }) =>
            owner && collaborators && standard && due && (guard.must === 'complete' || doneAt),
        )
      );
    return now - before.enteredAt <= guard.duration.days * 86_400_000 + guard.duration.ms;
  });
}

function excuseOwed({ limit, hold }: Ticket, { actor, now }: Facts): boolean {
  return actor.kind === 'member' && limit !== null && limit.lateReason && (hold?.at ?? now) >= limit.dueAt;
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
