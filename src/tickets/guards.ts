/** The named conditions of a transition. What can still be answered is not refused here: it is asked. */
import { addDuration } from '../calendar/duration.js';
import type { Field, Transition } from '../sop/sop.js';
import type { Facts } from './facts.js';
import { roleHolders } from './holders.js';
import { type Refusal, refuse } from './refusal.js';
import type { Ticket } from './ticket.js';
import { stepLabel } from './transitions.js';

/** The first condition that no answer can mend; null when all of those hold. */
export function unmet(ticket: Ticket, transition: Transition, facts: Facts): Refusal | null {
  for (const guard of transition.when) {
    const refusal =
      guard.guard === 'checklist_done'
        ? unticked(ticket, transition, facts)
        : guard.guard === 'within'
          ? expired(transition, addDuration(facts.always, ticket.enteredAt, guard.duration), facts)
          : null;
    if (refusal) return refusal;
  }
  return null;
}

/** Fields a transition demands, in the order the SOP names them. */
export function demanded(transition: Transition, facts: Facts): readonly Field[] {
  return transition.when
    .flatMap((guard) => (guard.guard === 'has' ? guard.fields : []))
    .flatMap((key) => facts.sop.fields[key] ?? []);
}

function unticked(ticket: Ticket, transition: Transition, facts: Facts): Refusal | null {
  const items = facts.sop.states[ticket.state]?.checklist ?? [];
  const open = items.filter(({ key }) => !Object.hasOwn(ticket.checklist, key));
  if (open.length === 0) return null;
  return refuse('checklist_open', {
    step: stepLabel(transition),
    items: open.map(({ label }) => ({ text: label })),
    holder: roleHolders(['agent'], ticket.queue, facts),
  });
}

function expired(transition: Transition, until: number, facts: Facts): Refusal | null {
  return facts.now <= until
    ? null
    : refuse('step_expired', { step: stepLabel(transition), until: { at: until } });
}
