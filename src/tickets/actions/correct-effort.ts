/** 更正工时: what was logged was not so; the entry says from now on what is said of it here. */
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { effortAsked, effortSaid, entrySaid, findEffort, readEffort, worksOnIt } from '../effort-entry.js';
import { isBlank } from '../input.js';
import { ask } from '../questions.js';
import { isRefusal, refuse } from '../refusal.js';
import { role } from '../rules.js';

export const correctEffort = defineAction({
  type: 'correct_effort',
  words: { 'zh-CN': ['更正工时', '改工时'], en: ['correct effort', 'correct time'] },
  label: { 'zh-CN': '更正工时', en: 'Correct time' },
  input: effortSaid.extend({ entry: entrySaid }),
  may: worksOnIt,
  stale: false,
  decide(ticket, { entry: which = '', ...said }, facts) {
    const found = findEffort(ticket, which, facts, role('lead')(ticket, facts) === null);
    if (isRefusal(found)) return found;
    const silent = Object.values(said).every(isBlank);
    const asked = effortAsked(ticket, facts).map((field) => ({ ...field, required: false }));
    if ('which' in found) return ask(found.which, ...(silent ? asked : []));
    if (silent) return ask(...asked.map((field, n) => ({ ...field, required: n === 0 })));
    const { no, who, queue, ...before } = found;
    const entry = readEffort(said, before, found, ticket, facts);
    if (isRefusal(entry)) return entry;
    const same =
      (['kind', 'minutes', 'day', 'partNo'] as const).every((key) => entry[key] === before[key]) &&
      entry.text === undefined;
    if (same) return refuse('nothing_to_do');
    return [{ type: 'effortLogged', at: facts.now, by: actorName(facts.actor), no, who, queue, ...entry }];
  },
});
