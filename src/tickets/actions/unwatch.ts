/** 取消关注: has heard enough of the ticket. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction, type Permission } from '../action.js';
import { refuse } from '../refusal.js';
import { allOf, memberOfTeam } from '../rules.js';

const watching: Permission = ({ watchers }, { actor }) =>
  watchers.includes(actorName(actor)) ? null : refuse('not_watching');

export const unwatch = defineAction({
  type: 'unwatch',
  words: { 'zh-CN': ['取消关注'], en: ['unwatch'] },
  label: { 'zh-CN': '取消关注', en: 'Unwatch' },
  input: z.strictObject({}),
  may: allOf(memberOfTeam, watching),
  stale: false,
  decide: (_ticket, _input, { now, actor }) => {
    const who = actorName(actor);
    return [{ type: 'watcherRemoved', at: now, by: who, who }];
  },
});
