/** Which conversation is whose: here, the groups that tickets have to themselves. */
import type { Address } from '../../platform/address.js';

export interface PlaceStore {
  /** Where the ticket's group on this platform is; null when it has none. */
  groupOf(ticketId: number, platform: string): Promise<Address | null>;
  /** What is said there from now on is about this ticket, and said to this team. */
  bind(group: {
    readonly address: Address;
    readonly ticketId: number;
    readonly team: string | null;
  }): Promise<void>;
}
