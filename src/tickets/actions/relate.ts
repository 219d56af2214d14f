/** The other end of a link: what was done to one ticket is written on the other one too. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import type { TicketEvent } from '../events.js';
import { linkOf } from '../other.js';
import { refuse } from '../refusal.js';
import { system } from '../rules.js';

export const relate = defineAction({
  type: 'relate',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '登记关联', en: 'Note a link' },
  input: z.strictObject({
    ticket: z.number().int().positive(),
    kind: z.enum(['related', 'merged_into', 'duplicate', 'opened', 'opened_by']),
    /** The link is gone. */
    gone: z.boolean().optional(),
    /** Who asked for the duplicate: told of this one from now on, or no more. */
    requesterId: z.string().min(1).max(60).optional(),
  }),
  may: system,
  stale: false,
  decide(ticket, { ticket: to, kind, gone = false, requesterId }, { now }) {
    const happened = { at: now, by: 'system' } as const;
    const there = linkOf(ticket, to, kind) !== undefined;
    if (there !== gone) return refuse('nothing_to_do');
    const events: TicketEvent[] = [
      { ...happened, type: gone ? 'ticketUnlinked' : 'ticketLinked', ticket: to, kind },
    ];
    const who = `requester:${requesterId}`;
    const watches = ticket.watchers.includes(who);
    if (requesterId !== undefined && requesterId !== ticket.requesterId && watches === gone)
      events.push({ ...happened, type: gone ? 'watcherRemoved' : 'watcherAdded', who });
    return events;
  },
});
