/** What the other side lets us send, and what became of what was sent: platforms that guard their people tell both. */
import type { Address } from './address.js';

/** So many messages, by writing to us or by consent to a notice. */
export interface Allowance {
  readonly address: Address;
  /** The same key at one address replaces what is left of it, unless `at` is no later; another one adds to it. */
  readonly key: string;
  readonly messages: number;
  /** When it was given, by the platform's clock (epoch ms). */
  readonly at: number;
  /** When it ends (epoch ms). Null: never. */
  readonly until: number | null;
  /** It is a consent: only a notice by this template uses it up. */
  readonly template?: string;
}

/** Somebody wants no notice by a template: they said no when they were asked, or took back what they had agreed to. */
export interface Declined {
  /** Where consents to it are given. */
  readonly address: Address;
  readonly template: string;
  /** By the platform's clock (epoch ms). */
  readonly at: number;
  /** What they had agreed to until then is void as well. */
  readonly before: boolean;
}

/** What became of a message after the platform had taken it. */
export interface Receipt {
  /** `Posted.ref` of the message. */
  readonly ref: string;
  readonly kind: 'arrived' | 'lost';
  /** Why it is lost, in words for whoever looks into it. */
  readonly reason?: string;
}
