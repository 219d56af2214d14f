/** 延期: more time for what runs out first, with a reason; 「给我 30 分钟」 says how much. */
import { z } from 'zod';
import { durationMs } from '../../calendar/duration.js';
import { actorName, memberNamed } from '../../people/actor.js';
import { defineAction, type Permission } from '../action.js';
import { allowance, extended, extensible, pendingExtension, readSpan } from '../extension.js';
import { roleHolders } from '../holders.js';
import { invalidInput } from '../input.js';
import { ask, question } from '../questions.js';
import { isRefusal, refuse } from '../refusal.js';
import { allOf, anyOf, assignee, role } from '../rules.js';

const FOR = {
  ...question('for', 'text', { 'zh-CN': '延多久', en: 'How much longer' }, { max: 40 }),
  hint: { 'zh-CN': '例如 30 分钟、2 小时', en: 'Such as 30m or 2h' },
};
const REASON = question('reason', 'text', { 'zh-CN': '延期的原因', en: 'Why' }, { max: 200 });

const running: Permission = (ticket, facts) => {
  const pending = pendingExtension(ticket, facts);
  if (pending)
    return refuse('extension_pending', {
      person: { person: `member:${pending.by}` },
      holder: roleHolders(['lead'], ticket.queue, facts),
    });
  return extensible(ticket, facts).length === 0 ? refuse('nothing_runs') : null;
};

export const extend = defineAction({
  type: 'extend',
  words: { 'zh-CN': ['延期', '给我'], en: ['extend', 'give me'] },
  label: { 'zh-CN': '延期', en: 'Extend' },
  input: z.strictObject({
    /** Which clock; absent: the one that runs out first. */
    of: z.string().trim().max(40).optional(),
    for: z.string().trim().max(40).optional(),
    reason: z.string().trim().max(200).optional(),
  }),
  may: allOf(anyOf(assignee, role('lead')), running),
  stale: false,
  decide(ticket, { of, for: said, reason }, facts) {
    const clocks = extensible(ticket, facts);
    const clock = of === undefined ? clocks[0] : clocks.find(({ name }) => name === of);
    if (!clock) return refuse('nothing_runs');
    const span = said ? readSpan(said) : null;
    if (isRefusal(span)) return invalidInput({ for: span });
    if (span === null || !reason) return ask(...(span === null ? [FOR] : []), ...(reason ? [] : [REASON]));
    const ms = durationMs(clock.calendar, span);
    const by = actorName(facts.actor);
    const allowed = allowance(ticket, clock, facts);
    if (allowed.times === 0 || ms > allowed.ms)
      return [{ type: 'extensionAsked', at: facts.now, by, of: clock.name, ms, reason }];
    return extended(ticket, clock, { ms, reason, by: memberNamed(by) ?? by }, facts);
  },
});
