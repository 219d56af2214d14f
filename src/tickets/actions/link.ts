/** 关联: two tickets have to do with each other, and both say so. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { linkOf, OTHER, otherNumber, otherTicket } from '../other.js';
import { ask } from '../questions.js';
import { isRefusal, refuse } from '../refusal.js';
import { staff } from '../rules.js';

export const link = defineAction({
  type: 'link',
  words: { 'zh-CN': ['关联'], en: ['link'] },
  label: { 'zh-CN': '关联', en: 'Link' },
  input: z.strictObject({ ticket: otherNumber.optional() }),
  may: staff,
  stale: false,
  decide(ticket, { ticket: said }, facts) {
    if (said === undefined || said === '') return ask(OTHER);
    const other = otherTicket(ticket, said, facts);
    if (isRefusal(other)) return other;
    if (linkOf(ticket, other.id, 'related')) return refuse('already_linked', { ticket: other.id });
    const happened = { at: facts.now, by: actorName(facts.actor) };
    return [{ ...happened, type: 'ticketLinked', ticket: other.id, kind: 'related' }];
  },
});
