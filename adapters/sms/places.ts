/** Our addresses and phone numbers: a number is a place of the application that writes to it. */
import { type Address, addressOf } from '../../src/platform/address.js';
import { e164 } from '../shared/e164.js';

export interface Places {
  person(account: string): Address;
  /** Null for an address of another application or platform, and for what is no number. */
  number(address: Address): string | null;
}

export function placesOf(appId: string): Places {
  return {
    person: (account) => addressOf('sms', appId, e164(account) ?? account),
    number(address) {
      const [platform, app, place = '', thread] = address.split(':');
      return platform === 'sms' && app === appId && thread === undefined ? e164(place) : null;
    },
  };
}
