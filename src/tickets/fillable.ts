/** Which fields an actor may fill: staff any, a requester what they were asked at the start and what now waits for them. */
import { transitionsFrom } from '../sop/machine.js';
import type { Field } from '../sop/sop.js';
import type { Facts } from './facts.js';
import { demanded } from './guards.js';
import type { Ticket } from './ticket.js';

export function fillable(ticket: Ticket, facts: Facts): readonly Field[] {
  const all = Object.values(facts.sop.fields);
  if (facts.actor.kind !== 'requester') return all;
  const waited = transitionsFrom(facts.sop, ticket.state)
    .filter(({ by }) => by.includes('requester'))
    .flatMap((step) => demanded(step, facts));
  // While somebody else works on it, what it rests on must not change under their hands.
  const own = facts.sop.states[ticket.state]?.owner === 'requester';
  return all.filter((field) => waited.includes(field) || (own && field.intake));
}

/** File fields the steps from here wait for; those still empty first. */
export function filesWanted(ticket: Ticket, facts: Facts): readonly Field[] {
  const may = fillable(ticket, facts);
  const waited = new Set(transitionsFrom(facts.sop, ticket.state).flatMap((step) => demanded(step, facts)));
  const wanted = [...waited].filter((field) => field.type === 'file' && may.includes(field));
  const empty = wanted.filter(({ key }) => ticket.fields[key] === undefined);
  return empty.length > 0 ? empty : wanted;
}
