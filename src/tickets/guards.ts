/** The named conditions of a transition. What can still be answered is not refused here: it is asked. */
import { addDuration } from '../calendar/duration.js';
import type { ChecklistItem, Field, Guard, Transition } from '../sop/sop.js';
import { tickOf } from './checklist.js';
import { childHolder, childParam, childrenMissing } from './children.js';
import { divisionHolds, notDivided } from './division.js';
import type { Facts } from './facts.js';
import { roleHolders } from './holders.js';
import { isBlank } from './input.js';
import { listed } from './labels.js';
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
          ? expired(ticket, transition, addDuration(facts.always, ticket.enteredAt, guard.duration), facts)
          : guard.guard === 'children_done'
            ? unended(ticket, transition, facts)
            : guard.guard === 'division'
              ? notDivided(ticket, transition, guard.must, facts)
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

/** Whether every condition holds, for somebody who cannot be asked: a timer. */
export function allHold(ticket: Ticket, guards: readonly Guard[], facts: Facts): boolean {
  return guards.every((guard) => holds(guard, ticket, facts));
}

function holds(guard: Guard, ticket: Ticket, facts: Facts): boolean {
  switch (guard.guard) {
    case 'has':
      return guard.fields.every((key) => !isBlank(ticket.fields[key]));
    case 'checklist_done':
      return openItems(ticket, facts).length === 0;
    case 'children_done':
      return childrenMissing(ticket, facts.sop).length === 0;
    case 'division':
      return divisionHolds(ticket, guard.must);
    case 'within':
      return facts.now <= addDuration(facts.always, ticket.enteredAt, guard.duration);
  }
}

function openItems(ticket: Ticket, { sop }: Facts): readonly ChecklistItem[] {
  const items = sop.states[ticket.state]?.checklist ?? [];
  return items.filter(({ key }) => tickOf(ticket, key) === undefined);
}

function unticked(ticket: Ticket, transition: Transition, facts: Facts): Refusal | null {
  const open = openItems(ticket, facts);
  if (open.length === 0) return null;
  return refuse('checklist_open', {
    step: stepLabel(transition),
    items: open.map(({ label }) => ({ text: label })),
    holder: roleHolders(['agent'], ticket.queue, facts),
  });
}

function unended(ticket: Ticket, transition: Transition, facts: Facts): Refusal | null {
  const missing = childrenMissing(ticket, facts.sop);
  if (missing.length === 0) return null;
  const holder = missing.flatMap((child) => childHolder(child, facts));
  return refuse('children_open', {
    step: stepLabel(transition),
    children: missing.map(childParam),
    holder: listed(holder),
  });
}

/** What was solved too long ago to be opened again can be followed by another one. */
function expired(ticket: Ticket, transition: Transition, until: number, facts: Facts): Refusal | null {
  if (facts.now <= until) return null;
  const params = { step: stepLabel(transition), until: { at: until } };
  return ticket.category === 'resolved'
    ? refuse('reopen_expired', { ...params, ticket: ticket.id })
    : refuse('step_expired', params);
}
