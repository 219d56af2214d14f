/** Official holidays were published or corrected: deadlines that rest on them are counted anew. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { limitRecounted, sameLimit } from '../recount.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';
import { movedTargets } from '../targets.js';
import { ruleOf } from '../timers.js';

export const recount = defineAction({
  type: 'recount',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '重算时限', en: 'Count deadlines anew' },
  /** Rules of the SOP whose timers move with the calendar. */
  input: z.strictObject({ rules: z.array(z.string().max(60)).max(60) }),
  may: system,
  stale: false,
  decide(ticket, { rules }, facts) {
    const limit = limitRecounted(ticket, facts);
    // It left the state before this came to be done: the timers of the next one were set by the new calendar.
    const known = rules.filter((rule) => ruleOf(rule, facts.sop)?.in.includes(ticket.state));
    const moved =
      known.length > 0 || !sameLimit(limit, ticket.limit) || movedTargets(ticket, facts).length > 0;
    if (!moved) return refuse('nothing_to_do');
    const was = ticket.limit?.dueAt ?? null;
    return [{ type: 'deadlinesRecounted', at: facts.now, by: 'system', was, limit, rules: known }];
  },
});
