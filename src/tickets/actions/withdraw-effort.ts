/** 撤回工时: what was logged counts no more; that it was logged stays in the record. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { entrySaid, findEffort, worksOnIt } from '../effort-entry.js';
import { ask } from '../questions.js';
import { isRefusal } from '../refusal.js';
import { role } from '../rules.js';

export const withdrawEffort = defineAction({
  type: 'withdraw_effort',
  words: { 'zh-CN': ['撤回工时', '删除工时'], en: ['withdraw effort', 'withdraw time'] },
  label: { 'zh-CN': '撤回工时', en: 'Withdraw time' },
  input: z.strictObject({ entry: entrySaid }),
  may: worksOnIt,
  stale: false,
  decide(ticket, { entry = '' }, facts) {
    const found = findEffort(ticket, entry, facts, role('lead')(ticket, facts) === null);
    if (isRefusal(found)) return found;
    if ('which' in found) return ask(found.which);
    return [{ type: 'effortWithdrawn', at: facts.now, by: actorName(facts.actor), no: found.no }];
  },
});
