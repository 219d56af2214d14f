/** What a platform says of the conversation with the requester: a colleague has it, nobody could be given it, or it is over. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { isOver } from '../over.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';

const member = z.string().min(1).max(100).nullable();

export const conversation = defineAction({
  type: 'conversation',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '人工接待', en: 'Conversation' },
  input: z.discriminatedUnion('is', [
    /** Member id; null: whoever is first, or somebody we do not know. */
    z.strictObject({ is: z.literal('given'), to: member }),
    z.strictObject({ is: z.literal('kept'), reason: z.string().max(1000) }),
    z.strictObject({ is: z.literal('returned') }),
  ]),
  may: system,
  stale: false,
  decide(ticket, input, { actor, now: at }) {
    const { conversation: now } = ticket;
    const head = { at, by: actorName(actor) };
    if (input.is === 'returned')
      return now === null ? refuse('nothing_to_do') : [{ ...head, type: 'conversationReturned' }];
    // Settled meanwhile, it is taken back, or was never given.
    if (isOver(ticket)) return refuse('nothing_to_do');
    if (input.is === 'kept') return [{ ...head, type: 'conversationKept', reason: input.reason }];
    if (now !== null && now.with === input.to) return refuse('nothing_to_do');
    return [{ ...head, type: 'conversationGiven', to: input.to }];
  },
});
