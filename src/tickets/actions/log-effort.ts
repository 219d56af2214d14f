/** 工时: somebody logs time they spent on the ticket. */
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { effortAsked, effortSaid, readEffort, tooMany, worksOnIt } from '../effort-entry.js';
import { ask } from '../questions.js';
import { isRefusal } from '../refusal.js';

export const logEffort = defineAction({
  type: 'log_effort',
  words: { 'zh-CN': ['工时', '记工时'], en: ['effort', 'log time'] },
  label: { 'zh-CN': '记工时', en: 'Log time' },
  input: effortSaid,
  may: worksOnIt,
  stale: false,
  decide(ticket, said, facts) {
    const full = tooMany(ticket);
    if (full) return full;
    const { actor, now, today } = facts;
    const who = actor.kind === 'member' ? actor.id : '';
    const no = (ticket.efforts.at(-1)?.no ?? 0) + 1;
    const entry = readEffort(said, { kind: '', minutes: 0, day: today }, { no, who }, ticket, facts);
    if (isRefusal(entry)) return entry;
    const asked = effortAsked(ticket, facts).filter(
      ({ key }) => said[key as keyof typeof said] === undefined,
    );
    if (entry.minutes === 0 || entry.kind === '') return ask(...asked);
    return [{ type: 'effortLogged', at: now, by: actorName(actor), no, who, queue: ticket.queue, ...entry }];
  },
});
