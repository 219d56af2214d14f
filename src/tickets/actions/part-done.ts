/** 完成分工: the owner of a part says that it is done. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { closedRefusal } from '../closed.js';
import { divided, findPart, partParam } from '../division.js';
import { roleHolders } from '../holders.js';
import { whichPart } from '../part-questions.js';
import { ask } from '../questions.js';
import { isRefusal, refuse } from '../refusal.js';
import { allOf, memberOfTeam } from '../rules.js';

export const partDone = defineAction({
  type: 'part_done',
  words: { 'zh-CN': ['完成分工', '分工完成'], en: ['part done'] },
  label: { 'zh-CN': '完成分工', en: 'Part done' },
  input: z.strictObject({ part: z.string().trim().max(200).optional() }),
  may: allOf(divided, memberOfTeam),
  stale: false,
  decide(ticket, { part: said = '' }, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    const by = actorName(facts.actor);
    const own = ticket.division.filter((one) => one.owner !== null && `member:${one.owner}` === by);
    const open = own.filter(({ doneAt }) => doneAt === null);
    // Whoever has one part alone need not say which.
    const [only] = open;
    if (said === '' && open.length > 1) return ask(whichPart(open));
    const part = said === '' && only ? only : findPart(ticket, said);
    if (isRefusal(part)) return part;
    if (!own.includes(part))
      return refuse('not_part_owner', {
        part: partParam(part),
        holder:
          part.owner === null
            ? roleHolders(['agent'], ticket.queue, facts)
            : [{ person: `member:${part.owner}` }],
      });
    if (part.doneAt !== null)
      return refuse('part_done_already', { part: partParam(part), at: { at: part.doneAt } });
    return [{ type: 'partDone', at: facts.now, by, no: part.no }];
  },
});
