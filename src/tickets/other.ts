/** The other ticket of a command that is about two: which one is meant, and whether it may be. */
import { z } from 'zod';
import { saidPlainly } from './answers/said.js';
import type { Facts } from './facts.js';
import { question } from './questions.js';
import { type Refusal, refuse } from './refusal.js';
import { involved } from './rules.js';
import type { Ticket, TicketLink } from './ticket.js';

/** A number, or words that are one: '12', '#12'. */
export const otherNumber = z.union([z.number().int().positive(), z.string().max(20)]);

export const OTHER = question('ticket', 'text', {
  'zh-CN': '另一张工单的编号',
  en: 'Number of the other ticket',
});

/** The number in a command's input; null where there is none: the desk reads that ticket along. */
export function numberSaid({ ticket }: Readonly<Record<string, unknown>>): number | null {
  const [, digits] = /^#?\s*(\d{1,9})$/u.exec(saidPlainly(ticket) ?? '') ?? [];
  return digits === undefined ? null : Number(digits);
}

/** The ticket that was read along, if the actor may know of it. */
export function otherTicket(ticket: Ticket, said: number | string, facts: Facts): Ticket | Refusal {
  const { other } = facts;
  const number = numberSaid({ ticket: said });
  if (number === ticket.id) return refuse('same_ticket', { ticket: number });
  if (!other || other.id !== number || involved(other, facts) !== null)
    return refuse('unknown_ticket', { ticket: number ?? String(said) });
  return other;
}

export function linkOf({ links }: Ticket, to: number, ...kinds: readonly TicketLink['kind'][]) {
  return links.find(({ ticket, kind }) => ticket === to && kinds.includes(kind));
}

/** The ticket a duplicate was merged into; null when it was not. */
export function mergedInto({ links }: Ticket): number | null {
  return links.find(({ kind }) => kind === 'merged_into')?.ticket ?? null;
}
