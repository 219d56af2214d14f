/** 恢复: the ticket goes on, because somebody says so or because its time has come. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction, type Permission } from '../action.js';
import { resumed } from '../held.js';
import { stateLabel } from '../labels.js';
import { refuse } from '../refusal.js';
import { allOf, anyOf, staff, system } from '../rules.js';

const held: Permission = ({ hold, state }, { sop }) =>
  hold ? null : refuse('not_held', { state: stateLabel(sop, state, 'staff') });

export const resume = defineAction({
  type: 'resume',
  words: { 'zh-CN': ['恢复', '恢复处理'], en: ['unhold', 'resume work'] },
  label: { 'zh-CN': '恢复', en: 'Resume' },
  // `hold`: which one of the stay a timer was set for.
  input: z.strictObject({ hold: z.number().int().positive().optional() }),
  may: allOf(anyOf(staff, system), held),
  stale: false,
  decide(ticket, { hold }, facts) {
    const { hold: present, shift } = ticket;
    if (hold !== undefined && hold !== shift.holds + 1) return refuse('timer_over', { rule: 'hold' });
    if (hold !== undefined && facts.now < (present?.until ?? 0))
      return refuse('not_due', { rule: 'hold', due: { at: present?.until ?? 0 } });
    return [resumed(ticket, facts, actorName(facts.actor))];
  },
});
