/** One text to many customers: who they are, what was planned, and what became of it. */
import type { Customer } from '../../people/customer.js';
import type { Requester } from '../../people/people.js';
import type { Selection } from '../../sop/selection.js';

export interface BatchStore {
  /** Every person of the customers that are meant, at most `limit`, in one order. */
  recipients(meant: Selection, limit: number): Promise<readonly BatchRecipient[]>;
  batch(id: string): Promise<Batch | null>;
  /** Those that were sent, newest first. */
  sent(limit: number): Promise<readonly Batch[]>;
  /** What has become of each message so far. */
  fates(id: string): Promise<readonly BatchFate[]>;
}

export interface BatchRecipient {
  readonly requester: Requester;
  readonly customer: Omit<Customer, 'stageAt'>;
  /** They asked somewhere to hear nothing more. */
  readonly optedOut: boolean;
  /** Platforms on which we know who they are. */
  readonly platforms: readonly string[];
}

export interface Batch {
  readonly id: string;
  /** An actor's name. */
  readonly by: string;
  readonly meant: Selection;
  readonly text: string;
  readonly sentAt: number | null;
  readonly recalledAt: number | null;
}

export interface BatchFate {
  /** Name of the requester. */
  readonly name: string;
  /** `elsewhere`: it went another way than the first. */
  readonly fate: 'sent' | 'arrived' | 'waiting' | 'elsewhere' | 'failed' | 'recalled';
}
