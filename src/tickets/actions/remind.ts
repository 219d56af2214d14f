/** A timer of the SOP fires: somebody is reminded, and where it says `then` the step is taken as well. */
import { z } from 'zod';
import { defineAction, isAsking } from '../action.js';
import type { TicketEvent } from '../events.js';
import { allHold } from '../guards.js';
import { isRefusal, refuse } from '../refusal.js';
import { system } from '../rules.js';
import { takeStep } from '../step.js';
import { dateOf } from '../timers.js';

export const remind = defineAction({
  type: 'remind',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '提醒', en: 'Remind' },
  input: z.strictObject({
    rule: z.string().max(60),
    visit: z.number().int().positive(),
    occurrence: z.number().int().positive(),
    /** The date it was set for. */
    date: z.string().max(10).optional(),
  }),
  may: system,
  stale: false,
  decide(ticket, { rule: key, visit, occurrence, date }, facts) {
    const { sop, now } = facts;
    const rule = Object.hasOwn(sop.timers, key) ? sop.timers[key] : undefined;
    if (!rule || visit !== ticket.visit || !rule.in.includes(ticket.state) || occurrence > rule.times)
      return refuse('timer_over', { rule: key });
    const { start } = rule;
    if (ticket.hold && start.from === 'entry') return refuse('timer_over', { rule: key });
    if (start.from !== 'entry' && dateOf(start, ticket, facts) !== date)
      return refuse('date_moved', { rule: key });
    if (!allHold(ticket, rule.when, facts)) return refuse('condition_false', { rule: key });
    const reminded: TicketEvent = { type: 'reminded', at: now, by: 'system', rule: key, occurrence };
    const transition = rule.then === null ? undefined : sop.transitions[rule.then];
    if (!transition?.from.includes(ticket.state)) return [reminded];
    const outcome = takeStep(ticket, transition, {}, facts);
    // A step that cannot be taken does not undo the reminder: `react` tells the lead that the ticket is stuck.
    return isRefusal(outcome) || isAsking(outcome) ? [reminded] : [reminded, ...outcome];
  },
});
