/** What a step is given with: the fields it waits for, its own inputs, and a reason when it is late. */
import { teamOf } from '../people/staff.js';
import type { Field, Transition } from '../sop/sop.js';
import type { Asking } from './action.js';
import type { Facts } from './facts.js';
import { demanded } from './guards.js';
import { holdersOf } from './holders.js';
import { invalidInput, isBlank, readAnswers } from './input.js';
import { isLate } from './limit.js';
import { queueAfter } from './move.js';
import { isRefusal, type Refusal, refuse } from './refusal.js';
import type { Fields, Ticket } from './ticket.js';
import { stepLabel } from './transitions.js';

export interface Given {
  /** Values for the ticket's own fields. */
  readonly fields: Fields;
  /** Values of the transition's inputs, kept with the event. */
  readonly input: Fields;
  readonly lateReason: string | null;
}

/** Asked of a member who moves a ticket on after its limit; an SOP does not name it. */
export const LATE_REASON: Field = {
  key: 'late_reason',
  type: 'text',
  label: { 'zh-CN': '超时原因', en: 'Reason for the delay' },
  hint: {
    'zh-CN': '如：客户资料迟交、外部审批慢、人手不足',
    en: 'e.g. documents came late, outside approval was slow, short of hands',
  },
  intake: false,
  required: true,
  personal: false,
  max: 200,
};

/** Reads what came with a step. What is missing is asked of people, and refused where there is nobody to ask. */
export function given(
  ticket: Ticket,
  transition: Transition,
  raw: Readonly<Record<string, unknown>>,
  facts: Facts,
): Given | Refusal | Asking {
  const { sop, actor } = facts;
  const hook = actor.kind === 'source';
  const waited = demanded(transition, facts);
  const fields = hook ? Object.values(sop.fields) : waited;
  const late = actor.kind === 'member' && isLate(ticket, facts.now) && ticket.limit?.lateReason === true;
  const known = [...fields, ...transition.input, LATE_REASON];
  // A hook sends whatever its sender knows; a person's unknown input is a mistake worth naming.
  const unknown = hook ? [] : Object.keys(raw).filter((key) => !known.some((field) => field.key === key));
  if (unknown.length > 0)
    return invalidInput(
      Object.fromEntries(unknown.map((key) => [key, refuse('unknown_input', { input: key })])),
    );
  const team = teamOf(facts.directory, queueAfter(ticket, transition, sop))?.id ?? '';
  const read = readAnswers(known, raw, { directory: facts.directory, team });
  if (isRefusal(read)) return read;
  const { values } = read;
  const has = (field: Field) => Object.hasOwn(values, field.key);
  const missing = [
    ...waited.filter((field) => !has(field) && isBlank(ticket.fields[field.key])),
    ...transition.input.filter((field) => field.required && !has(field)),
    ...(late && !has(LATE_REASON) ? [LATE_REASON] : []),
  ];
  if (missing.length === 0) {
    const reason = late ? values[LATE_REASON.key] : undefined;
    return {
      fields: pick(values, fields),
      input: pick(values, transition.input),
      lateReason: typeof reason === 'string' ? reason : null,
    };
  }
  if (actor.kind === 'system' || hook)
    return refuse('fields_missing', {
      step: stepLabel(transition),
      fields: missing.map(({ label }) => ({ text: label })),
      holder: holdersOf(['requester', 'agent'], ticket, facts),
    });
  const optional = transition.input.filter((field) => !field.required && !has(field));
  return {
    asks: [
      ...missing.filter((field) => field !== LATE_REASON),
      ...optional,
      ...missing.filter((field) => field === LATE_REASON),
    ],
    late: missing.includes(LATE_REASON),
  };
}

function pick(values: Fields, fields: readonly Field[]): Fields {
  return Object.fromEntries(
    fields.flatMap(({ key }) => {
      const value = values[key];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}
