/** Refusals that say: you may not, or not now. They are kept for the auditor; a wrong answer or a typing error is nobody's business. */
import type { RefusalCode } from './refusal-codes.js';

const FORBIDDEN: readonly RefusalCode[] = [
  ...(['not_allowed', 'inactive_member', 'unknown_member', 'auditor_only_reads'] as const),
  ...([
    'other_team',
    'not_yours',
    'maker_not_checker',
    'already_proposed',
    'already_agreed',
    'not_your_turn',
  ] as const),
  ...(['not_from_here', 'ticket_closed', 'step_expired', 'reopen_expired'] as const),
  ...(['not_claimable', 'not_holdable', 'not_fillable'] as const),
];

export function isForbidden(code: string): boolean {
  return (FORBIDDEN as readonly string[]).includes(code);
}
