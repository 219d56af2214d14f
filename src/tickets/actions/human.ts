/** 转人工: a requester wants to speak to a person. Said again soon it is passed on already, and only new words go on. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { refuse } from '../refusal.js';
import { requester } from '../rules.js';
import { assigneeParam } from '../say-params.js';
import { reply } from './reply.js';

/** So long whoever was told is not told again. */
const ASKED_EVERY_MS = 10 * 60_000;

const LABEL = { 'zh-CN': '转人工', en: 'Speak to a person' };

export const human = defineAction({
  type: 'human',
  words: {
    'zh-CN': ['转人工', '人工', '找人', '人工客服', '人工服务', '转人工客服', '找人工', '真人'],
    en: ['human', 'speak to a person', 'talk to a human', 'real person'],
  },
  label: LABEL,
  of: 'requester',
  input: z.strictObject({ text: z.string().trim().max(4000).optional() }),
  may: requester,
  stale: false,
  decide(ticket, { text }, facts) {
    const { humanAskedAt: at } = ticket;
    const lately = at !== null && facts.now < at + ASKED_EVERY_MS && ticket.category !== 'closed';
    if (lately && !text)
      return refuse('human_asked_lately', { at: { at }, assignee: assigneeParam(ticket, facts) });
    const said = reply.decide(ticket, { text: text || LABEL[facts.requester.locale] }, facts);
    if (lately || !Array.isArray(said)) return said;
    return said.map((event) => (event.type === 'replied' ? { ...event, human: true as const } : event));
  },
});
