/** 快捷回复: a member sends one of the texts the step keeps ready; it goes out only when nothing in it is empty. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { teamOf } from '../../people/staff.js';
import { defineAction } from '../action.js';
import { cannedReplies, filledReply } from '../canned.js';
import { closedRefusal } from '../closed.js';
import { roleHolders } from '../holders.js';
import { invalidInput, readAnswer } from '../input.js';
import { stateLabel } from '../labels.js';
import { ask, question } from '../questions.js';
import { isRefusal, refuse } from '../refusal.js';
import { staff } from '../rules.js';

const REPLY = question('reply', 'choice', { 'zh-CN': '发哪一句', en: 'Which one to send' });

export const canned = defineAction({
  type: 'canned',
  words: { 'zh-CN': ['快捷回复', '话术'], en: ['canned', 'canned reply'] },
  label: { 'zh-CN': '快捷回复', en: 'Canned reply' },
  /** By its key or its title. */
  input: z.strictObject({ reply: z.string().trim().max(100).optional() }),
  may: staff,
  stale: false,
  decide(ticket, { reply: said }, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    const replies = cannedReplies(ticket, facts);
    if (replies.length === 0)
      return refuse('no_canned_reply', { state: stateLabel(facts.sop, ticket.state, 'staff') });
    const which = { ...REPLY, choices: replies.map(({ key, title }) => ({ value: key, label: title })) };
    if (!said) return ask(which);
    const { actor, directory, now, today } = facts;
    const team = teamOf(directory, ticket.queue)?.id ?? '';
    const read = readAnswer(which, said, { directory, team, today });
    if (isRefusal(read)) return invalidInput({ reply: read });
    const reply = replies.find(({ key }) => key === read.value);
    if (!reply) throw new Error(`expected one of the replies that were offered, got ${String(read.value)}`);
    const filled = filledReply(reply, ticket, facts);
    if ('empty' in filled)
      return refuse('reply_unfilled', {
        reply: { text: reply.title },
        fields: filled.empty,
        holder: roleHolders(['agent'], ticket.queue, facts),
      });
    const { text } = filled;
    return [{ type: 'replied', at: now, by: actorName(actor), text, from: 'member', canned: reply.key }];
  },
});
