/** 红线: a value below its line is refused, or the step that waits for it takes a second person. */
import { anotherOf } from '../sop/approval.js';
import type { Approval, Field, Sop, Transition } from '../sop/sop.js';
import { invalidInput } from './input.js';
import { type Param, type Refusal, refuse } from './refusal.js';
import type { Fields } from './ticket.js';

export interface Crossing {
  readonly field: Field;
  readonly line: number;
  readonly got: number;
}

/** Fields whose values stand below their lines, in the order of the SOP. */
function crossings(fields: Fields, sop: Pick<Sop, 'fields'>): readonly Crossing[] {
  return Object.values(sop.fields).flatMap((field) => {
    const atLeast = field.redLine?.atLeast;
    const line = typeof atLeast === 'string' ? fields[atLeast] : atLeast;
    const got = fields[field.key];
    return typeof line === 'number' && typeof got === 'number' && got < line ? [{ field, line, got }] : [];
  });
}

/** Values that nobody may let pass, each refused on its own; `given` are those that came now, `fields` all of them. */
export function belowLine(given: Fields, fields: Fields, sop: Pick<Sop, 'fields'>): Refusal | null {
  const wrong = crossings(fields, sop).flatMap((crossing) => {
    const { field } = crossing;
    const { atLeast, approve = null } = field.redLine ?? {};
    const moved = [field.key, atLeast].find((key) => typeof key === 'string' && Object.hasOwn(given, key));
    return approve === null && typeof moved === 'string'
      ? [[moved, refuse('below_red_line', crossingParams(crossing))] as const]
      : [];
  });
  return wrong.length === 0 ? null : invalidInput(Object.fromEntries(wrong));
}

/** The fields a step waits for whose values somebody else has to approve. */
export function toApprove(
  transition: Transition,
  fields: Fields,
  sop: Pick<Sop, 'fields'>,
): readonly Crossing[] {
  const demanded = transition.when.flatMap((guard) => (guard.guard === 'has' ? guard.fields : []));
  return crossings(fields, sop).filter(({ field }) => demanded.includes(field.key) && field.redLine?.approve);
}

/** Who else has to agree: whom the SOP names for this step, or whoever may let pass what stands below a line; null: nobody. */
export function approvalOf(
  transition: Transition,
  fields: Fields,
  sop: Pick<Sop, 'fields'>,
): Approval | null {
  if (transition.approval !== null) return transition.approval;
  const roles = toApprove(transition, fields, sop).flatMap(({ field }) => field.redLine?.approve ?? []);
  return roles.length === 0 ? null : anotherOf([...new Set(roles)]);
}

export function crossingParams({ field, line, got }: Crossing): Readonly<Record<string, Param>> {
  return { field: { text: field.label }, line, got };
}
