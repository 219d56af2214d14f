/** Groups we open ourselves: made empty, then filled, so that one account Feishu does not know costs nobody the group. */
import type { Groups } from '../../src/platform/adapter.js';
import type { Address } from '../../src/platform/address.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { Api } from './api.js';
import type { Places } from './places.js';
import { thrown } from './refusal.js';
import { uuidOf } from './uuid.js';

/** https://open.feishu.cn/document/server-docs/group/chat-member/create */
const MOST_AT_ONCE = 50;
/** https://open.feishu.cn/document/server-docs/group/chat/create */
const LONGEST_NAME = 60;
/** Who can be brought in is; the others are named in the answer. */
const WHOEVER_CAN = 1;

export function createGroups(api: () => Api, places: Places): Groups {
  async function fill(chat: string, accounts: readonly string[]): Promise<void> {
    // One call after the other: Feishu refuses changes of one group at the same time (232019).
    for (let from = 0; from < accounts.length; from += MOST_AT_ONCE)
      await api().call('im.chatMembers.create', (sdk, as) =>
        sdk.im.chatMembers.create(
          {
            path: { chat_id: chat },
            params: { member_id_type: 'open_id', succeed_type: WHOEVER_CAN },
            data: { id_list: accounts.slice(from, from + MOST_AT_ONCE) },
          },
          as,
        ),
      );
  }
  async function open(key: string, name: string, accounts: readonly string[]): Promise<Address> {
    const made = await api().call('im.chat.create', (sdk, as) =>
      sdk.im.chat.create(
        {
          params: { user_id_type: 'open_id', uuid: uuidOf(key) },
          data: { name: [...name].slice(0, LONGEST_NAME).join('') },
        },
        as,
      ),
    );
    if (made?.chat_id === undefined) throw new Error('expected the id of the group, got none');
    await fill(made.chat_id, accounts);
    return places.group(made.chat_id);
  }
  return {
    open: (key, name, accounts) => open(key, name, accounts).catch(thrown),
    async add(address, accounts) {
      const to = places.receiver(address);
      if (to?.type !== 'chat_id')
        throw new DeliveryError({ kind: 'rejected', reason: `expected a group of this app, got ${address}` });
      await fill(to.id, accounts).catch(thrown);
    },
  };
}
