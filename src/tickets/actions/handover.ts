/** 交接: a ticket of somebody who left goes to the lead of its team, or back to the queue where there is none. */
import { z } from 'zod';
import { membersWith, teamOf } from '../../people/staff.js';
import { defineAction } from '../action.js';
import { closedRefusal } from '../closed.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';

export const handover = defineAction({
  type: 'handover',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '交接', en: 'Hand over' },
  input: z.strictObject({ from: z.string().min(1).max(100) }),
  may: system,
  stale: false,
  decide(ticket, { from }, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    // Somebody else has taken it meanwhile: it is in good hands.
    if (ticket.assigneeId !== from) return refuse('nothing_to_do');
    const { directory, now } = facts;
    const team = teamOf(directory, ticket.queue);
    const lead = team && membersWith(directory, ['lead'], team.id).find(({ id }) => id !== from);
    if (!lead) return [{ type: 'ticketUnassigned', at: now, by: 'system' }];
    return [{ type: 'ticketAssigned', at: now, by: 'system', to: lead.id, claimed: false }];
  },
});
