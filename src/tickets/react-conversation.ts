/** Who has the conversation with the requester: when a colleague is to have it, when it comes back, and who hears of it. */
import { isOpen } from '../calendar/business-hours.js';
import type { TicketEvent } from './events.js';
import type { Happening, Reaction } from './happening.js';
import { notice } from './notices.js';
import { isOver } from './over.js';
import type { ConversationMove } from './reactions.js';
import { inCharge, others, recipients } from './recipients.js';

type Of<Type extends TicketEvent['type']> = Extract<TicketEvent, { type: Type }>;

/** What the platform did itself it need not be asked for. */
export function conversationMoved({ before, after, events, facts }: Happening): ConversationMove | null {
  const returned = events.find((event) => event.type === 'conversationReturned');
  if (before?.conversation && !after.conversation) return returned?.by === 'system' ? null : 'back';
  if (isOver(after)) return null;
  const called = events.some((event) => event.type === 'replied' && event.human);
  // At night nobody would be there to take it, and we could say nothing meanwhile.
  if (called && !after.conversation) return isOpen(facts.business, facts.now) ? 'over' : null;
  // Whoever takes the ticket takes the requester with it.
  const taken = events.some(({ type }) => type === 'ticketAssigned');
  return taken && after.conversation && after.conversation.with !== after.assigneeId ? 'over' : null;
}

export function onConversationGiven({ to }: Of<'conversationGiven'>, { after, facts }: Happening): Reaction {
  return {
    notices: notice(
      to === null ? 'conversation_waits' : 'conversation_given',
      others(inCharge(after, facts), `member:${to}`),
      after,
      facts,
      {
        audience: 'assignee',
        actions: ['end_human'],
        extra: to === null ? {} : { who: { person: `member:${to}` } },
      },
    ),
  };
}

/** The requester may still be told one thing, and that is where to go on. */
export function onConversationReturned(
  { by }: Of<'conversationReturned'>,
  { after, facts }: Happening,
): Reaction {
  return {
    notices: [
      ...notice('conversation_over', recipients('requester', after, facts), after, facts, {
        audience: 'requester',
        actions: ['reply'],
      }),
      ...notice('conversation_returned', others(inCharge(after, facts), by), after, facts, {
        audience: 'assignee',
      }),
    ],
  };
}

export function onConversationKept(
  { reason }: Of<'conversationKept'>,
  { after, facts }: Happening,
): Reaction {
  return {
    notices: [
      ...notice('conversation_kept', recipients('requester', after, facts), after, facts, {
        audience: 'requester',
      }),
      ...notice('conversation_refused', inCharge(after, facts), after, facts, {
        ...{ audience: 'assignee', tone: 'warning', actions: ['reply'] },
        extra: { reason },
      }),
    ],
  };
}
