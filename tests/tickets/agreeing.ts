/** The registration of a company where others have to agree to the assignment, and to what comes after it. */
import { anotherOf } from '../../src/sop/approval.js';
import type { Approval, Sop, Transition } from '../../src/sop/sop.js';
import { registration } from '../support/given.js';

const step = (key: string) => registration.transitions[key] as Transition;

export function asking(assign: Partial<Approval>, finish: Approval | null = null): Sop {
  const approval = { ...anotherOf(['lead', 'agent']), ...assign };
  const transitions = {
    assign: { ...step('assign'), approval },
    finish: { ...step('finish'), approval: finish },
  };
  return { ...registration, transitions: { ...registration.transitions, ...transitions } };
}
