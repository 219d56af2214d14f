/** Where a ticket brings its customer in the journey: the state it has entered may name a stage. */
import type { Facts } from './facts.js';
import type { StageMove } from './reactions.js';
import type { Ticket } from './ticket.js';

/**
 * Never backwards: an older matter that still goes on does not undo what a newer one has reached, unless the state
 * says so. From a stage the house has done away with it is always forwards.
 */
export function stageEntered({ customerId, state }: Ticket, { sop, stages = [] }: Facts): StageMove[] {
  const stage = sop.states[state]?.stage ?? null;
  if (stage === null || customerId === null || !stages.includes(stage.key)) return [];
  const stays = stage.back ? [stage.key] : stages.slice(stages.indexOf(stage.key));
  return [{ customerId, stage: stage.key, stays }];
}
