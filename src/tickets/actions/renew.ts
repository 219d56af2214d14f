/** 再开一张: what is over cannot be opened again any more; a new ticket that follows on it can. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction, type Permission } from '../action.js';
import { copied } from '../open-like.js';
import { mergedInto } from '../other.js';
import { refuse } from '../refusal.js';
import { allOf, anyOf, requester, staff } from '../rules.js';

const over: Permission = (ticket) => {
  const into = mergedInto(ticket);
  if (into !== null) return refuse('merged', { ticket: into });
  return ticket.category === 'closed' || ticket.category === 'resolved'
    ? null
    : refuse('not_over', { ticket: ticket.id });
};

export const renew = defineAction({
  type: 'renew',
  words: { 'zh-CN': ['再开一张', '另开一张'], en: ['open another', 'renew'] },
  label: { 'zh-CN': '再开一张', en: 'Open another' },
  input: z.strictObject({}),
  may: allOf(anyOf(requester, staff), over),
  stale: false,
  decide: (ticket, _input, facts) => [
    { type: 'partSplit', at: facts.now, by: actorName(facts.actor), fields: copied(ticket, facts, {}) },
  ],
});
