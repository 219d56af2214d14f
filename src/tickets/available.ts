/** What may be done with a ticket now: the buttons, each greyed with the refusal that pressing it would give. */

import { isThere } from '../people/leave.js';
import type { Text } from '../people/people.js';
import { membersWith, teamOf } from '../people/staff.js';
import { nextState, transitionsFrom } from '../sop/machine.js';
import type { Responsible, Transition } from '../sop/sop.js';
import { actions } from './actions/index.js';
import { cannedReplies } from './canned.js';
import type { Facts } from './facts.js';
import { filesWanted, fillable } from './fillable.js';
import { unmet } from './guards.js';
import type { Refusal } from './refusal.js';
import { blocked } from './step.js';
import type { Ticket } from './ticket.js';

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
  const pending = ticket.proposal ? second(ticket, facts) : [];
  return [...pending, ...steps(ticket, facts), ...others(ticket, facts), ...checklist(ticket, facts)];
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
  if (ticket.category === 'closed')
    return facts.actor.kind === 'member' ? [button('note', ticket, facts)] : [];
  const files = filesWanted(ticket, facts).length > 0 ? ['attach'] : [];
  const fields = fillable(ticket, facts).length > 0 ? ['fill'] : [];
  if (facts.actor.kind !== 'member')
    return [...files, 'reply', ...fields].map((type) => button(type, ticket, facts));
  const waiting = ticket.assigneeId === null && (ticket.category === 'new' || ticket.category === 'open');
  const claim = waiting ? [button('claim', ticket, facts, 'primary')] : [];
  const canned = cannedReplies(ticket, facts).length > 0 ? ['canned'] : [];
  return [
    ...claim,
    ...['assign', ...files, 'reply', ...canned, 'note', ...fields, 'prioritise'].map((type) =>
      button(type, ticket, facts),
    ),
  ];
}

function checklist(ticket: Ticket, facts: Facts): readonly Available[] {
  if (facts.actor.kind !== 'member') return [];
  const items = facts.sop.states[ticket.state]?.checklist ?? [];
  return items.map(({ key, label }) => {
    const type = Object.hasOwn(ticket.checklist, key) ? 'untick' : 'tick';
    return { ...button(type, ticket, facts), argument: key, label };
  });
}

function button(type: string, ticket: Ticket, facts: Facts, style: Available['style'] = 'plain'): Available {
  const action = actions[type];
  if (!action) throw new Error(`expected an action, got ${type}`);
  return { action: type, label: action.label, reason: action.may(ticket, facts), style };
}
