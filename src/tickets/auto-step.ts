/** Steps marked `auto`: they follow by themselves as soon as their conditions hold. */
import { transitionsFrom } from '../sop/machine.js';
import type { Transition } from '../sop/sop.js';
import type { Command } from './command.js';
import type { Facts } from './facts.js';
import { allHold } from './guards.js';
import type { Happening } from './happening.js';
import type { Ticket } from './ticket.js';

/** A held ticket waits for somebody, a proposed step for the second hand. */
export function isReady(ticket: Ticket, { auto, from, when }: Transition, facts: Facts): boolean {
  if (!auto || !from.includes(ticket.state) || ticket.hold !== null || ticket.proposal !== null) return false;
  return allHold(ticket, when, facts);
}

/** The first that was not ready before what happened, or belongs to a stay that has just begun. */
export function autoStep({ before, after, facts }: Happening): readonly Omit<Command, 'cause'>[] {
  const step = transitionsFrom(facts.sop, after.state).find((one) => isReady(after, one, facts));
  if (!step || (before?.visit === after.visit && isReady(before, step, facts))) return [];
  const input = { transition: step.key, visit: after.visit };
  return [{ type: 'pass', ticketId: after.id, input, actor: { kind: 'system' } }];
}
