/** What may still be sent where the other side must have allowed it: by writing to us, or by consent to a notice. */

export interface Allowance {
  readonly key: string;
  readonly messages: number;
  /** When it was given (epoch ms). */
  readonly at: number;
  /** When it ends (epoch ms). Null: never. */
  readonly until: number | null;
  /** When each send that may have used it up ended, or began where nobody knows that it ended. */
  readonly spent: readonly number[];
  /** It is a consent: only a notice by this template uses it up. Null: whatever is sent there does. */
  readonly template: string | null;
}

export interface Left {
  readonly messages: number;
  /** Until when some of them hold: the latest end. Null: there are none, or they never end. */
  readonly until: number | null;
}

/** Those that a notice by this template can use up. */
export function consentsTo(allowances: readonly Allowance[], template: string): readonly Allowance[] {
  return allowances.filter((one) => one.template === template);
}

/** Sends that are left of one allowance. */
function leftOf({ messages, at, until, spent }: Allowance, now: number): number {
  if (until !== null && until <= now) return 0;
  return Math.max(0, messages - spent.filter((one) => one >= at).length);
}

/** All that may be sent now, whatever allows it. */
export function leftNow(allowances: readonly Allowance[], now: number): Left {
  const live = allowances.filter((one) => leftOf(one, now) > 0);
  const ends = live.map(({ until }) => until ?? Number.POSITIVE_INFINITY);
  const last = Math.max(...ends);
  return {
    messages: live.reduce((sum, one) => sum + leftOf(one, now), 0),
    until: Number.isFinite(last) ? last : null,
  };
}

/** When all that was given and ends has ended, used up or not (epoch ms). Null: nothing of the kind is open. */
export function openUntil(allowances: readonly Allowance[], now: number): number | null {
  const ends = allowances.flatMap(({ until }) => (until !== null && until > now ? [until] : []));
  return ends.length > 0 ? Math.max(...ends) : null;
}

/** Whether what may not be said now may be in a while by itself: something is open that allows nothing. */
export function returns(allowances: readonly Allowance[], now: number): boolean {
  return allowances.some(({ messages, until }) => messages === 0 && until !== null && until > now);
}

/** Which one the next send uses up: whatever ends first. Null: nothing may be sent. */
export function nextToSpend(allowances: readonly Allowance[], now: number): Allowance | null {
  const live = allowances.filter((one) => leftOf(one, now) > 0);
  const end = ({ until }: Allowance) => until ?? Number.POSITIVE_INFINITY;
  return live.reduce<Allowance | null>(
    (first, one) => (first === null || end(one) < end(first) ? one : first),
    null,
  );
}
