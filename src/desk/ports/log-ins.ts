/** One-time links and the sessions they start. */
import type { LinkPurpose, LoginLink } from '../../people/log-in.js';
import type { Locale, Role } from '../../people/people.js';
import type { Address } from '../../platform/address.js';
import type { LoggedIn } from '../../platform/log-ins.js';

export interface LogInStore {
  make(link: NewLink): Promise<void>;
  /** By the hash of its token. */
  find(tokenHash: Uint8Array): Promise<LoginLink | null>;
  /** An administrator has logged in before, or has an account on a platform other than ours and so can ask the bot for a link. */
  administered(): Promise<boolean>;
  /** Ids of the first administrator's links that nobody has used or revoked. */
  offered(): Promise<readonly string[]>;
  revoke(id: string, now: number): Promise<void>;
  /** The preferred account of a member on a platform; null when they have none. */
  account(memberId: string, platform: string): Promise<string | null>;
  /** Uses the link up and binds the account, all or nothing. `spent`: somebody was faster. `moved`: the directory is another one by now. */
  use(entry: Entry): Promise<'used' | 'spent' | 'moved'>;
  /** Null when nobody used this link, the session has ended, the member has left, or they have no account on the platform any more. */
  session(id: string, platform: string): Promise<LoggedIn | null>;
  end(id: string, now: number): Promise<void>;
}

export interface NewLink {
  readonly id: string;
  readonly tokenHash: Uint8Array;
  readonly purpose: LinkPurpose;
  readonly memberId: string | null;
  readonly now: number;
  readonly expiresAt: number | null;
}

export interface Entry {
  readonly link: string;
  readonly member: { readonly id: string };
  /** The member is not in the directory yet. */
  readonly joins: {
    readonly name: string;
    readonly roles: readonly Role[];
    readonly locale: Locale;
  } | null;
  /** The account they come in with. */
  readonly identity: { readonly platform: string; readonly account: string; readonly address: Address };
  /** The directory's version this rests on, when it changes by this. */
  readonly changes: number | null;
  readonly now: number;
}
