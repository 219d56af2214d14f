/** The running limit of a step: what is left of it in the time it is counted in, or by how much it is late. */
import { workingBetween } from '../calendar/business-hours.js';
import type { Block } from '../platform/card.js';
import type { Facts } from '../tickets/facts.js';
import { clockOf, isLate } from '../tickets/limit.js';
import type { Ticket } from '../tickets/ticket.js';
import { unpublished } from './unpublished.js';
import type { Wording } from './wording.js';

export function deadlineBlock(
  ticket: Ticket,
  facts: Facts,
  wording: Wording,
): Extract<Block, { kind: 'deadline' }> | null {
  const { limit, hold } = ticket;
  // A clock that stands still is not counted down.
  if (limit === null || (hold && !isLate(ticket, wording.now))) return null;
  const clock = facts.sop.states[ticket.state]?.limit?.clock ?? 'business';
  const calendar = clockOf(clock, facts);
  const late = isLate(ticket, wording.now);
  const [from, to] = late ? [limit.dueAt, wording.now] : [wording.now, limit.dueAt];
  const time = wording.duration(workingBetween(calendar, from, to), clock);
  const said = { time, at: { at: limit.dueAt } };
  const text = wording.t(late ? 'ticket.late' : 'ticket.left', said);
  const guessed = late ? null : unpublished(calendar, limit.dueAt, wording);
  const soon = limit.warnedAt !== null || (limit.warnAt !== null && wording.now >= limit.warnAt);
  return {
    kind: 'deadline',
    label: wording.t('ticket.limit'),
    dueAt: limit.dueAt,
    text: guessed === null ? text : `${text}\n${guessed}`,
    tone: late ? 'bad' : soon ? 'warning' : 'info',
  };
}
