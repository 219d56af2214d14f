/** Plain words of a requester while their ticket waits for an answer of theirs: they are the answer. */
import { transitionsFrom } from '../sop/machine.js';
import { stepSaid } from './command.js';
import type { Context } from './context.js';
import type { Intent } from './intent.js';

/**
 * The step such words take; null when none is plainly meant: only where the ticket is held up for the requester, one
 * step is theirs to take, and a text is all that it asks. What is done and waits to be confirmed is not reopened by a thank-you.
 */
export function answerWaited(ticketId: number, text: string, context: Context): Intent | null {
  const { ticket } = context;
  if (ticket?.id !== ticketId || ticket.sop.states[ticket.state]?.category !== 'pending') return null;
  const [step, ...others] = transitionsFrom(ticket.sop, ticket.state).filter(
    ({ by, danger }) => by.includes('requester') && !danger,
  );
  if (!step || others.length > 0 || step.when.some(({ guard }) => guard === 'has')) return null;
  const [asked, ...more] = step.input.filter(({ required }) => required);
  const words = asked?.type === 'text' || asked?.type === 'long_text';
  return words && more.length === 0 ? stepSaid(ticketId, step.key, text, context) : null;
}
