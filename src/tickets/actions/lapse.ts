/** Acknowledged, and then nothing: the handler is reminded, and the ladder goes on where it stood. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { CLOCKS } from '../climb.js';
import { climbOf, idleAt, positionOf } from '../ladder.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';

const RULE = { rule: 'idle' };

export const lapse = defineAction({
  type: 'lapse',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '确认失效', en: 'Let the acknowledgement lapse' },
  input: z.strictObject({ clock: z.enum(CLOCKS), acknowledgement: z.number().int() }),
  may: system,
  stale: false,
  decide(ticket, { clock, acknowledgement }, facts) {
    const climbing = climbOf(ticket, clock, facts);
    const acknowledged = climbing?.climb.acknowledged;
    if (!climbing || !acknowledged || climbing.climb.acknowledgements !== acknowledgement)
      return refuse('timer_over', RULE);
    const at = idleAt(climbing) ?? facts.now;
    if (facts.now < at) return refuse('not_due', { ...RULE, due: { at } });
    // A clock that was given more time meanwhile stands further back: then nothing is made up for.
    const stoodMs = Math.max(0, positionOf(climbing.clock, facts.now) - acknowledged.positionMs);
    return [{ type: 'acknowledgementLapsed', at: facts.now, by: 'system', clock, stoodMs }];
  },
});
