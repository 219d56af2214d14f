/** Where the ladders of a ticket stand: that somebody has it in hand, or whom the next rung tells and when. */
import type { Block } from '../platform/card.js';
import { nextParam } from '../tickets/escalation-said.js';
import type { Facts } from '../tickets/facts.js';
import { climbing } from '../tickets/ladder.js';
import type { Ticket } from '../tickets/ticket.js';
import type { Wording } from './wording.js';

/** Null while nothing of a ladder has been yet: what may never come need not be read. */
export function escalationBlock(ticket: Ticket, facts: Facts, wording: Wording): Block | null {
  const begun = climbing(ticket, facts).filter(({ climb }) => climb.moments > 0 || climb.acknowledged);
  const lines = begun.map((one) => {
    const { ladder, climb } = one;
    return climb.acknowledged
      ? wording.t('ticket.acknowledged', {
          by: { person: `member:${climb.acknowledged.by}` },
          at: { at: climb.acknowledged.at },
        })
      : wording.t('ticket.escalating', {
          ladder: { text: ladder.name },
          next: nextParam(one, ticket, facts),
        });
  });
  if (lines.length === 0) return null;
  const stopped = begun.every(({ climb }) => climb.acknowledged);
  return { kind: 'text', text: [...new Set(lines)].join('\n'), tone: stopped ? 'info' : 'warning' };
}
