/** 取消勾选: a point that was confirmed too soon is open again. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { findItem, tickOf } from '../checklist.js';
import { isRefusal, refuse } from '../refusal.js';
import { staff } from '../rules.js';

export const untick = defineAction({
  type: 'untick',
  words: { 'zh-CN': ['取消勾选'], en: ['untick', 'uncheck'] },
  label: { 'zh-CN': '取消勾选', en: 'Untick' },
  input: z.strictObject({ item: z.string().trim().min(1).max(100) }),
  may: staff,
  stale: false,
  decide(ticket, { item: said }, facts) {
    const item = findItem(ticket, said, facts);
    if (isRefusal(item)) return item;
    if (tickOf(ticket, item.key) === undefined) return refuse('not_ticked', { item: { text: item.label } });
    return [{ type: 'itemUnticked', at: facts.now, by: actorName(facts.actor), item: item.key }];
  },
});
