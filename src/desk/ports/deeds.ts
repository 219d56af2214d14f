/** What changes besides tickets: each deed is written, and kept as a fact of the desk's own history, in one save. */
import type { BindingTarget } from '../../people/binding.js';
import type { LinkPurpose } from '../../people/log-in.js';
import type { Locale, Role } from '../../people/people.js';
import type { Address } from '../../platform/address.js';
import type { Change, Saved } from './change.js';

/** In the past tense, like the events of a ticket: the record keeps them as they are, but for what is `secret`. */
export type Deed = MemberDeed | IdentityDeed | LogInDeed;

export type MemberDeed =
  | {
      readonly deed: 'memberJoined';
      readonly member: string;
      readonly name: string;
      readonly roles: readonly Role[];
      readonly locale: Locale;
    }
  | {
      readonly deed: 'memberChanged';
      readonly member: string;
      readonly change: {
        readonly name?: string;
        readonly teams?: readonly string[];
        readonly roles?: readonly Role[];
        readonly active?: boolean;
      };
    };

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
  /** A member's account on a platform of our own, where who they are is proved by the link they came with. */
  | {
      readonly deed: 'accountOpened';
      readonly platform: string;
      readonly account: string;
      readonly address: Address;
      readonly member: string;
    }
  | {
      readonly deed: 'identityUnbound';
      readonly platform: string;
      readonly account: string;
      readonly from: BindingTarget;
    };

/** Ways into our page, and what became of them. */
export type LogInDeed =
  | {
      readonly deed: 'linkMade';
      readonly link: string;
      readonly purpose: LinkPurpose;
      readonly member: string | null;
      readonly expiresAt: number | null;
      /** How many the member had been given since then, as it was read: two asked for at once are two. */
      readonly lately: { readonly since: number; readonly count: number } | null;
      /** SHA-256 of the token, in hex. */
      readonly secret: { readonly hash: string };
    }
  | { readonly deed: 'linkRevoked'; readonly link: string }
  /** The link is used up, by one of all who try. */
  | { readonly deed: 'loggedIn'; readonly link: string; readonly member: string }
  | { readonly deed: 'loggedOut'; readonly link: string };

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
