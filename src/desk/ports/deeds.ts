/** What changes besides tickets: each deed is written, and kept as a fact of the desk's own history, in one save. */
import type { HolidayYear } from '../../calendar/holidays.js';
import type { BindingTarget } from '../../people/binding.js';
import type { Standing } from '../../people/directory-difference.js';
import type { KnownAccount } from '../../people/listed.js';
import type { LinkPurpose } from '../../people/log-in.js';
import type { Locale, Preferences, QuietHours } from '../../people/people.js';
import type { Address } from '../../platform/address.js';
import type { Selection } from '../../sop/selection.js';
import type { Change, Saved } from './change.js';
import type { ErasedCounts, ErasureAsked } from './erasure.js';

/** In the past tense, like the events of a ticket: the record keeps them as they are, but for what is `secret`. */
export type Deed =
  | MemberDeed
  | IdentityDeed
  | LogInDeed
  | PreferenceDeed
  | ContentDeed
  | HolidaysDeed
  | ErasureDeed
  | BatchDeed;

export interface MemberDeed {
  readonly deed: 'membersChanged';
  /** How these stand from now on, with us: they joined, came back or changed. */
  readonly standing: readonly Standing[];
  /** Ids of those who have left. */
  readonly leaving: readonly string[];
  /** Without an address: nothing can be sent there, it only tells who somebody is. */
  readonly accounts: readonly (KnownAccount & { readonly address: Address | null })[];
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

/** A kept content version went live in place of another: a new one, or by a rollback one that was live before. */
export interface ContentDeed {
  readonly deed: 'contentPublished';
  readonly content: string;
  readonly replaced: string | null;
  readonly rollback: boolean;
}

/** Official holidays were imported, or such an import was taken back; null: what comes with the program counts. */
export interface HolidaysDeed {
  readonly deed: 'holidaysImported';
  readonly years: readonly {
    readonly year: number;
    readonly was: HolidayYear | null;
    readonly is: HolidayYear | null;
  }[];
  /** It takes the import before it back. */
  readonly undoes: boolean;
}

/** One customer is to be forgotten: one administrator asks, another one does it. Nothing of the customer but its number is told. */
export type ErasureDeed =
  | { readonly deed: 'erasureAsked'; readonly customer: string; readonly expiresAt: number }
  | {
      readonly deed: 'customerErased';
      readonly customer: string;
      readonly asked: Pick<ErasureAsked, 'by' | 'at'>;
      readonly counts: ErasedCounts;
      /** What the customer, its people and its tickets are called from now on. */
      readonly secret: { readonly called: string };
    };

/** One text to many customers: shown to whoever wrote it, sent once, taken back as far as it has not gone out. */
export type BatchDeed =
  | {
      readonly deed: 'batchPlanned';
      readonly batch: string;
      readonly by: string;
      /** What was typed may name somebody: it can be erased there, and not in the history. */
      readonly secret: { readonly meant: Selection; readonly text: string };
    }
  | {
      readonly deed: 'batchSent';
      readonly batch: string;
      /** Ids of requesters. */
      readonly recipients: readonly string[];
    }
  | { readonly deed: 'batchRecalled'; readonly batch: string };

export type PreferenceDeed = MemberPreferred | RequesterPreferred;

/** From `hearsFrom` on they can be told what their quiet hours held until now. */
interface MemberPreferred {
  readonly deed: 'memberPreferred';
  readonly member: string;
  readonly preferences: Preferences;
  readonly hearsFrom: number;
}

interface RequesterPreferred {
  readonly deed: 'requesterPreferred';
  readonly requester: string;
  readonly locale: Locale;
  readonly quiet: QuietHours | null;
  readonly hearsFrom: number;
}

export interface DeedStore {
  /** All deeds and the change, or nothing. `by` is an actor's name. */
  save(deeds: readonly Deed[], by: string, change: Change, now: number): Promise<Saved>;
  /** What was done, newest first; of one kind where it is named. */
  history(limit: number, deed?: Deed['deed']): Promise<readonly Remembered[]>;
}

export interface Remembered {
  readonly at: number;
  readonly by: string;
  readonly deed: Deed;
}
