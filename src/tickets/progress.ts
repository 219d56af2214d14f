/** 节点可视化: done, now, next, and who holds each, as staff or the requester may see it. */
import type { Text } from '../people/people.js';
import { progressOf } from '../sop/machine.js';
import type { Facts } from './facts.js';
import { type Reader, stateText } from './labels.js';
import type { Param } from './refusal.js';
import { assigneeParam } from './say-params.js';
import type { Ticket } from './ticket.js';

export interface Step {
  /** SOP state; for a requester the first of those that show the same face. */
  readonly state: string;
  readonly label: Text;
  readonly status: 'done' | 'now' | 'next';
  /** Whoever did it, holds it or will; null when nobody is named. */
  readonly who: Param | null;
  /** How often the ticket has been here, this time included; 0 for what is ahead. */
  readonly times: number;
}

/** One stay of the ticket, oldest first, the present one last. */
export interface Stay {
  readonly state: string;
  /** Member who owned it when the stay ended. */
  readonly memberId: string | null;
}

/** Without `stays` the way up to now is taken to be the main line of the SOP. */
export function progress(
  ticket: Ticket,
  facts: Facts,
  reader: Reader,
  stays: readonly Stay[] = [],
): readonly Step[] {
  const { sop } = facts;
  const { done, next } = progressOf(sop, ticket.state);
  const passed = stays.length > 0 ? walked(ticket, stays) : done;
  const step = (state: string, status: Step['status']): Step => ({
    state,
    label: stateText(sop, state, reader),
    status,
    who: whoOf(state, status, ticket, facts, stays),
    times: status === 'next' ? 0 : Math.max(1, stays.filter((stay) => stay.state === state).length),
  });
  const steps = [
    ...passed.map((state) => step(state, 'done')),
    step(ticket.state, 'now'),
    ...next.map((state) => step(state, 'next')),
  ];
  return reader === 'requester' ? oneFace(steps) : steps;
}

/** States left behind, each once, where it was first entered; those still ahead again after a return are not done. */
function walked(ticket: Ticket, stays: readonly Stay[]): readonly string[] {
  const states = stays.map(({ state }) => state);
  const back = states.indexOf(ticket.state);
  // Sent back to a state: what came after its first stay has to be done again.
  return [...new Set(back === -1 ? states : states.slice(0, back))];
}

function whoOf(
  state: string,
  status: Step['status'],
  ticket: Ticket,
  facts: Facts,
  stays: readonly Stay[],
): Param | null {
  const { owner = null, givenTo } = facts.sop.states[state] ?? {};
  if (owner === 'requester') return { person: `requester:${ticket.requesterId}` };
  const past = stays.findLast((stay) => stay.state === state && stay.memberId !== null)?.memberId;
  if (status === 'done' && past) return { person: `member:${past}` };
  if (owner === null) return null;
  if (givenTo !== undefined && status === 'next') return { message: `role.${givenTo}` };
  if (owner === 'assignee' || status === 'now') return assigneeParam(ticket, facts);
  const queue = facts.directory.queues.get(owner.slice('queue:'.length));
  const team = queue && facts.directory.teams.get(queue.team);
  return team ? { text: team.name } : null;
}

/** Steps that show a requester the same words are one step to them: how we divide the work is our own affair. */
function oneFace(steps: readonly Step[]): readonly Step[] {
  const shown: Step[] = [];
  for (const step of steps) {
    const last = shown.at(-1);
    if (last?.label['zh-CN'] !== step.label['zh-CN']) shown.push(step);
    else if (step.status === 'now') shown[shown.length - 1] = { ...step, state: last.state };
  }
  return shown;
}
