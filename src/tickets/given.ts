/** What a step is given with: the fields it waits for, its own inputs, and a reason when it is late. */
import { teamOf } from '../people/staff.js';
import type { Field, Transition } from '../sop/sop.js';
import type { Asking } from './action.js';
import type { Facts } from './facts.js';
import { demanded } from './guards.js';
import { holdersOf } from './holders.js';
import { invalidInput, isBlank, readAnswers } from './input.js';
import { LATE_ANSWERS, lateAnswer, lateFields, lateReasonDemanded } from './late-reason.js';
import { type Given, queueAfter } from './move.js';
import { belowLine } from './red-line.js';
import { isRefusal, type Refusal, refuse } from './refusal.js';
import type { Fields, Ticket } from './ticket.js';
import { stepLabel } from './transitions.js';

/** Reads what came with a step. What is missing is asked of people, and refused where there is nobody to ask. */
export function given(
  ticket: Ticket,
  transition: Transition,
  raw: Readonly<Record<string, unknown>>,
  facts: Facts,
  /** Inputs that stand already and are not this actor's to answer: a proposal's. */
  fixed: Fields = {},
): Given | Refusal | Asking {
  const { sop, actor, directory, today } = facts;
  const waited = demanded(transition, facts);
  const fields = actor.kind === 'source' ? Object.values(sop.fields) : waited;
  const known = [...fields, ...transition.input, ...LATE_ANSWERS];
  const strange = strangers(raw, known, facts);
  if (strange) return strange;
  const team = teamOf(directory, queueAfter(ticket, transition, sop))?.id ?? '';
  const read = readAnswers(known, { ...raw, ...fixed }, { directory, team, today });
  if (isRefusal(read)) return read;
  const { values } = read;
  const below = belowLine(values, { ...ticket.fields, ...values }, sop);
  if (below) return below;
  const late = lateReasonDemanded(ticket, facts);
  const reason = lateAnswer(values, facts);
  const unexplained = late && reason.lateReason === null;
  // What the step waits for is required, whatever the intake thought of it.
  const wanted = [
    ...waited
      .filter((field) => isBlank(ticket.fields[field.key]))
      .map((field) => ({ ...field, required: true })),
    ...transition.input,
  ];
  const wantedHere = wanted.filter(({ key }) => !Object.hasOwn(fixed, key));
  const missing = wanted.filter((field) => field.required && !Object.hasOwn(values, field.key));
  if (missing.length === 0 && !unexplained) {
    const explained = late ? reason : { lateReason: null, lateNote: null };
    return { fields: pick(values, fields), input: pick(values, transition.input), ...explained };
  }
  if (actor.kind === 'system' || actor.kind === 'source')
    return refuse('fields_missing', {
      step: stepLabel(transition),
      fields: missing.map(({ label }) => ({ text: label })),
      holder: holdersOf(['requester', 'agent'], ticket, facts),
    });
  // The whole form, what may be left empty and what was answered already included: a form is one thing, not what is left of it.
  return { asks: [...wantedHere, ...(late ? lateFields(facts) : [])], late };
}

/** A hook sends whatever its sender knows; an input a person makes up is a mistake worth naming. */
function strangers(
  raw: Readonly<Record<string, unknown>>,
  known: readonly Field[],
  { actor }: Facts,
): Refusal | null {
  if (actor.kind === 'source') return null;
  const strange = Object.keys(raw).filter((key) => !known.some((field) => field.key === key));
  if (strange.length === 0) return null;
  return invalidInput(
    Object.fromEntries(strange.map((key) => [key, refuse('unknown_input', { input: key })])),
  );
}

function pick(values: Fields, fields: readonly Field[]): Fields {
  return Object.fromEntries(
    fields.flatMap(({ key }) => {
      const value = values[key];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}
