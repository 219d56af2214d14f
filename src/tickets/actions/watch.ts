/** 关注: is told from now on what becomes of the ticket, and may do nothing more for that. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { teamOf } from '../../people/staff.js';
import { defineAction } from '../action.js';
import { holdersOf } from '../holders.js';
import { invalidInput, readAnswer } from '../input.js';
import { question } from '../questions.js';
import { isRefusal, refuse } from '../refusal.js';
import { memberOfTeam } from '../rules.js';

const WHO = question('who', 'member', { 'zh-CN': '关注人', en: 'Watcher' });

export const watch = defineAction({
  type: 'watch',
  words: { 'zh-CN': ['关注', '抄送'], en: ['watch'] },
  label: { 'zh-CN': '关注', en: 'Watch' },
  // A colleague who is to be told as well; without one, whoever asks.
  input: z.strictObject({ who: z.string().max(100).optional() }),
  may: memberOfTeam,
  stale: false,
  decide(ticket, { who: said }, facts) {
    const { actor, directory, now } = facts;
    if (actor.kind !== 'member')
      return refuse('not_allowed', { holder: holdersOf(['agent'], ticket, facts) });
    const team = teamOf(directory, ticket.queue)?.id ?? '';
    const read = said?.trim() ? readAnswer(WHO, said, { directory, team, today: null }) : { value: actor.id };
    if (isRefusal(read)) return invalidInput({ who: read });
    const who = `member:${String(read.value)}`;
    if (ticket.watchers.includes(who)) return refuse('already_watching', { person: { person: who } });
    return [{ type: 'watcherAdded', at: now, by: actorName(actor), who }];
  },
});
