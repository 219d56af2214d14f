/** One approval serves several steps: who has agreed already is not asked again, as long as they would say yes to the same. */
import { memberNamed } from '../people/actor.js';
import type { Approval } from '../sop/sop.js';
import { type Asked, isAgreed, voiceOf } from './approval.js';
import type { TicketEvent } from './events.js';
import type { Facts } from './facts.js';
import { isBlank } from './input.js';
import type { Agreement, Approved, Fields, FieldValue, Ticket } from './ticket.js';

type Moved = Extract<TicketEvent, { type: 'ticketMoved' }>;

/** What of an approval later steps rest on; nothing where it serves none. */
export function servedBy({ serves, watch }: Approval, fields: Fields): Pick<Moved, 'serves'> {
  if (serves.length === 0) return {};
  const filledIn = Object.keys(fields).filter((key) => !isBlank(fields[key]));
  return { serves: { serves, watched: watch ?? filledIn } };
}

/** The approvals after a step: an earlier one of the same step is replaced. */
export function approvalsAfter(
  { approvals }: Ticket,
  { transition, agreed = [], serves }: Moved,
): Ticket['approvals'] {
  if (serves === undefined) return approvals;
  return [...approvals.filter((one) => one.transition !== transition), { transition, agreed, ...serves }];
}

/** Those that still count once these values are filled in. */
export function stillApproved(
  { approvals, fields }: Pick<Ticket, 'approvals' | 'fields'>,
  filled: Fields,
): Ticket['approvals'] {
  const changed = Object.keys(filled).filter((key) => !sameValue(fields[key], filled[key]));
  const kept = approvals.filter(({ watched }) => !watched.some((key) => changed.includes(key)));
  return kept.length === approvals.length ? approvals : kept;
}

/** Agreements to earlier steps that count for this one; as many as are asked for. */
export function agreedBefore(
  step: string,
  asked: Asked,
  approvals: readonly Approved[],
  facts: Facts,
): readonly Agreement[] {
  let agreed: readonly Agreement[] = [];
  for (const { serves, transition, agreed: earlier } of approvals) {
    if (!serves.includes(step)) continue;
    for (const { by, at, standsFor } of earlier) {
      const now = { ...asked, agreed };
      const inTurn = { ...now, approval: { ...asked.approval, inTurn: false } };
      if (isAgreed(now, facts)) return agreed;
      // Whose say it was then need not be theirs now.
      const voice = voiceOf(by, inTurn, facts);
      if (voice && voice.standsFor === standsFor) agreed = [...agreed, { ...voice, at, served: transition }];
    }
  }
  return agreed;
}

/** The agreement an event of this command is. */
export function agreementOf({
  by,
  at,
  standsFor,
}: {
  readonly by: string;
  readonly at: number;
  readonly standsFor?: string;
}): Agreement {
  return { by: memberNamed(by) ?? by, at, ...(standsFor === undefined ? {} : { standsFor }) };
}

function sameValue(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
