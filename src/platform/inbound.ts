/** A platform event in our words: what an adapter's `inbound` makes of a raw payload, before anything is decided. */
import type { Address } from './address.js';
import type { FileRef, LostFile } from './file.js';

export interface Inbound {
  readonly platform: string;
  /** Unique on the platform; the same event delivered twice carries the same id. */
  readonly eventId: string;
  readonly sender: Sender;
  /** Where it was said, and where the answer goes. */
  readonly address: Address;
  /** True where only the sender and the bot are present. */
  readonly private: boolean;
  readonly content: InboundContent;
  /** Said while a colleague has the conversation in our place: it is kept, and we answer nothing. */
  readonly aside?: Aside;
}

export interface Aside {
  /** The colleague who said it, by their account on `HandOver.colleagues`; null: the sender. */
  readonly by: string | null;
}

export interface Sender {
  /** The account on this platform: (platform, account) is an identity. */
  readonly account: string;
  readonly name?: string;
}

export type InboundContent =
  | { readonly kind: 'text'; readonly text: string; readonly quoted?: Quoted }
  | { readonly kind: 'button'; readonly value: string }
  /** A submitted form: `form` is the `Form.id` we sent. File inputs carry file ids. */
  | { readonly kind: 'form'; readonly form: string; readonly input: Readonly<Record<string, unknown>> }
  | { readonly kind: 'files'; readonly files: readonly FileRef[] }
  /** What was sent and could not be kept: whoever sent it thinks we have it. */
  | { readonly kind: 'lost_file'; readonly file: LostFile }
  /** Somebody says what they think of an answer of ours, or takes that back. */
  | { readonly kind: 'rated'; readonly rating: Rating }
  /** A colleague has the conversation from now on; null: none has any more, and it is ours. */
  | { readonly kind: 'handed'; readonly to: string | null }
  /** Somebody opened a conversation with the bot for the first time. */
  | { readonly kind: 'opened' };

/** The message that this one answers, as far as it has words. */
export interface Quoted {
  readonly text: string;
  /** Who said it, where the platform tells. */
  readonly account?: string;
}

export interface Rating {
  /** The `Delivery.key` of the answer. */
  readonly answer: string;
  readonly verdict: 'good' | 'bad' | 'withdrawn';
  readonly words: string;
  /** What is wrong with it, as the platform numbers that. */
  readonly reasons: readonly number[];
}
