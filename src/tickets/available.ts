/** What may be done with a ticket now: the buttons, each greyed with the refusal that pressing it would give. */

import { actorName } from '../people/actor.js';
import { isThere } from '../people/leave.js';
import type { Text } from '../people/people.js';
import { membersWith, teamOf } from '../people/staff.js';
import { nextState, transitionsFrom } from '../sop/machine.js';
import type { Responsible, Transition } from '../sop/sop.js';
import { actions } from './actions/index.js';
import { cannedReplies } from './canned.js';
import { tickOf } from './checklist.js';
import { isDivided } from './division.js';
import { extensible, pendingExtension } from './extension.js';
import type { Facts } from './facts.js';
import { filesWanted, fillable } from './fillable.js';
import { unmet } from './guards.js';
import { mergedInto } from './other.js';
import type { Refusal } from './refusal.js';
import { blocked } from './step.js';
import type { Ticket } from './ticket.js';
import { UNDO_MS } from './undoable.js';

export interface Available {
  /** An action's type. */
  readonly action: string;
  /** A transition, a checklist item: the last part of a button's value. */
  readonly argument?: string;
  readonly label: Text;
  /** Why not; null when it may be done. */
  readonly reason: Refusal | null;
  readonly style: 'primary' | 'plain' | 'danger';
}

/** For one person. Steps come first, in the order of the SOP. */
export function available(ticket: Ticket, facts: Facts): readonly Available[] {
  const { actor } = facts;
  // A watcher is told, and can do nothing.
  if (actor.kind === 'requester' && actor.id !== ticket.requesterId) return [];
  const pending = ticket.proposal ? second(ticket, facts) : [];
  return [
    ...pending,
    ...steps(ticket, facts),
    ...others(ticket, facts),
    ...checklist(ticket, facts),
    ...ownParts(ticket, facts),
    ...scores(ticket, facts),
  ];
}

/** For a group chat of the team: what anybody who is there may do. The refusal of whoever may not comes when they press. */
export function availableInGroup(ticket: Ticket, facts: Facts): readonly Available[] {
  const team = teamOf(facts.directory, ticket.queue);
  const everybody = team ? membersWith(facts.directory, ['agent', 'lead'], team.id) : [];
  const there = everybody.filter((member) => isThere(member, facts.today));
  // With everybody away the card still says what there is to do.
  const members = there.length > 0 ? there : everybody;
  const merged = new Map<string, Available>();
  for (const { id } of members)
    for (const one of available(ticket, { ...facts, actor: { kind: 'member', id } })) {
      const mark = `${one.action}:${one.argument ?? ''}`;
      const known = merged.get(mark);
      if (!known || (known.reason !== null && one.reason === null)) merged.set(mark, one);
    }
  return [...merged.values()];
}

function second(ticket: Ticket, facts: Facts): readonly Available[] {
  const transition = ticket.proposal && facts.sop.transitions[ticket.proposal.transition];
  const agree = button('confirm', ticket, facts, 'primary');
  const reason = agree.reason ?? (transition ? unmet(ticket, transition, facts) : null);
  return [{ ...agree, reason }, button('decline', ticket, facts)];
}

/** Steps meant for people on this side, what leads on before what leads back; a requester is not shown what only staff can do. */
function steps(ticket: Ticket, facts: Facts): readonly Available[] {
  const { sop, actor } = facts;
  if (mergedInto(ticket) !== null) return [];
  const mine = (who: Responsible) =>
    actor.kind === 'requester'
      ? who === 'requester'
      : who !== 'requester' && who !== 'system' && !who.startsWith('source:');
  const main = nextState(sop, ticket.state);
  return transitionsFrom(sop, ticket.state)
    .filter(({ key, by }) => by.some(mine) && key !== ticket.proposal?.transition)
    .map((transition) => ({
      action: 'advance',
      argument: transition.key,
      label: transition.label,
      reason: blocked(ticket, transition, facts),
      style: styleOf(transition, main),
    }))
    .sort((one, other) => Number(other.style === 'primary') - Number(one.style === 'primary'));
}

function styleOf({ danger, to }: Transition, main: string | null): Available['style'] {
  return danger ? 'danger' : to === main ? 'primary' : 'plain';
}

function others(ticket: Ticket, facts: Facts): readonly Available[] {
  if (ticket.category === 'closed') {
    const types =
      facts.actor.kind === 'member'
        ? ['note', ...effort(ticket, facts), ...ownUndo(ticket, facts)]
        : renewal(ticket, facts);
    return types.map((type) => button(type, ticket, facts));
  }
  const files = filesWanted(ticket, facts).length > 0 ? ['attach'] : [];
  const fields = fillable(ticket, facts).length > 0 ? ['fill'] : [];
  if (facts.actor.kind !== 'member')
    return [...files, 'reply', ...fields, ...nudging(ticket, facts), ...renewal(ticket, facts)].map((type) =>
      button(type, ticket, facts),
    );
  const waiting = ticket.assigneeId === null && (ticket.category === 'new' || ticket.category === 'open');
  const claim = waiting ? [button('claim', ticket, facts, 'primary')] : [];
  const canned = cannedReplies(ticket, facts).length > 0 ? ['canned'] : [];
  return [
    ...claim,
    ...[
      'assign',
      ...files,
      'reply',
      ...canned,
      'note',
      ...fields,
      'prioritise',
      ...beside(ticket, facts),
    ].map((type) => button(type, ticket, facts)),
  ];
}

/** What stands beside the procedure, for staff. */
function beside(ticket: Ticket, facts: Facts): readonly string[] {
  const { category, hold, watchers } = ticket;
  const asked = pendingExtension(ticket, facts) ? ['grant', 'deny'] : [];
  const holding = hold ? ['resume'] : category === 'resolved' ? [] : ['hold'];
  return [
    ...asked,
    ...extending(ticket, facts),
    ...(ticket.conversation ? ['end_human'] : []),
    ...holding,
    ...(isDivided(facts.sop) ? ['divide'] : []),
    watchers.includes(actorName(facts.actor)) ? 'unwatch' : 'watch',
    ...effort(ticket, facts),
    ...escalated(ticket, facts),
    ...['link', 'merge', 'split'],
    ...nudging(ticket, facts),
    ...ownUndo(ticket, facts),
  ];
}

/** While a ladder goes up, or one of it has stopped. */
function escalated(ticket: Ticket, facts: Facts): readonly string[] {
  const reason = actions.acknowledge?.may(ticket, facts)?.refused;
  return reason === undefined ? ['acknowledge'] : [];
}

/** For whoever works on it, where the house has kinds of effort. */
function effort(ticket: Ticket, facts: Facts): readonly string[] {
  return actions.log_effort?.may(ticket, facts) === null ? ['log_effort'] : [];
}

/** More time is offered to whoever may take it, once something is about to run out. */
function extending(ticket: Ticket, facts: Facts): readonly string[] {
  const soon = extensible(ticket, facts).some(({ warnAt, warnedAt }) => {
    return warnedAt !== null || (warnAt !== null && warnAt <= facts.now);
  });
  return soon && actions.extend?.may(ticket, facts) === null ? ['extend'] : [];
}

/** Whoever may hurry others, while there is somebody to hurry. */
function nudging(ticket: Ticket, facts: Facts): readonly string[] {
  const reason = actions.nudge?.may(ticket, facts)?.refused;
  return reason === undefined || reason === 'nudged_lately' ? ['nudge'] : [];
}

/** Only while there is something of one's own to take back, and nothing rests on it. */
function ownUndo({ undoable }: Ticket, { actor, now }: Facts): readonly string[] {
  const own = undoable.findLast(({ by }) => actor.kind === 'member' && by === actor.id);
  return own && own.rested === null && now - own.at <= UNDO_MS ? ['undo'] : [];
}

/** The way on where there is none back. */
function renewal(ticket: Ticket, facts: Facts): readonly string[] {
  const { category, state } = ticket;
  if (mergedInto(ticket) !== null || (category !== 'resolved' && category !== 'closed')) return [];
  const back = transitionsFrom(facts.sop, state).filter(
    ({ to }) => facts.sop.states[to]?.category !== 'closed',
  );
  return back.some((step) => unmet(ticket, step, facts) === null) ? [] : ['renew'];
}

function checklist(ticket: Ticket, facts: Facts): readonly Available[] {
  if (facts.actor.kind !== 'member') return [];
  const items = facts.sop.states[ticket.state]?.checklist ?? [];
  return items.map(({ key, label }) => {
    const type = tickOf(ticket, key) === undefined ? 'tick' : 'untick';
    return { ...button(type, ticket, facts), argument: key, label };
  });
}

/** What the work was like, once it is over: a button a score, so that the number in a menu is the score. */
function scores(ticket: Ticket, facts: Facts): readonly Available[] {
  if (facts.actor.kind !== 'requester' || actions.rate?.may(ticket, facts) !== null) return [];
  return SCORES.map((label, index) => ({
    ...button('rate', ticket, facts),
    argument: String(index + 1),
    label,
  }));
}

const SCORES: readonly Text[] = [
  { 'zh-CN': '很不满意', en: 'Very bad' },
  { 'zh-CN': '不满意', en: 'Bad' },
  { 'zh-CN': '一般', en: 'Fair' },
  { 'zh-CN': '满意', en: 'Good' },
  { 'zh-CN': '很满意', en: 'Very good' },
];

/** Parts whose owner has not said yet that they are done. */
function ownParts(ticket: Ticket, facts: Facts): readonly Available[] {
  const { category, division } = ticket;
  const { actor } = facts;
  if (category === 'closed' || actor.kind !== 'member') return [];
  const open = division.filter(({ owner, doneAt }) => owner === actor.id && doneAt === null);
  return open.map(({ no, name }) => ({
    ...button('part_done', ticket, facts),
    argument: String(no),
    label: { 'zh-CN': `完成「${name}」`, en: `Done: ${name}` },
  }));
}

function button(type: string, ticket: Ticket, facts: Facts, style: Available['style'] = 'plain'): Available {
  const action = actions[type];
  if (!action) throw new Error(`expected an action, got ${type}`);
  return { action: type, label: action.label, reason: action.may(ticket, facts), style };
}
