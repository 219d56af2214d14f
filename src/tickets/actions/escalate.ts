/** 升级: a moment of a ladder has come: its rungs tell whom they are for, or the handler hears that they will. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { CLOCKS } from '../climb.js';
import { climbOf, instantOf, momentsAhead } from '../ladder.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';
import { toldBy } from '../rung-told.js';

const RULE = { rule: 'ladder' };

export const escalate = defineAction({
  type: 'escalate',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '升级', en: 'Escalate' },
  input: z.strictObject({ clock: z.enum(CLOCKS), visit: z.number().int(), moment: z.number().int() }),
  may: system,
  stale: false,
  decide(ticket, { clock, visit, moment }, facts) {
    const { now } = facts;
    const climbing = climbOf(ticket, clock, facts);
    if (!climbing || visit !== ticket.visit || moment !== climbing.climb.moments + 1)
      return refuse('timer_over', RULE);
    if (climbing.climb.acknowledged) return refuse('timer_over', RULE);
    const ahead = momentsAhead(climbing);
    const [first] = ahead;
    if (!first) return refuse('timer_over', RULE);
    const at = instantOf(first, climbing);
    if (now < at) return refuse('not_due', { ...RULE, due: { at } });
    // After a standstill several are due: everybody hears of it once, and nobody that it will come.
    const due = ahead.filter((one) => instantOf(one, climbing) <= now);
    const reachedMs = Math.max(...due.map(({ offsetMs }) => offsetMs));
    const rungs = [...new Set(due.flatMap(({ part, rung }) => (part === 'rung' ? rung : [])))];
    const common = { at: now, by: 'system', clock, ladder: climbing.ladder.key, reachedMs };
    if (rungs.length === 0)
      return [{ ...common, type: 'escalationAnnounced', rung: due.at(-1)?.rung ?? first.rung }];
    rungs.sort((one, other) => one - other);
    return [{ ...common, type: 'escalated', rungs, told: toldBy(climbing.ladder, rungs, ticket, facts) }];
  },
});
