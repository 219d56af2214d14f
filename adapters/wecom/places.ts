/** Our addresses and WeCom's receivers: a member by userid, a group chat that this app opened, a chat with the bot, or a group with a robot of ours. */
import { type Address, addressOf } from '../../src/platform/address.js';

export type Receiver =
  | { readonly kind: 'person'; readonly account: string }
  | { readonly kind: 'group'; readonly chatId: string }
  /** A group with the bot in it, or somebody alone with it: there the chat's id is their userid. */
  | { readonly kind: 'bot'; readonly chatId: string }
  /** A group that hears us by the webhook of its robot, and says nothing. */
  | { readonly kind: 'robot'; readonly name: string };

export interface Places {
  /** The conversation of a member with the app. */
  person(account: string): Address;
  group(chatId: string): Address;
  bot(chatId: string): Address;
  robot(name: string): Address;
  /** Null for an address of another company or platform. */
  receiver(address: Address): Receiver | null;
}

/** No userid holds a slash. https://developer.work.weixin.qq.com/document/path/90195 */
const GROUP = 'appchat/';
const BOT = 'bot/';
const ROBOT = 'robot/';

/** The same letters in another case are the same person: https://developer.work.weixin.qq.com/document/path/90196 */
export const accountOf = (userId: string): string => userId.toLowerCase();

export function placesOf(corpId: string): Places {
  return {
    person: (account) => addressOf('wecom', corpId, accountOf(account)),
    group: (chatId) => addressOf('wecom', corpId, `${GROUP}${chatId}`),
    bot: (chatId) => addressOf('wecom', corpId, `${BOT}${chatId}`),
    robot: (name) => addressOf('wecom', corpId, `${ROBOT}${name}`),
    receiver(address) {
      const [platform, corp, escaped = '', thread] = address.split(':');
      if (platform !== 'wecom' || corp !== corpId || escaped === '' || thread !== undefined) return null;
      const place = escaped.replaceAll('%3A', ':').replaceAll('%25', '%');
      if (place.startsWith(GROUP)) return { kind: 'group', chatId: place.slice(GROUP.length) };
      if (place.startsWith(BOT)) return { kind: 'bot', chatId: place.slice(BOT.length) };
      if (place.startsWith(ROBOT)) return { kind: 'robot', name: place.slice(ROBOT.length) };
      return { kind: 'person', account: place };
    },
  };
}
