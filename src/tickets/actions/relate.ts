/** The other end of a link: what was done to one ticket is written on the other one too. */
import { z } from 'zod';
import { defineAction } from '../action.js';
import type { TicketEvent } from '../events.js';
import { linkOf } from '../other.js';
import { refuse } from '../refusal.js';
import { waitOf } from '../related.js';
import { system } from '../rules.js';

const words = z.strictObject({ 'zh-CN': z.string(), en: z.string() });

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
    /** The one that opened the other waits for it. */
    wait: z.enum(['all', 'any']).optional(),
    /** How the one that was opened stands now. */
    stands: z
      .strictObject({ title: z.string(), label: words, publicLabel: words, over: z.boolean() })
      .optional(),
  }),
  may: system,
  stale: false,
  decide(ticket, { ticket: to, kind, gone = false, requesterId, wait, stands }, { now }) {
    const happened = { at: now, by: 'system', ticket: to } as const;
    const link = linkOf(ticket, to, kind);
    const events: TicketEvent[] = [];
    if (gone && link) events.push({ ...happened, type: 'ticketUnlinked', kind });
    if (!gone && !link) events.push({ ...happened, type: 'ticketLinked', kind, ...waitOf({ wait }) });
    if (stands) events.push({ ...happened, type: 'openedTicketMoved', stands });
    if (events.length === 0) return refuse('nothing_to_do');
    const who = `requester:${requesterId}`;
    const watches = ticket.watchers.includes(who);
    if (requesterId !== undefined && requesterId !== ticket.requesterId && watches === gone)
      events.push({ at: now, by: 'system', type: gone ? 'watcherRemoved' : 'watcherAdded', who });
    return events;
  },
});
