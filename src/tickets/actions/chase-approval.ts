/** Not everybody who is asked for a yes has answered in time: those they answer to hear of it, once. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { APPROVAL_DUE } from '../approval-timers.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';

const RULE = { rule: APPROVAL_DUE };

export const chaseApproval = defineAction({
  type: 'chase_approval',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '催审批', en: 'Chase an approval' },
  input: z.strictObject({}),
  may: system,
  stale: false,
  decide({ proposal, hold }, _input, { now }) {
    if (proposal?.dueAt === undefined || proposal.overdueAt !== undefined || hold)
      return refuse('timer_over', RULE);
    if (now < proposal.dueAt) return refuse('not_due', { ...RULE, due: { at: proposal.dueAt } });
    return [{ type: 'approvalOverdue', at: now, by: 'system', transition: proposal.transition }];
  },
});
