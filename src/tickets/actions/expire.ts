/** The limit of a step has passed: from now on it counts as late. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';

export const expire = defineAction({
  type: 'expire',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '超时', en: 'Pass the limit' },
  input: z.strictObject({ visit: z.number().int().positive() }),
  may: system,
  stale: false,
  decide({ limit, hold, visit: present }, { visit }, { now }) {
    if (hold || visit !== present || limit === null || limit.lateAt !== null)
      return refuse('timer_over', { rule: 'limit' });
    if (now < limit.dueAt) return refuse('not_due', { rule: 'limit', due: { at: limit.dueAt } });
    return [{ type: 'limitPassed', at: now, by: 'system' }];
  },
});
