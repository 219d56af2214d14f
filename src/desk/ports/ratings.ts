/** What people think of our answers: one rating a person and answer, kept as the satisfaction of its ticket. */
import type { Address } from '../../platform/address.js';
import type { Rating } from '../../platform/inbound.js';

export interface RatingStore {
  /**
   * The last word replaces those before it. Nothing is kept of an answer that is about no ticket or was not given at
   * this address, nor of what members say of their own team's work. Answers the ticket, or null.
   */
  keep(given: {
    readonly rating: Rating;
    readonly address: Address;
    readonly person: string;
    readonly at: number;
  }): Promise<number | null>;
}
