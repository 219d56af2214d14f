/** 确认: the second pair of hands agrees, and only then the step is taken. */
import { z } from 'zod';
import type { Permission } from '../action.js';
import { defineAction } from '../action.js';
import { stateLabel } from '../labels.js';
import { secondHands } from '../red-line.js';
import { refuse } from '../refusal.js';
import { allOf, anyOf, notMaker, role, staff } from '../rules.js';
import { confirmStep } from '../step.js';
import { readerOf } from '../transitions.js';

/** Those the SOP names as second hands; without a proposal anybody on the team may ask, and hears that there is none. */
export const checker: Permission = (ticket, facts) => {
  const proposed = ticket.proposal && facts.sop.transitions[ticket.proposal.transition];
  const roles = proposed && secondHands(proposed, ticket.fields, facts.sop);
  return roles ? anyOf(...roles.map(role))(ticket, facts) : staff(ticket, facts);
};

export const confirm = defineAction({
  type: 'confirm',
  words: { 'zh-CN': ['确认', '复核通过'], en: ['confirm'] },
  label: { 'zh-CN': '确认', en: 'Confirm' },
  // `late_reason` when the limit passed after the proposal.
  input: z.looseObject({}),
  may: allOf(notMaker, checker),
  stale: true,
  decide(ticket, input, facts) {
    const { proposal } = ticket;
    const transition = proposal && facts.sop.transitions[proposal.transition];
    if (!proposal || !transition)
      return refuse('nothing_proposed', { state: stateLabel(facts.sop, ticket.state, readerOf(facts)) });
    return confirmStep(ticket, proposal, transition, input, facts);
  },
});
