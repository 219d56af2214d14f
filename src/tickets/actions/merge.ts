/** 合并: a ticket about the same thing as another one is closed in its favour; who asked for it hears of that one. */
import { z } from 'zod';
import { workingBetween } from '../../calendar/business-hours.js';
import { MINUTE_MS } from '../../calendar/day.js';
import { actorName } from '../../people/actor.js';
import { restState } from '../../sop/machine.js';
import { defineAction } from '../action.js';
import { closedRefusal } from '../closed.js';
import type { Facts } from '../facts.js';
import { stateLabel } from '../labels.js';
import { OTHER, otherNumber, otherTicket } from '../other.js';
import { ask } from '../questions.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import { staff } from '../rules.js';
import type { Ticket } from '../ticket.js';

export const merge = defineAction({
  type: 'merge',
  words: { 'zh-CN': ['合并', '合并到', '重复'], en: ['merge', 'merge into', 'duplicate of'] },
  label: { 'zh-CN': '合并到…', en: 'Merge into…' },
  input: z.strictObject({ ticket: otherNumber.optional() }),
  may: staff,
  stale: true,
  decide(ticket, { ticket: said }, facts) {
    const closed = closedRefusal(ticket, facts);
    if (closed) return closed;
    if (said === undefined || said === '') return ask(OTHER);
    const other = otherTicket(ticket, said, facts);
    if (isRefusal(other)) return other;
    const unfit = unlike(ticket, other, facts);
    if (unfit) return unfit;
    const { now, sop, actor, business } = facts;
    return [
      {
        ...{ type: 'ticketMerged', at: now, by: actorName(actor) },
        ...{ into: other.id, from: ticket.state, to: restState(sop) },
        minutes: Math.round(workingBetween(business, ticket.enteredAt, now) / MINUTE_MS),
      },
    ];
  },
});

/** A fault may be reported by many; what somebody ordered is nobody else's to hear of. */
function unlike(ticket: Ticket, other: Ticket, { sop }: Facts): Refusal | null {
  if (other.category === 'closed')
    return refuse('survivor_closed', { ticket: other.id, state: stateLabel(sop, other.state, 'staff') });
  if (other.sop !== ticket.sop) return refuse('other_kind', { ticket: other.id, sop: { text: sop.title } });
  const alike =
    other.requesterId === ticket.requesterId ||
    (other.customerId === ticket.customerId && (ticket.customerId !== null || sop.kind === 'incident'));
  return alike ? null : refuse('other_customer', { ticket: other.id });
}
