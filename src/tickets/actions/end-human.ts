/** 结束人工: a colleague had the conversation with the requester; from now on it is ours again, whoever of them says so. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { refuse } from '../refusal.js';
import { anyOf, requester, staff } from '../rules.js';

export const endHuman = defineAction({
  type: 'end_human',
  words: {
    'zh-CN': ['结束人工', '结束人工服务', '退出人工'],
    en: ['end human', 'end the conversation with a person'],
  },
  label: { 'zh-CN': '结束人工', en: 'End the conversation with a person' },
  input: z.strictObject({}),
  may: anyOf(requester, staff),
  stale: false,
  decide({ conversation }, _, { actor, now }) {
    if (conversation === null) return refuse('no_human_here');
    return [{ type: 'conversationReturned', at: now, by: actorName(actor) }];
  },
});
