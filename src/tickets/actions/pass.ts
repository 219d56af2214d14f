/** A step that needs nobody: taken by the house once its conditions hold. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { isReady } from '../auto-step.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';
import { takeStep } from '../step.js';

export const pass = defineAction({
  type: 'pass',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '自动走一步', en: 'Take a step by itself' },
  input: z.strictObject({ transition: z.string().max(60), visit: z.number().int().positive() }),
  may: system,
  stale: false,
  decide(ticket, { transition: key, visit }, facts) {
    const step = Object.hasOwn(facts.sop.transitions, key) ? facts.sop.transitions[key] : undefined;
    // Somebody took it, or a condition fell away meanwhile: then there is nothing to be done by itself.
    if (!step || visit !== ticket.visit || !isReady(ticket, step, facts)) return refuse('nothing_to_do');
    return takeStep(ticket, step, {}, facts);
  },
});
