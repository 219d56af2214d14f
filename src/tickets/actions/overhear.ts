/** What requester and colleague say to each other while the colleague has the conversation: kept, whatever the ticket waits for. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import type { Actor } from '../../people/people.js';
import { defineAction, isAsking } from '../action.js';
import type { TicketEvent } from '../events.js';
import { isRefusal } from '../refusal.js';
import { system } from '../rules.js';
import { attach } from './attach.js';
import { reply } from './reply.js';

export const overhear = defineAction({
  type: 'overhear',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '人工对话', en: 'Conversation with a person' },
  input: z.strictObject({
    from: z.enum(['requester', 'member']),
    /** Member id; null: a colleague we do not know. */
    member: z.string().min(1).max(100).nullable(),
    text: z.string().min(1),
    files: z.array(z.unknown()).max(100).optional(),
  }),
  may: system,
  stale: false,
  decide(ticket, { from, member, text, files }, facts) {
    const actor: Actor =
      from === 'requester'
        ? { kind: 'requester', id: ticket.requesterId }
        : member === null
          ? { kind: 'system' }
          : { kind: 'member', id: member };
    const there = { ...facts, actor };
    const said: TicketEvent = {
      ...{ type: 'replied', at: facts.now, by: actorName(actor), text, from, aside: true },
    };
    const kept = files ? attach.decide(ticket, { files }, there) : [];
    const attached = isRefusal(kept) || isAsking(kept) ? [] : kept;
    const answered = reply.decide(ticket, { text }, there);
    // A ticket that is over or waits for nothing keeps what was said all the same.
    const woken = isRefusal(answered) || isAsking(answered) ? [] : answered.slice(0, -1);
    return [...woken, ...attached, said];
  },
});
