/** 自动核对: an outside system says whether a point of the checklist is so. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { findItem, tickedAlready } from '../checklist.js';
import { isRefusal, refuse } from '../refusal.js';
import { outside } from '../rules.js';

export const answerCheck = defineAction({
  type: 'answer_check',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '自动核对', en: 'Automatic check' },
  input: z.strictObject({
    item: z.string().trim().min(1).max(100),
    ok: z.boolean(),
    reason: z.string().max(500).optional(),
  }),
  may: outside,
  stale: false,
  decide(ticket, { item: said, ok, reason = '' }, facts) {
    const item = findItem(ticket, said, facts);
    if (isRefusal(item)) return item;
    const { actor, now } = facts;
    const name = actorName(actor);
    if (name !== `source:${item.checkedBy?.source}`)
      return refuse('not_its_check', { item: { text: item.label } });
    // Whoever confirmed it with their own eyes is not overruled by a machine.
    const ticked = tickedAlready(ticket, item);
    if (ticked) return ticked;
    const happened = { at: now, by: name, item: item.key } as const;
    return [ok ? { ...happened, type: 'itemTicked' } : { ...happened, type: 'checkFailed', reason }];
  },
});
