/** Our addresses and the customers of the account: one conversation with each. Pure. */
import { type Address, addressOf } from '../../src/platform/address.js';

const PLATFORM = 'wechat-kf';

export interface Places {
  person(account: string): Address;
  /** Null for an address of another account or platform. */
  receiver(address: Address): string | null;
}

export function placesOf(kfId: string): Places {
  return {
    person: (account) => addressOf(PLATFORM, kfId, account),
    receiver(address) {
      const [platform, kf, escaped = '', thread] = address.split(':');
      if (platform !== PLATFORM || kf !== kfId || escaped === '' || thread !== undefined) return null;
      return escaped.replaceAll('%3A', ':').replaceAll('%25', '%');
    },
  };
}
