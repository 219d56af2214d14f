/** 回复: a message from the requester to those who work on the ticket, or the other way. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { closedRefusal } from '../closed.js';
import type { TicketEvent } from '../events.js';
import { resumed } from '../held.js';
import { ask, question } from '../questions.js';
import { anyOf, requester, staff } from '../rules.js';

const TEXT = question('text', 'long_text', { 'zh-CN': '回复内容', en: 'Reply' }, { max: 4000 });

export const reply = defineAction({
  type: 'reply',
  words: { 'zh-CN': ['回复', '留言'], en: ['reply'] },
  label: { 'zh-CN': '回复', en: 'Reply' },
  input: z.strictObject({ text: z.string().trim().max(4000).optional() }),
  may: anyOf(requester, staff),
  stale: false,
  decide(ticket, { text }, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    if (!text) return ask(TEXT);
    const { actor, now } = facts;
    const from = actor.kind === 'requester' ? 'requester' : 'member';
    const replied: TicketEvent = { type: 'replied', at: now, by: actorName(actor), text, from };
    // What was held for an answer goes on with it.
    const answers = from === 'requester' && ticket.hold?.awaits === true;
    return answers ? [resumed(ticket, facts, 'system'), replied] : [replied];
  },
});
