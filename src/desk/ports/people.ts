/** The directory, and who is behind an account. */
import type { Customer } from '../../people/customer.js';
import type { Directory, Requester } from '../../people/people.js';
import type { PersonRef } from './inbox.js';

/** People and what is published. */
export interface PeopleStore {
  directory(): Promise<Directory>;
  /** Person behind an account; null when unknown. */
  person(platform: string, account: string): Promise<PersonRef | null>;
  requester(id: string): Promise<Requester | null>;
  /** Many at once; whoever is not there is left out. */
  requesters(ids: readonly string[]): Promise<ReadonlyMap<string, Requester>>;
  /** The dates of customers, for what waits around them. */
  dates(ids: readonly string[]): Promise<ReadonlyMap<string, Pick<Customer, 'id' | 'dates'>>>;
}
