/** Words that wait to become a ticket, and whom it is for: what is quoted, else what was said last and not understood. */
import type { Context } from './context.js';

/** Whoever comes back after a day no longer means what they said then. */
const KEPT_MS = 24 * 60 * 60_000;

type Waiting = Pick<Context, 'dialogue' | 'now' | 'quoted'>;

export function draftOf(context: Waiting): string {
  return context.quoted?.text ?? kept(context)?.text ?? '';
}

/** The requester a member opens it for. */
export function forWhom(context: Waiting): string | undefined {
  return kept(context)?.for;
}

function kept({ dialogue, now }: Waiting) {
  return dialogue?.kind === 'draft' && now - dialogue.startedAt <= KEPT_MS ? dialogue : undefined;
}
