/** Where a person listens and speaks: the private conversation with the desk, and the groups they belong to. */
import { type Address, addressOf } from '../../src/platform/address.js';
import type { PeopleView } from '../../src/platform/context.js';
import type { Place } from './wire.js';

export function directAddress(account: string): Address {
  return addressOf('web', 'desk', account);
}

/** Asked anew at every resume: who leaves a team stops hearing it. */
export async function placesOf(people: PeopleView, account: string): Promise<readonly Place[]> {
  const known = await people.find(account);
  const own = directAddress(account);
  const groups = (known?.places ?? []).filter((place) => place.address !== own);
  return [
    { address: own, name: '', private: true },
    ...groups.map(({ address, name }) => ({ address, name, private: false })),
  ];
}
