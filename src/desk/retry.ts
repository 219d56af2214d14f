/** What becomes of a send that failed: when it is tried again, and when it is given up. */
import type { DeliveryFailure } from '../platform/delivery-error.js';

const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;
/** About an hour and a half of trying; then a person is asked. */
const MOST_ATTEMPTS = 24;
/** Refused credentials do not heal by hurrying. */
const UNAUTHORISED_MS = 60_000;

export type Fate =
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'dead' }
  | { readonly kind: 'uncertain' };

/** `attempts` counts the one that just failed. */
export function fateOf(failure: DeliveryFailure, attempts: number): Fate {
  if (failure.kind === 'uncertain') return { kind: 'uncertain' };
  if (failure.kind === 'rejected' || attempts >= MOST_ATTEMPTS) return { kind: 'dead' };
  if (failure.kind === 'unauthorised') return { kind: 'retry', afterMs: UNAUTHORISED_MS };
  return { kind: 'retry', afterMs: failure.afterMs ?? Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1)) };
}
