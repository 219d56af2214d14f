/** The directory, and who is behind an account. */
import type { Customer } from '../../people/customer.js';
import type { Directory, Locale, Member, Requester } from '../../people/people.js';
import type { PersonRef } from './inbox.js';

/** People and what is published. */
export interface PeopleStore {
  directory(): Promise<Directory>;
  /** Only its version: whether one that was read still stands. */
  directoryVersion(): Promise<number>;
  /** Person behind an account; null when unknown. */
  person(platform: string, account: string): Promise<PersonRef | null>;
  requester(id: string): Promise<Requester | null>;
  /** What a member has as long as they choose nothing themselves; null when unknown. */
  defaults(member: string): Promise<Pick<Member, 'locale' | 'addresses'> | null>;
  /** Id of the requester the house itself is, called as the company: whose ticket a routine's own is. */
  ourselves(as: { readonly name: string; readonly locale: Locale; readonly now: number }): Promise<string>;
  /** Many at once; whoever is not there is left out. */
  requesters(ids: readonly string[]): Promise<ReadonlyMap<string, Requester>>;
  /**
   * Where else requesters can be told, by who they are on each platform; a phone number counts for text messages.
   * Not where they want to hear nothing more.
   */
  accounts(requester: string): Promise<readonly { readonly platform: string; readonly account: string }[]>;
  /** Who is written to there: the id of a requester, or null. */
  requesterAt(address: string): Promise<string | null>;
  /** Since `at` they want to hear nothing more through that account; null: they do again. */
  optOut(platform: string, account: string, at: number | null): Promise<void>;
  /** Requesters of this name, or of the customer of this name; those of similar names when there are none. */
  called(name: string, limit: number): Promise<CalledPeople>;
  /** What a ticket may rest on of its customer: what is promised to their tier, and what waits around their dates. */
  customers(ids: readonly string[]): Promise<ReadonlyMap<string, Pick<Customer, 'id' | 'tier' | 'dates'>>>;
}

export interface CalledPeople {
  /** All of them are called exactly as was said. */
  readonly exact: boolean;
  readonly people: readonly NamedPerson[];
}

/** A requester with what tells two of one name apart. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string;
  /** The customer's name. */
  readonly customer: string | null;
  /** Personal. */
  readonly phone: string | null;
}
