/** The limit of a step is near. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';

export const warn = defineAction({
  type: 'warn',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '预警', en: 'Warn' },
  input: z.strictObject({ visit: z.number().int().positive() }),
  may: system,
  stale: false,
  decide({ limit, hold, visit: present }, { visit }, { now }) {
    if (hold) return refuse('timer_over', { rule: 'warn' });
    if (visit !== present || limit?.warnAt == null || limit.warnedAt !== null || limit.lateAt !== null)
      return refuse('timer_over', { rule: 'warn' });
    // After a standstill both are due at once: that it will soon be late is no news when it is late.
    if (now >= limit.dueAt) return refuse('timer_over', { rule: 'warn' });
    if (now < limit.warnAt) return refuse('not_due', { rule: 'warn', due: { at: limit.warnAt } });
    return [{ type: 'limitWarned', at: now, by: 'system' }];
  },
});
