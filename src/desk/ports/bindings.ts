/** Requests to make two accounts one person, and which accounts somebody has. */
import type { Binding, BindingTarget } from '../../people/binding.js';
import type { KnownAccount } from '../../people/listed.js';
import type { Address } from '../../platform/address.js';

export interface BindingStore {
  /** Requests by this account and for this person asked at `since` or later. */
  recent(
    asker: { readonly platform: string; readonly account: string },
    target: BindingTarget | null,
    since: number,
  ): Promise<readonly Binding[]>;
  /** Whether the code belongs to the request; compared as salted digests. */
  matches(id: string, code: string): Promise<boolean>;
  /** Every account of every member. */
  memberAccounts(): Promise<readonly KnownAccount[]>;
  /** The accounts of a person, in the order in which they are written to. */
  identities(person: BindingTarget): Promise<readonly BoundIdentity[]>;
}

export interface BoundIdentity {
  readonly platform: string;
  readonly account: string;
  /** Where the account is written to alone; null when we only know that it exists. */
  readonly address: Address | null;
}
