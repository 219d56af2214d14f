/** The limit of a step, or a target of the SLA, has passed: from now on it counts as late. */
import { z } from 'zod';
import { TARGETS } from '../../sop/sla.js';
import { defineAction } from '../action.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';
import { runningClock } from '../running-clock.js';

export const expire = defineAction({
  type: 'expire',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '超时', en: 'Pass the limit' },
  input: z.strictObject({ visit: z.number().int().positive(), target: z.enum(TARGETS).optional() }),
  may: system,
  stale: false,
  decide(ticket, { visit, target }, { now }) {
    const clock = visit === ticket.visit ? runningClock(ticket, target) : null;
    if (clock === null || clock.lateAt !== null) return refuse('timer_over', { rule: 'limit' });
    if (now < clock.dueAt) return refuse('not_due', { rule: 'limit', due: { at: clock.dueAt } });
    return [{ type: 'limitPassed', at: now, by: 'system', ...(target ? { target } : {}) }];
  },
});
