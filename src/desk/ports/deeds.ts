/** What changes besides tickets: each deed is written, and kept as a fact of the desk's own history, in one save. */
import type { BindingTarget } from '../../people/binding.js';
import type { Standing } from '../../people/directory-difference.js';
import type { KnownAccount } from '../../people/listed.js';
import type { Locale } from '../../people/people.js';
import type { Address } from '../../platform/address.js';
import type { Change, Saved } from './change.js';

/** In the past tense, like the events of a ticket: the record keeps them as they are, but for what is `secret`. */
export type Deed = MemberDeed | IdentityDeed;

export interface MemberDeed {
  readonly deed: 'membersChanged';
  /** How these stand from now on, with us: they joined, came back or changed. */
  readonly standing: readonly Standing[];
  /** Ids of those who have left. */
  readonly leaving: readonly string[];
  readonly accounts: readonly (KnownAccount & { readonly address: Address })[];
  /** What whoever joined is spoken to in, until they choose. */
  readonly locale: Locale;
}

export type IdentityDeed =
  | {
      readonly deed: 'bindingAsked';
      readonly id: string;
      readonly platform: string;
      readonly account: string;
      readonly target: BindingTarget;
      readonly expiresAt: number;
      readonly secret: { readonly code: string };
    }
  /** A wrong code; `tries` as it was read, so that two guesses at once are two. */
  | { readonly deed: 'codeMissed'; readonly id: string; readonly tries: number }
  /** The owner said that it was not them. */
  | { readonly deed: 'bindingRefused'; readonly id: string }
  | {
      readonly deed: 'identityBound';
      readonly binding: string;
      readonly tries: number;
      readonly platform: string;
      readonly account: string;
      readonly address: Address;
      readonly to: BindingTarget;
      /** Whom the account was taken for until now. */
      readonly from: string | null;
    }
  | {
      readonly deed: 'identityUnbound';
      readonly platform: string;
      readonly account: string;
      readonly from: BindingTarget;
    };

export interface DeedStore {
  /** All deeds and the change, or nothing. `by` is an actor's name. */
  save(deeds: readonly Deed[], by: string, change: Change, now: number): Promise<Saved>;
  /** What was done, newest first. */
  history(limit: number): Promise<readonly Remembered[]>;
}

export interface Remembered {
  readonly at: number;
  readonly by: string;
  readonly deed: Deed;
}
