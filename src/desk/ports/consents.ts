/** Who was asked to agree to notices by approved templates, about which tickets, and what they said. */
import type { Address } from '../../platform/address.js';
import type { Declined } from '../../platform/allowance.js';

export interface ConsentStore {
  /** What was asked about these tickets, whoever was asked. */
  asked(tickets: readonly number[]): Promise<readonly ConsentAsk[]>;
  /** They are asked now; a yes to it is an allowance. */
  ask(asks: readonly Pick<ConsentAsk, 'address' | 'template' | 'ticketId'>[], now: number): Promise<void>;
  /** A no stands until they agree after all; told twice it is one. */
  declined(declined: Declined): Promise<void>;
}

export interface ConsentAsk {
  /** Where the notices go. */
  readonly address: Address;
  readonly template: string;
  readonly ticketId: number;
  /** To the last time. Null: not yet answered. */
  readonly answer: 'yes' | 'no' | null;
  /** So often they were asked, agreed and declined. */
  readonly times: number;
  readonly agreed: number;
  readonly declined: number;
}
