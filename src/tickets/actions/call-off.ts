/** 作废: the ticket it was opened for has ended, and nobody needs it any more. */
import { z } from 'zod';
import { workingBetween } from '../../calendar/business-hours.js';
import { MINUTE_MS } from '../../calendar/day.js';
import { restState } from '../../sop/machine.js';
import { defineAction } from '../action.js';
import { linkOf } from '../other.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';

export const callOff = defineAction({
  type: 'call_off',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '随主工单作废', en: 'Call off' },
  input: z.strictObject({ ticket: z.number().int().positive() }),
  may: system,
  stale: false,
  decide(ticket, { ticket: because }, { now, sop, business }) {
    const link = linkOf(ticket, because, 'opened_by');
    if (ticket.category === 'closed' || link?.wait === undefined) return refuse('nothing_to_do');
    return [
      {
        ...{ type: 'ticketCalledOff', at: now, by: 'system', because },
        ...{ from: ticket.state, to: restState(sop) },
        minutes: Math.round(workingBetween(business, ticket.enteredAt, now) / MINUTE_MS),
      },
    ];
  },
});
