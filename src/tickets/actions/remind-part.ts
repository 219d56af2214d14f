/** A part is due today: its owner is reminded, once. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { morningOf, partsOwed, ruleOfPart } from '../part-timers.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';

export const remindPart = defineAction({
  type: 'remind_part',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '提醒分工', en: 'Remind of a part' },
  input: z.strictObject({
    no: z.number().int().positive(),
    visit: z.number().int().positive(),
    /** The day it was set for. */
    date: z.string().max(10),
  }),
  may: system,
  stale: false,
  decide(ticket, { no, visit, date }, facts) {
    const { now } = facts;
    const rule = ruleOfPart(no);
    const part = partsOwed(ticket).find((one) => one.no === no && one.due === date);
    if (!part || visit !== ticket.visit) return refuse('timer_over', { rule });
    const dueAt = morningOf(date, facts);
    if (dueAt > now) return refuse('not_due', { rule, due: { at: dueAt } });
    return [{ type: 'partReminded', at: now, by: 'system', no }];
  },
});
