/** Erasing one customer: what there is of it, and who asked for it. */

export interface ErasureStore {
  /** Null when there is no such customer. */
  extent(customer: string): Promise<Extent | null>;
  /** The newest request that was not carried out, in time or not; null when there is none. */
  asked(customer: string): Promise<ErasureAsked | null>;
}

/** What would be gone. */
export interface Extent {
  readonly customer: string;
  readonly name: string;
  /** Tickets that are not closed: nothing is erased under somebody's hands. */
  readonly open: readonly number[];
  readonly counts: ErasedCounts;
}

export interface ErasedCounts {
  readonly people: number;
  readonly accounts: number;
  readonly tickets: number;
  /** Events in which something was said. */
  readonly said: number;
  readonly files: number;
  /** Events from before words lay apart: the chain covers what was said in them, and it stays. */
  readonly kept: number;
}

export interface ErasureAsked {
  /** An actor's name. */
  readonly by: string;
  readonly at: number;
  readonly expiresAt: number;
}
