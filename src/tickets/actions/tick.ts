/** 勾选: one point of the checklist is confirmed. Two people ticking different points never clash. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { findItem, tickerParam, tickOf } from '../checklist.js';
import { isRefusal, refuse } from '../refusal.js';
import { staff } from '../rules.js';

export const tick = defineAction({
  type: 'tick',
  words: { 'zh-CN': ['勾选', '打勾'], en: ['tick', 'check'] },
  label: { 'zh-CN': '勾选', en: 'Tick' },
  input: z.strictObject({ item: z.string().trim().min(1).max(100) }),
  may: staff,
  stale: false,
  decide(ticket, { item: said }, facts) {
    const item = findItem(ticket, said, facts);
    if (isRefusal(item)) return item;
    const ticked = tickOf(ticket, item.key);
    if (ticked)
      return refuse('already_ticked', {
        item: { text: item.label },
        person: tickerParam(ticked),
        at: { at: ticked.at },
      });
    return [{ type: 'itemTicked', at: facts.now, by: actorName(facts.actor), item: item.key }];
  },
});
