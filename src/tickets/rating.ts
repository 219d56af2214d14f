/** What a requester may say of the work once it is over, and until when. */
import type { Duration } from '../calendar/duration.js';
import type { Sop } from '../sop/sop.js';
import { mergedInto } from './other.js';
import { type Refusal, refuse } from './refusal.js';
import type { Ticket } from './ticket.js';

/** So long a word may be given, and changed. */
const OPEN_MS = 7 * 24 * 3_600_000;
/** At this score or below somebody is asked why, and the lead is told. */
export const LOW = 2;

/** The end of the days in which the work may be rated; null: it was never done, or is not over. */
export function ratedUntil(ticket: Ticket): number | null {
  const { category, facts } = ticket;
  if (category !== 'closed' || facts.closedAt === null || facts.resolvedAt === null) return null;
  return mergedInto(ticket) === null ? facts.closedAt + OPEN_MS : null;
}

export function recommendedUntil({ recommendation }: Ticket): number | null {
  return recommendation === null ? null : recommendation.askedAt + OPEN_MS;
}

/** What a bare number of the requester answers: the newest question that is open. */
export function surveyOpen(ticket: Ticket, sop: Sop, now: number): 'rate' | 'recommend' | null {
  const open = (until: number | null) => until !== null && now <= until;
  if (open(recommendedUntil(ticket)) && ticket.recommendation?.score === null) return 'recommend';
  return sop.ask?.csat && open(ratedUntil(ticket)) ? 'rate' : null;
}

/** Whether somebody who was asked then may be asked again. */
export function mayAskAgain(every: Duration, askedAt: number | null, now: number): boolean {
  const days = every.days * 24 * 3_600_000 + every.ms;
  return askedAt === null || now >= askedAt + days;
}

/** '4', '４分', '10 分'; a refusal for anything else than a whole number of these. */
export function scoreSaid(said: string, from: number, to: number): number | Refusal {
  const plain = said
    .normalize('NFKC')
    .replace(/\s*分$/u, '')
    .trim();
  const score = /^\d{1,2}$/u.test(plain) ? Number(plain) : Number.NaN;
  return score >= from && score <= to && String(score) === plain
    ? score
    : refuse('wrong_score', { got: said.slice(0, 20), from, to });
}
