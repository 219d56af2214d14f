/** Of those who are asked for a yes nobody is there any more: the lead hears of it, once. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { askedOf, nobodyFor } from '../approval.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';

export const strandApproval = defineAction({
  type: 'strand_approval',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '审批无人', en: 'Approval without anybody' },
  input: z.strictObject({}),
  may: system,
  stale: false,
  decide(ticket, _input, facts) {
    const { proposal } = ticket;
    const asked = askedOf(ticket, facts);
    if (!proposal || !asked || proposal.strandedAt !== undefined || nobodyFor(asked, facts).length === 0)
      return refuse('nothing_to_do');
    return [{ type: 'approvalStranded', at: facts.now, by: 'system', transition: proposal.transition }];
  },
});
