/** An outside system was asked about a point and has not answered in time. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { objectionTo, tickOf } from '../checklist.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';

export const giveUpCheck = defineAction({
  type: 'give_up_check',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '核对没有回音', en: 'A check without an answer' },
  input: z.strictObject({ item: z.string().max(60), visit: z.number().int().positive() }),
  may: system,
  stale: false,
  decide(ticket, { item, visit }, { now, sop }) {
    const there = sop.states[ticket.state]?.checklist.some(({ key }) => key === item);
    if (visit !== ticket.visit || !there) return refuse('timer_over', { rule: item });
    if (tickOf(ticket, item) ?? objectionTo(ticket, item)) return refuse('nothing_to_do');
    return [{ type: 'checkFailed', at: now, by: 'system', item, reason: null }];
  },
});
