/** 超时原因: why a step was left after its limit. Asked of members only, for the limit is ours to keep. */
import type { Field } from '../sop/sop.js';
import { readChoice } from './answers/choice.js';
import type { Facts } from './facts.js';
import { isLate } from './limit.js';
import { isRefusal, type Param } from './refusal.js';
import { isMissed } from './target.js';
import type { Fields, Ticket } from './ticket.js';

const REASON: Field = {
  key: 'late_reason',
  type: 'text',
  label: { 'zh-CN': '超时原因', en: 'Reason for the delay' },
  intake: false,
  required: true,
  personal: false,
  max: 200,
};

const NOTE: Field = {
  key: 'late_note',
  type: 'long_text',
  label: { 'zh-CN': '补充说明', en: 'More about the delay' },
  intake: false,
  required: false,
  personal: false,
  max: 500,
};

export function lateReasonDemanded(ticket: Ticket, { actor, now }: Facts): boolean {
  return actor.kind === 'member' && lateReasonOwed(ticket, now);
}

/** Of the step, whenever it is left late; of a target that was missed, once. */
export function lateReasonOwed(ticket: Ticket, now: number): boolean {
  const { limit, targets } = ticket;
  return (
    (limit?.lateReason === true && isLate(ticket, now)) ||
    targets.some(
      (target) => target.lateReason && !target.excused && target.over !== 'dropped' && isMissed(target, now),
    )
  );
}

/** What is asked: a reason from the house's list with room for more, or words of their own where there is no list. */
export function lateFields({ lateReasons = [] }: Facts): readonly Field[] {
  return lateReasons.length === 0 ? [REASON] : [{ ...REASON, type: 'choice', choices: lateReasons }, NOTE];
}

/** How the answers are read: whoever types a reason that is not on the list is taken at their word. */
export const LATE_ANSWERS: readonly Field[] = [REASON, NOTE];

export function lateAnswer(
  values: Fields,
  facts: Facts,
): { readonly lateReason: string | null; readonly lateNote: string | null } {
  const { [REASON.key]: reason, [NOTE.key]: note } = values;
  if (typeof reason !== 'string') return { lateReason: null, lateNote: null };
  const [listed] = lateFields(facts);
  const chosen = listed?.type === 'choice' ? readChoice(listed, reason, NOBODY) : reason;
  return {
    lateReason: isRefusal(chosen) ? reason : String(chosen),
    lateNote: typeof note === 'string' ? note : null,
  };
}

/** A reason as a text shows it: from the list by its label, else as it was written. */
export function lateReasonParam(reason: string | null, { lateReasons = [] }: Facts): Param {
  if (reason === null) return { message: 'word.none' };
  const listed = lateReasons.find(({ value }) => value === reason);
  return listed ? { text: listed.label } : reason;
}

/** A choice rests on nobody. */
const NOBODY = {
  directory: { version: 0, members: new Map(), teams: new Map(), queues: new Map() },
  team: '',
  today: null,
};
