/** 材料: the files a requester is asked for and whether one may be sent anew. Pure. */
import { transitionsFrom } from '../sop/machine.js';
import type { Field } from '../sop/sop.js';
import type { Facts } from './facts.js';
import { fillable } from './fillable.js';
import { demanded } from './guards.js';
import { holdersOf, roleHolders } from './holders.js';
import { listed, stateLabel } from './labels.js';
import { type Refusal, refuse } from './refusal.js';
import type { Ticket } from './ticket.js';
import { readerOf } from './transitions.js';

/** In the order of the SOP, whatever step asks for them. */
export function documentsAsked(facts: Facts): readonly Field[] {
  const theirs = Object.values(facts.sop.transitions).filter(({ by }) => by.includes('requester'));
  const asked = new Set(theirs.flatMap((step) => demanded(step, facts)));
  return Object.values(facts.sop.fields).filter((field) => field.type === 'file' && asked.has(field));
}

/** Null where it may be sent now; else why not, and who could give it back. */
export function documentPassed(field: Field, ticket: Ticket, facts: Facts): Refusal | null {
  if (fillable(ticket, facts).includes(field)) return null;
  const back = transitionsFrom(facts.sop, ticket.state).filter(({ to }) => asksIn(to, field, facts));
  const by = [...new Set(back.flatMap((step) => step.by))].filter((who) => who !== 'requester');
  return refuse('document_passed', {
    field: { text: field.label },
    state: stateLabel(facts.sop, ticket.state, readerOf(facts)),
    holder: listed(
      by.length > 0 ? holdersOf(by, ticket, facts) : roleHolders(['agent'], ticket.queue, facts),
    ),
  });
}

const asksIn = (state: string, field: Field, facts: Facts) =>
  transitionsFrom(facts.sop, state).some(
    (step) => step.by.includes('requester') && demanded(step, facts).includes(field),
  );
