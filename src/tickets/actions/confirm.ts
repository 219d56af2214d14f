/** 确认: one of those who are asked agrees; with the last of them the step is taken. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { stateLabel } from '../labels.js';
import { refuse } from '../refusal.js';
import { allOf, approver, notMaker } from '../rules.js';
import { confirmStep } from '../step.js';
import { readerOf } from '../transitions.js';

export const confirm = defineAction({
  type: 'confirm',
  words: { 'zh-CN': ['确认', '复核通过'], en: ['confirm'] },
  label: { 'zh-CN': '确认', en: 'Confirm' },
  // `late_reason` when the limit passed after the proposal.
  input: z.looseObject({}),
  may: allOf(notMaker, approver),
  stale: true,
  decide(ticket, input, facts) {
    const { proposal } = ticket;
    const transition = proposal && facts.sop.transitions[proposal.transition];
    if (!proposal || !transition)
      return refuse('nothing_proposed', { state: stateLabel(facts.sop, ticket.state, readerOf(facts)) });
    return confirmStep(ticket, proposal, transition, input, facts);
  },
});
