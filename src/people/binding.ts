/**
 * Two accounts become one person only by a code that was sent to the other account. Guessing is hopeless: a code of six
 * digits can be tried five times, and who may be asked for, and how often, is bounded on both sides.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const CODE_VALID_MS = 10 * MINUTE;
export const CODE_TRIES = 5;
/** Codes one account may ask for in an hour. */
const ASKED_BY = 3;
/** Codes that may be sent to one person in a day: at most 25 guesses among a million. */
const SENT_TO = 5;
/** How far back requests are counted. */
export const COUNTED_MS = 24 * HOUR;

export interface Binding {
  readonly id: string;
  /** The account that wants to belong to the person. */
  readonly platform: string;
  readonly account: string;
  readonly target: BindingTarget;
  readonly askedAt: number;
  readonly expiresAt: number;
  readonly tries: number;
  readonly status: 'waiting' | 'bound' | 'refused';
}

export interface BindingTarget {
  readonly kind: 'member' | 'requester';
  readonly id: string;
}

/** When this account may ask again; null: now. `recent` are the requests by it and for the target, of the last day. */
export function mayAskAt(
  recent: readonly Binding[],
  asker: Pick<Binding, 'platform' | 'account'>,
  target: BindingTarget | null,
  now: number,
): number | null {
  const by = recent.filter(
    ({ platform, account }) => platform === asker.platform && account === asker.account,
  );
  const to = recent.filter((each) => each.target.kind === target?.kind && each.target.id === target.id);
  const waits = [freeAt(by, ASKED_BY, HOUR), freeAt(to, SENT_TO, COUNTED_MS)].filter((at) => at > now);
  return waits.length === 0 ? null : Math.max(...waits);
}

/** When there are fewer than `most` within the span again; 0: there are. */
function freeAt(requests: readonly Binding[], most: number, spanMs: number): number {
  const newest = requests.map(({ askedAt }) => askedAt).sort((a, b) => b - a);
  const oldestCounted = newest[most - 1];
  return oldestCounted === undefined ? 0 : oldestCounted + spanMs;
}

/** The request a code answers: the newest one of this account that is neither used, refused, expired nor tried too often. */
export function openBinding(
  recent: readonly Binding[],
  asker: Pick<Binding, 'platform' | 'account'>,
  now: number,
): Binding | null {
  const open = recent
    .filter(({ platform, account }) => platform === asker.platform && account === asker.account)
    .filter(({ status, expiresAt, tries }) => status === 'waiting' && now < expiresAt && tries < CODE_TRIES)
    .sort((a, b) => b.askedAt - a.askedAt);
  return open[0] ?? null;
}
