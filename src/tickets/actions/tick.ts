/** 勾选: one point of the checklist is confirmed. Two people ticking different points never clash. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { findItem, tickedAlready } from '../checklist.js';
import { isRefusal } from '../refusal.js';
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
    const ticked = tickedAlready(ticket, item);
    if (ticked) return ticked;
    return [{ type: 'itemTicked', at: facts.now, by: actorName(facts.actor), item: item.key }];
  },
});
