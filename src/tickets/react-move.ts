/** What follows when a ticket moves: the SOP's texts, the timers of the new stay, hand-overs, and a word to whose turn it is. */

import { memberNamed } from '../people/actor.js';
import type { Transition } from '../sop/sop.js';
import { agreementParam } from './approvers-said.js';
import type { Command } from './command.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import type { Happening, Reaction } from './happening.js';
import { openMark, tellsOfMove } from './move.js';
import { notice, said } from './notices.js';
import { isOver } from './over.js';
import type { Notice } from './reactions.js';
import { holder, teamGroup } from './recipients.js';
import type { FieldValue, Ticket } from './ticket.js';
import { timersOfStay } from './timers.js';

type Moved = Extract<TicketEvent, { type: 'ticketMoved' }>;

export function onMoved(event: Moved, happening: Happening): Reaction {
  const { before, after, facts } = happening;
  const transition = facts.sop.transitions[event.transition];
  if (!transition) return {};
  const rehomed = before !== null && before.queue !== after.queue;
  const told = texts(event, transition, after, facts);
  return {
    notices: [...told, ...checked(event, transition, after, facts), ...yourTurn(happening, told, rehomed)],
    timers: timersOfStay(after, facts),
    voidVisits: before ? [before.visit] : [],
    commands: handOvers(event, transition, after),
    posts: rehomed ? teamGroup(after.queue, facts) : [],
  };
}

function texts(event: Moved, transition: Transition, after: Ticket, facts: Facts): readonly Notice[] {
  const due = tellsOfMove(facts.sop, event.from, transition).filter(
    (tell) => !tell.once || event.told.includes(tell.say),
  );
  const tone = transition.danger ? 'warning' : after.category === 'resolved' ? 'good' : 'info';
  const inputs = { fields: transition.input, values: event.input };
  return due.flatMap((tell) => said(tell, after, facts, tone, 'step', inputs));
}

/** The maker hears that the second hand agreed. */
function checked(event: Moved, transition: Transition, after: Ticket, facts: Facts): readonly Notice[] {
  const maker = event.proposedBy === null ? null : memberNamed(event.proposedBy);
  if (maker === null) return served(event, transition, after, facts);
  return notice('confirmed', [{ to: 'member', id: maker }], after, facts, {
    audience: 'actor',
    tone: 'good',
    extra: { step: { text: transition.label }, checker: { person: event.by } },
  });
}

/** Whoever took it hears why nobody was asked. */
function served(
  { by, agreed = [] }: Moved,
  transition: Transition,
  after: Ticket,
  facts: Facts,
): readonly Notice[] {
  const maker = memberNamed(by);
  const before = agreed.filter((one) => one.served !== undefined);
  if (maker === null || before.length === 0) return [];
  return notice('served', [{ to: 'member', id: maker }], after, facts, {
    audience: 'actor',
    extra: { step: { text: transition.label }, who: before.map((one) => agreementParam(one, facts)) },
  });
}

/** Nobody has to remember to look: whoever the ticket now waits for is told, unless they were told or did it themselves. */
function yourTurn(
  { before, after, events, facts }: Happening,
  told: readonly Notice[],
  rehomed: boolean,
): readonly Notice[] {
  const assignedNow = events.some(({ type }) => type === 'ticketAssigned');
  if (before === null || isOver(after) || assignedNow || rehomed) return [];
  const { actor } = facts;
  const to = holder(after, facts).filter(({ to: kind, id }) => {
    const self = kind === 'member' && actor.kind === 'member' && actor.id === id;
    return !self && !told.some((one) => one.to.to === kind && one.to.id === id);
  });
  return notice('your_turn', to, after, facts, { audience: 'assignee' });
}

/** 指派前 → 指派后, 子工单: another ticket begins with what is known, once in the life of the first. */
function handOvers(
  { told }: Moved,
  transition: Transition,
  after: Ticket,
): readonly Omit<Command, 'cause'>[] {
  return transition.do.flatMap((effect) => {
    if (effect.effect !== 'open' || !told.includes(openMark(effect))) return [];
    const { sop, queue, wait } = effect;
    const fields: Record<string, FieldValue> = {};
    for (const [into, from] of Object.entries(effect.copy)) {
      const value = after.fields[from];
      if (value !== undefined) fields[into] = value;
    }
    const order = after.orderRef === null ? {} : { orderRef: after.orderRef };
    const customer = after.customerId === null ? {} : { customerId: after.customerId };
    return {
      type: 'open',
      input: {
        ...{ sop, fields, requesterId: after.requesterId },
        ...(queue === null ? {} : { queue }),
        ...(wait === null ? {} : { wait }),
        ...customer,
        parent: after.id,
        priority: after.priority,
        ...order,
      },
      actor: { kind: 'system' as const },
    };
  });
}
