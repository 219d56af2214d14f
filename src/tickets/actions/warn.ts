/** The limit of a step, or a target of the SLA, is near. */
import { z } from 'zod';
import { TARGETS } from '../../sop/sla.js';
import { defineAction } from '../action.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';
import { runningClock } from '../running-clock.js';

export const warn = defineAction({
  type: 'warn',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '预警', en: 'Warn' },
  input: z.strictObject({ visit: z.number().int().positive(), target: z.enum(TARGETS).optional() }),
  may: system,
  stale: false,
  decide(ticket, { visit, target }, { now }) {
    const over = refuse('timer_over', { rule: 'warn' });
    const clock = visit === ticket.visit ? runningClock(ticket, target) : null;
    if (clock === null || clock.warnAt === null || clock.warnedAt !== null || clock.lateAt !== null)
      return over;
    // After a standstill both are due at once: that it will soon be late is no news when it is late.
    if (now >= clock.dueAt) return over;
    if (now < clock.warnAt) return refuse('not_due', { rule: 'warn', due: { at: clock.warnAt } });
    return [{ type: 'limitWarned', at: now, by: 'system', ...(target ? { target } : {}) }];
  },
});
