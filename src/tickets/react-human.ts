/** What follows when a requester asks for a person: whoever has the ticket hears it, and they hear who comes and when. */
import { isOpen, nextOpen } from '../calendar/business-hours.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import { notice } from './notices.js';
import type { Notice } from './reactions.js';
import { inCharge, recipients } from './recipients.js';
import type { Ticket } from './ticket.js';

export function onHumanAsked(
  { by, text }: Extract<TicketEvent, { type: 'replied' }>,
  after: Ticket,
  facts: Facts,
): readonly Notice[] {
  const { business, now } = facts;
  const open = isOpen(business, now);
  return [
    ...notice('human_asked', inCharge(after, facts), after, facts, {
      ...{ audience: 'assignee', tone: 'warning', actions: ['claim', 'reply'] },
      extra: { by: { person: by }, text },
    }),
    ...notice(open ? 'human_comes' : 'human_later', recipients('requester', after, facts), after, facts, {
      audience: 'requester',
      extra: open ? {} : { at: { at: nextOpen(business, now) } },
    }),
  ];
}
