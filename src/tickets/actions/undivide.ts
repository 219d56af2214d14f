/** 删除分工: a part is not needed any more. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { closedRefusal } from '../closed.js';
import { divided, findPart } from '../division.js';
import { whichPart } from '../part-questions.js';
import { ask } from '../questions.js';
import { isRefusal } from '../refusal.js';
import { allOf, staff } from '../rules.js';

export const undivide = defineAction({
  type: 'undivide',
  words: { 'zh-CN': ['删除分工', '去掉分工'], en: ['remove part'] },
  label: { 'zh-CN': '删除分工', en: 'Remove a part' },
  input: z.strictObject({ part: z.string().trim().max(200).optional() }),
  may: allOf(divided, staff),
  stale: false,
  decide(ticket, { part: said = '' }, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    if (said === '' && ticket.division.length > 0) return ask(whichPart(ticket.division));
    const part = findPart(ticket, said);
    if (isRefusal(part)) return part;
    return [{ type: 'partRemoved', at: facts.now, by: actorName(facts.actor), no: part.no }];
  },
});
