/** 挂起 and 恢复: while a ticket is held its clocks stand still; afterwards they go on where they stood. */
import { instantAround } from '../calendar/around.js';
import { nextOpen, workingBetween } from '../calendar/business-hours.js';
import { addDuration, parseDuration } from '../calendar/duration.js';
import { gotOf, saidPlainly } from './answers/said.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import { readAnswer } from './input.js';
import { climbOf } from './ladder.js';
import { clockOf, limitAfter } from './limit.js';
import { question } from './questions.js';
import { isRefusal, type Refusal, refuse } from './refusal.js';
import type { Shift, Ticket } from './ticket.js';

export const UNTIL = {
  ...question('until', 'date', { 'zh-CN': '到什么时候', en: 'Until when' }),
  hint: {
    'zh-CN': '日期，或 2h、3d；不填就等人恢复',
    en: 'A date, or 2h, 3d; empty: until somebody resumes it',
  },
  required: false,
};

/** A date means the morning on which work begins again; '2h' and '3d' are counted from now. */
export function readUntil(said: string, { now, business, always, directory }: Facts): number | Refusal {
  const plain = (saidPlainly(said) ?? '').toLowerCase();
  const duration = parseDuration(plain);
  if (!('error' in duration)) {
    const until = addDuration(always, now, duration);
    return until > now ? until : refuse('until_past', { got: gotOf(said) });
  }
  const read = readAnswer(UNTIL, said, { directory, team: null, today: null });
  if (isRefusal(read)) return refuse('wrong_until', { got: gotOf(said) });
  const on = { at: '00:00', before: null, after: null };
  const day = instantAround(String(read.value), on, { tz: always.tz, clock: always });
  const until = nextOpen(business, day);
  return until > now ? until : refuse('until_past', { got: gotOf(said) });
}

/** The ticket goes on. */
export function resumed(ticket: Ticket, facts: Facts, by: string): TicketEvent {
  const kind = facts.sop.states[ticket.state]?.limit?.clock ?? 'business';
  const limit = limitAfter(ticket, clockOf(kind, facts), facts.now);
  const stood = stoodStill(ticket, limit, facts);
  return { type: 'ticketResumed', at: facts.now, by, limit, shift: shiftAfter(ticket, facts), ...stood };
}

/** Nothing, where the limit itself goes on later, or no ladder hangs on it. */
function stoodStill(ticket: Ticket, limit: Ticket['limit'], facts: Facts): Pick<Resumed, 'stoodMs'> {
  const late = climbOf({ ...ticket, hold: null }, 'limit', facts);
  if (!late || ticket.hold === null || limit?.dueAt !== ticket.limit?.dueAt) return {};
  return { stoodMs: workingBetween(late.clock.calendar, ticket.hold.at, facts.now) };
}

type Resumed = Extract<TicketEvent, { type: 'ticketResumed' }>;

function shiftAfter({ hold, shift }: Ticket, { now, business, always }: Facts): Shift {
  const since = hold?.at ?? now;
  return {
    business: shift.business + workingBetween(business, since, now),
    calendar: shift.calendar + workingBetween(always, since, now),
    holds: shift.holds + 1,
  };
}
