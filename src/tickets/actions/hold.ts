/** 挂起: the work waits for something; until it goes on, no time passes for it. */

import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import type { Permission } from '../action.js';
import { defineAction } from '../action.js';
import { readUntil, UNTIL } from '../held.js';
import { invalidInput, readAnswer } from '../input.js';
import { stateLabel } from '../labels.js';
import { isOver } from '../over.js';
import { ask, question } from '../questions.js';
import { isRefusal, refuse } from '../refusal.js';
import { allOf, staff } from '../rules.js';

const REASON = {
  ...question('reason', 'text', { 'zh-CN': '为什么挂起', en: 'Why it waits' }, { max: 200 }),
  hint: { 'zh-CN': '等报单人时，这句话会发给对方', en: 'Told to the requester, if it waits for them' },
};
const AWAITS = {
  ...question('awaits', 'choice', { 'zh-CN': '等谁', en: 'Waits for whom' }),
  required: false,
  choices: [
    { value: 'requester', label: { 'zh-CN': '报单人答复', en: 'An answer of the requester' } },
    { value: 'other', label: { 'zh-CN': '其他', en: 'Something else' } },
  ],
};

/** What is done is not waited for. */
const holdable: Permission = (ticket, { sop }) => {
  const { hold, state } = ticket;
  if (hold) return refuse('already_held', { person: { person: `member:${hold.by}` }, reason: hold.reason });
  return isOver(ticket) ? refuse('not_holdable', { state: stateLabel(sop, state, 'staff') }) : null;
};

export const hold = defineAction({
  type: 'hold',
  words: { 'zh-CN': ['挂起', '暂停'], en: ['hold', 'pause'] },
  label: { 'zh-CN': '挂起', en: 'Put on hold' },
  input: z.strictObject({
    reason: z.string().trim().max(200).optional(),
    until: z.string().trim().max(40).optional(),
    awaits: z.string().trim().max(40).optional(),
  }),
  may: allOf(staff, holdable),
  stale: true,
  decide(_ticket, { reason, until: said, awaits }, facts) {
    if (!reason) return ask(REASON, AWAITS, UNTIL);
    const until = said ? readUntil(said, facts) : null;
    if (isRefusal(until)) return invalidInput({ until });
    const { directory, now, actor } = facts;
    const whom = awaits ? readAnswer(AWAITS, awaits, { directory, team: null, today: null }) : null;
    if (isRefusal(whom)) return invalidInput({ awaits: whom });
    return [
      {
        ...{ type: 'ticketHeld', at: now, by: actorName(actor), reason, until },
        awaits: whom?.value === 'requester',
      },
    ];
  },
});
