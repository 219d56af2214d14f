/** Our addresses and Feishu's receivers: a person (`ou_`), a group (`oc_`), or a thread under a message of a group. */
import { type Address, addressOf } from '../../src/platform/address.js';

export interface Receiver {
  readonly type: 'open_id' | 'chat_id';
  readonly id: string;
  /** The message a thread hangs from; absent: the place itself. */
  readonly root?: string;
}

export interface Places {
  /** The conversation of a person with the bot. */
  person(openId: string): Address;
  group(chatId: string, root?: string): Address;
  /** Null for an address of another app or platform. */
  receiver(address: Address): Receiver | null;
}

/** Ids of people hold for one app, so the app is the workspace. */
export function placesOf(appId: string): Places {
  return {
    person: (openId) => addressOf('feishu', appId, openId),
    group: (chatId, root) => addressOf('feishu', appId, chatId, root),
    receiver(address) {
      const [platform, app, id = '', root] = address.split(':');
      if (platform !== 'feishu' || app !== appId || !/^o[uc]_/u.test(id)) return null;
      const type = id.startsWith('ou_') ? 'open_id' : 'chat_id';
      return root === undefined ? { type, id } : { type, id, root };
    },
  };
}
