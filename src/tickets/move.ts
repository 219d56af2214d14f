/** The events of a step that is taken: the one place where a ticket changes its state. */
import { workingBetween } from '../calendar/business-hours.js';
import { MINUTE_MS } from '../calendar/day.js';
import { actorName } from '../people/actor.js';
import { teamOf } from '../people/staff.js';
import type { Approval, Opens, Sop, State, Tell, Transition } from '../sop/sop.js';
import { servedBy } from './approved.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import { givenTo } from './given-to.js';
import { factsIn, isLate, startLimit } from './limit.js';
import type { Agreement, Fields, Ticket } from './ticket.js';

/** What a step is taken with. */
export interface Given {
  /** Values for the ticket's own fields. */
  readonly fields: Fields;
  /** Values of the transition's inputs, kept with the event. */
  readonly input: Fields;
  readonly lateReason: string | null;
  readonly lateNote: string | null;
}

/** Whose step it is beside the one who takes it last. */
interface Hands {
  /** The maker, as an actor is named; null: whoever takes it now. */
  readonly proposedBy: string | null;
  readonly approval: Approval;
  /** Everybody who agreed. */
  readonly agreed: readonly Agreement[];
}

/** `hands`: of a step that others had to agree to. */
export function moved(
  ticket: Ticket,
  transition: Transition,
  { fields, input, lateReason, lateNote }: Given,
  facts: Facts,
  hands: Hands | null,
): TicketEvent[] {
  const { now, sop } = facts;
  const happened = { at: now, by: actorName(facts.actor) };
  const state = stateOf(sop, transition.to);
  const queue = queueAfter(ticket, transition, sop);
  const events: TicketEvent[] = [];
  // The alarm may be a moment behind: a step taken late counts as late whether it rang or not.
  if (isLate(ticket, now) && ticket.limit?.lateAt === null)
    events.push({ type: 'limitPassed', at: now, by: 'system' });
  if (Object.keys(fields).length > 0) events.push({ ...happened, type: 'fieldsFilled', fields });
  const named = assigneeAfter(ticket, transition, input, queue, facts);
  const picked = transition.do.some(({ effect }) => effect === 'assign');
  const { to: assigneeId, ...off } = picked ? { to: named } : givenTo(state, queue, named, facts);
  const byRole = assigneeId !== named && state.givenTo !== undefined ? { role: state.givenTo, ...off } : {};
  if (assigneeId === null) {
    if (ticket.assigneeId !== null) events.push({ ...happened, type: 'ticketUnassigned' });
  } else if (assigneeId !== ticket.assigneeId)
    events.push({ ...happened, type: 'ticketAssigned', to: assigneeId, claimed: false, ...byRole });
  events.push({
    ...happened,
    type: 'ticketMoved',
    transition: transition.key,
    from: ticket.state,
    to: state.key,
    category: state.category,
    queue,
    input,
    proposedBy: hands?.proposedBy ?? null,
    ...(hands && { agreed: hands.agreed, ...servedBy(hands.approval, { ...ticket.fields, ...fields }) }),
    lateReason,
    lateNote,
    limit: startLimit(state, ticket.priority, factsIn(queue, ticket.queue, facts)),
    told: [
      ...newlyTold(tellsOfMove(sop, ticket.state, transition), ticket.told),
      ...opensOf(transition).filter((mark) => !ticket.told.includes(mark)),
    ],
    minutes: Math.round(workingBetween(facts.business, ticket.enteredAt, now) / MINUTE_MS),
  });
  return events;
}

/** A state that names its queue takes the ticket there. */
export function queueAfter(ticket: Ticket, transition: Transition, sop: Sop): string {
  const owner = sop.states[transition.to]?.owner;
  return owner?.startsWith('queue:') ? owner.slice('queue:'.length) : ticket.queue;
}

/** Texts marked `once` that have not been told yet in this ticket's life. */
export function newlyTold(tells: readonly Tell[], told: readonly string[]): readonly string[] {
  const once = tells.filter((tell) => tell.once && !told.includes(tell.say)).map(({ say }) => say);
  return [...new Set(once)];
}

/** Marks of the tickets this step opens: finished a second time after a return, it hands over nothing again. */
function opensOf(transition: Transition): readonly string[] {
  return transition.do.flatMap((effect) => (effect.effect === 'open' ? [openMark(effect)] : []));
}

export const openMark = ({ sop, queue }: Pick<Opens, 'sop' | 'queue'>): string =>
  queue === null ? `open:${sop}` : `open:${sop}@${queue}`;

/** All that is said of a move: on the way out, by the step itself, on the way in. */
export function tellsOfMove(sop: Sop, from: string, transition: Transition): readonly Tell[] {
  const step = transition.do.filter((effect) => effect.effect === 'tell');
  return [...stateOf(sop, from).leave, ...step, ...stateOf(sop, transition.to).enter];
}

/** A missing state is a fault of the SOP's checker, not an expected no. */
export function stateOf(sop: Sop, key: string): State {
  const state = sop.states[key];
  if (!state) throw new Error(`SOP ${sop.key} v${sop.version}: expected a state, got ${JSON.stringify(key)}`);
  return state;
}

/** Whoever owned it goes on owning it, unless an effect says otherwise or the ticket goes to a team they are not in. */
function assigneeAfter(
  ticket: Ticket,
  transition: Transition,
  input: Given['input'],
  queue: string,
  { directory }: Facts,
): string | null {
  let { assigneeId } = ticket;
  for (const effect of transition.do) {
    if (effect.effect === 'unassign') assigneeId = null;
    if (effect.effect === 'assign') {
      const named = input[effect.input];
      if (typeof named === 'string') assigneeId = named;
    }
  }
  if (assigneeId === null || queue === ticket.queue) return assigneeId;
  const team = teamOf(directory, queue);
  return team && directory.members.get(assigneeId)?.teams.includes(team.id) ? assigneeId : null;
}
