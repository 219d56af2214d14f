/** The one gate: whoever asks, by whatever door, whether it may happen and what then happened is decided here. */

import { type Asking, isAsking, type Outcome } from './action.js';
import { actions, open } from './actions/index.js';
import type { Command } from './command.js';

import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import { stateLabel } from './labels.js';
import { lastDone } from './overtaken.js';
import { parseInput } from './parse-input.js';
import { isRefusal, type Refusal, refuse } from './refusal.js';
import { withTargets } from './targets.js';
import type { Ticket } from './ticket.js';
import { readerOf } from './transitions.js';

export type Decision = { readonly events: readonly TicketEvent[] } | Refusal | Asking;

export function decide(command: Command, ticket: Ticket | null, facts: Facts): Decision {
  if (command.type === open.type) {
    const input = parseInput(open.input, command.input);
    if (isRefusal(input)) return input;
    return open.may(input.value, facts) ?? decided(open.decide(input.value, facts), null, facts);
  }
  const action = Object.hasOwn(actions, command.type) ? actions[command.type] : undefined;
  if (!action) return refuse('unknown_action', { action: command.type });
  if (!ticket || hidden(ticket, facts)) return refuse('unknown_ticket', { ticket: command.ticketId ?? 0 });
  const input = parseInput(action.input, command.input);
  if (isRefusal(input)) return input;
  return (
    action.may(ticket, facts) ??
    (action.stale ? outdated(ticket, command, facts) : null) ??
    decided(action.decide(ticket, input.value, facts), ticket, facts)
  );
}

/** Somebody else's ticket is to a requester as if there were none: whatever they ask of it, the answer is the same. */
function hidden({ requesterId }: Ticket, { actor }: Facts): boolean {
  return actor.kind === 'requester' && actor.id !== requesterId;
}

function decided(outcome: Outcome, ticket: Ticket | null, facts: Facts): Decision {
  if (isRefusal(outcome) || isAsking(outcome)) return outcome;
  return outcome.length === 0 ? refuse('nothing_to_do') : { events: withTargets(ticket, outcome, facts) };
}

/** A button pressed on an older card asks for something its presser has not seen: it is told what changed, by whom. */
function outdated(ticket: Ticket, { seen }: Command, facts: Facts): Refusal | null {
  // 0 is what a button carries that shows no state of the ticket, such as the link in a notice.
  const { last } = ticket;
  if (seen === undefined || seen === 0 || seen >= (last?.version ?? ticket.version)) return null;
  const reader = readerOf(facts);
  const state = stateLabel(facts.sop, ticket.state, reader);
  // What colleagues do among themselves is not the requester's to read.
  if (reader === 'requester') return refuse('stale_to_requester', { state });
  return refuse('stale', {
    ...lastDone(ticket),
    state,
  });
}
