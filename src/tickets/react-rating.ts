/** What follows once the work is over: the requester is asked what they think of it, and the lead hears what went wrong. */
import type { TicketEvent } from './events.js';
import type { Happening, Reaction } from './happening.js';
import { notice } from './notices.js';
import { LOW, ratedUntil } from './rating.js';
import { recipients } from './recipients.js';

type Of<Type extends TicketEvent['type']> = Extract<TicketEvent, { type: Type }>;

const ASKS = [{ type: 'ask_recommendation', input: {}, actor: { kind: 'system' } }] as const;

/** With the word that it is over: one act is one message. Whoever has answered is asked the other question. */
export function onOver({ before, after, events, facts }: Happening): Reaction {
  const { ask } = facts.sop;
  const over = before?.category === 'resolved' && ratedUntil(after) !== null;
  if (!ask || !over || !events.some(({ type }) => type === 'ticketMoved')) return {};
  if (!ask.csat) return follow(after.id, ask.nps !== null);
  return {
    notices: notice('rating_asked', recipients('requester', after, facts), after, facts, {
      ...{ audience: 'requester', actions: ['rate'], question: true },
    }),
  };
}

export function onRated({ score, reason }: Of<'rated'>, { after, facts }: Happening): Reaction {
  // One question at a time: who was dissatisfied is asked why first.
  const answered = after.recommendation === null && (score > LOW || reason !== null);
  const told = score <= LOW ? recipients('lead', after, facts) : [];
  return {
    notices: notice(reason === null ? 'rated_low' : 'rated_why', told, after, facts, {
      ...{ audience: 'lead', tone: 'warning' },
      extra: { score, reason: reason ?? '' },
    }),
    ...follow(after.id, answered && (facts.sop.ask?.nps ?? null) !== null),
  };
}

export function onRecommendationAsked({ after, facts }: Happening): Reaction {
  return {
    notices: notice('recommendation_asked', recipients('requester', after, facts), after, facts, {
      ...{ audience: 'requester', question: true },
    }),
  };
}

function follow(ticketId: number, asks: boolean): Reaction {
  return asks ? { commands: ASKS.map((command) => ({ ...command, ticketId })) } : {};
}
