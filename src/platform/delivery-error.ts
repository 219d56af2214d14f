/** A platform said no to a send. Only these kinds exist, and only an adapter decides which. */
export type DeliveryFailure =
  /** Come back later; `afterMs` when the platform said when. */
  | { readonly kind: 'retry'; readonly afterMs?: number; readonly reason: string }
  /** It will never be accepted: a gone chat, a refused payload. */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** Our credentials are refused: an operator must act. */
  | { readonly kind: 'unauthorised'; readonly reason: string }
  /** It may or may not have arrived, and the platform cannot tell duplicates: a person decides. */
  | { readonly kind: 'uncertain'; readonly reason: string };

export class DeliveryError extends Error {
  readonly failure: DeliveryFailure;
  constructor(failure: DeliveryFailure, options?: { cause: unknown }) {
    super(`${failure.kind}: ${failure.reason}`, options);
    this.name = 'DeliveryError';
    this.failure = failure;
  }
}
