/** A date of the customer is another one: what waits around it is set anew. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';
import { datesOf } from '../timers.js';

export const redate = defineAction({
  type: 'redate',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '改期', en: 'Set timers anew' },
  input: z.strictObject({ dates: z.array(z.string().max(60)).min(1).max(60) }),
  may: system,
  stale: false,
  decide({ state }, { dates }, { sop, customer, now }) {
    const resting = datesOf(sop, state);
    const moved = dates.filter((date) => resting.has(date));
    // It left the state before this came to be done: its timers went with the stay.
    if (moved.length === 0) return refuse('nothing_to_do');
    const known = Object.fromEntries(moved.map((date) => [date, customer?.dates[date] ?? null]));
    return [{ type: 'datesMoved', at: now, by: 'system', dates: known }];
  },
});
