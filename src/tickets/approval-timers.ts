/** When to wake for a step that waits for others: to chase those who have not answered, and to let it lapse. */
import type { Command } from './command.js';
import type { TimerSet } from './reactions.js';
import type { Ticket } from './ticket.js';

export const APPROVAL_DUE = 'approval';
export const APPROVAL_END = 'approval_end';
export const APPROVAL_RULES: readonly string[] = [APPROVAL_DUE, APPROVAL_END];

/** Counted by versions: set anew after an undo or a hold, it wakes anew. What fell due meanwhile is due at once. */
export function timersOfApproval({ proposal, visit, version }: Ticket, now: number): readonly TimerSet[] {
  if (proposal === null) return [];
  const { dueAt, overdueAt, endsAt } = proposal;
  const at = (rule: string, instant: number): TimerSet => ({
    ...{ rule, visit, occurrence: version, dueAt: Math.max(now, instant) },
  });
  return [
    ...(dueAt !== undefined && overdueAt === undefined ? [at(APPROVAL_DUE, dueAt)] : []),
    ...(endsAt !== undefined ? [at(APPROVAL_END, endsAt)] : []),
  ];
}

export function approvalCommand(rule: string): Pick<Command, 'type' | 'input'> | null {
  if (rule === APPROVAL_DUE) return { type: 'chase_approval', input: {} };
  return rule === APPROVAL_END ? { type: 'lapse_approval', input: {} } : null;
}
