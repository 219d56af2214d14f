/** Nobody said yes or no for so long that what was proposed counts no more: it has to be proposed again. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { APPROVAL_END } from '../approval-timers.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';

const RULE = { rule: APPROVAL_END };

export const lapseApproval = defineAction({
  type: 'lapse_approval',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '审批到期', en: 'Let an approval lapse' },
  input: z.strictObject({}),
  may: system,
  stale: false,
  decide({ proposal, hold }, _input, { now }) {
    if (proposal?.endsAt === undefined || hold) return refuse('timer_over', RULE);
    if (now < proposal.endsAt) return refuse('not_due', { ...RULE, due: { at: proposal.endsAt } });
    const { transition } = proposal;
    return [{ type: 'proposalDropped', at: now, by: 'system', transition, reason: null }];
  },
});
