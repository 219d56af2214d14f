/** 归户: a ticket of somebody who turned out to be a requester we know already becomes that one's. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';

export const adopt = defineAction({
  type: 'adopt',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '归户', en: 'Adopt' },
  input: z.strictObject({ from: z.string().min(1).max(100), to: z.string().min(1).max(100) }),
  may: system,
  stale: false,
  decide(ticket, { from, to }, { now }) {
    if (ticket.requesterId !== from) return refuse('nothing_to_do');
    return [{ type: 'requesterChanged', at: now, by: 'system', to }];
  },
});
