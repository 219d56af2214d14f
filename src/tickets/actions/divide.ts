/** 分工: a part of the work gets its owner, collaborators, standard and due date, or others than it had. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { closedRefusal } from '../closed.js';
import { divided, findPart } from '../division.js';
import { lacking, sameTerms } from '../part.js';
import { partsGiven } from '../part-given.js';
import { namesTerms, newPartAsked, readPart, termsAsked } from '../part-questions.js';
import { ask } from '../questions.js';
import { isRefusal, refuse } from '../refusal.js';
import { allOf, staff } from '../rules.js';

/** More is no list that anybody reads. */
const MOST_PARTS = 20;

export const divide = defineAction({
  type: 'divide',
  words: { 'zh-CN': ['分工', '分工清单'], en: ['divide', 'division'] },
  label: { 'zh-CN': '分工', en: 'Divide the work' },
  input: z.strictObject({
    /** A new one by its name, or one that is there by number or name. */
    part: z.string().trim().max(200).optional(),
    owner: z.string().trim().max(100).optional(),
    collaborators: z.string().trim().max(300).optional(),
    standard: z.string().trim().max(500).optional(),
    due: z.string().trim().max(40).optional(),
  }),
  may: allOf(divided, staff),
  stale: false,
  decide(ticket, input, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    if (!input.part) return ask(...newPartAsked);
    const found = findPart(ticket, input.part);
    if (isRefusal(found)) {
      // A mere number means one that is there.
      if (/^#?\d+$/u.test(input.part)) return found;
      if (ticket.division.length >= MOST_PARTS) return refuse('too_many_parts', { max: MOST_PARTS });
    } else if (!namesTerms(input)) return ask(...termsAsked(lacking(found)));
    const no = Math.max(0, ...ticket.division.map((part) => part.no)) + 1;
    const part = readPart(input, isRefusal(found) ? { no } : found, ticket, facts);
    if (isRefusal(part)) return part;
    if (!isRefusal(found) && sameTerms(found, part)) return [];
    return partsGiven([part], ticket, { at: facts.now, by: actorName(facts.actor) });
  },
});
