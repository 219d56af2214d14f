/** Our addresses and WeCom's receivers: a member by userid, or a group chat that this app opened. */
import { type Address, addressOf } from '../../src/platform/address.js';

export type Receiver =
  | { readonly kind: 'person'; readonly account: string }
  | { readonly kind: 'group'; readonly chatId: string };

export interface Places {
  /** The conversation of a member with the app. */
  person(account: string): Address;
  group(chatId: string): Address;
  /** Null for an address of another company or platform. */
  receiver(address: Address): Receiver | null;
}

/** No userid holds a slash. https://developer.work.weixin.qq.com/document/path/90195 */
const GROUP = 'appchat/';

/** The same letters in another case are the same person: https://developer.work.weixin.qq.com/document/path/90196 */
export const accountOf = (userId: string): string => userId.toLowerCase();

export function placesOf(corpId: string): Places {
  return {
    person: (account) => addressOf('wecom', corpId, accountOf(account)),
    group: (chatId) => addressOf('wecom', corpId, `${GROUP}${chatId}`),
    receiver(address) {
      const [platform, corp, place = '', thread] = address.split(':');
      if (platform !== 'wecom' || corp !== corpId || place === '' || thread !== undefined) return null;
      if (place.startsWith(GROUP)) return { kind: 'group', chatId: place.slice(GROUP.length) };
      return { kind: 'person', account: place.replaceAll('%3A', ':').replaceAll('%25', '%') };
    },
  };
}
