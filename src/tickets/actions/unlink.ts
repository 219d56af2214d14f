/** 取消关联: they have nothing to do with each other after all. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction } from '../action.js';
import { linkOf, numberSaid, OTHER, otherNumber } from '../other.js';
import { ask } from '../questions.js';
import { refuse } from '../refusal.js';
import { staff } from '../rules.js';

export const unlink = defineAction({
  type: 'unlink',
  words: { 'zh-CN': ['取消关联'], en: ['unlink'] },
  label: { 'zh-CN': '取消关联', en: 'Unlink' },
  input: z.strictObject({ ticket: otherNumber.optional() }),
  may: staff,
  stale: false,
  decide(ticket, { ticket: said }, { now, actor }) {
    if (said === undefined || said === '') return ask(OTHER);
    const number = numberSaid({ ticket: said });
    if (number === null || !linkOf(ticket, number, 'related'))
      return refuse('not_linked', { ticket: number ?? String(said) });
    return [{ type: 'ticketUnlinked', at: now, by: actorName(actor), ticket: number, kind: 'related' }];
  },
});
