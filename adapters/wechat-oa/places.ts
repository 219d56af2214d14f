/** Our addresses and WeChat's receivers: somebody's conversation with the account, the notices they agreed to, or template messages. */
import { type Address, addressOf } from '../../src/platform/address.js';

export interface Receiver {
  /** `notices`: one for each consent; `templates`: to any follower. Both by templates, whether the conversation is open or not. */
  readonly kind: 'chat' | 'notices' | 'templates';
  readonly openId: string;
}

export interface Places {
  person(openId: string): Address;
  notices(openId: string): Address;
  templates(openId: string): Address;
  /** Null for an address of another account or platform. */
  receiver(address: Address): Receiver | null;
}

export const PLATFORM = 'wechat-oa';
/** No openid holds a slash. */
const KINDS = ['notices', 'templates'] as const;

export function placesOf(appId: string): Places {
  return {
    person: (openId) => addressOf(PLATFORM, appId, openId),
    notices: (openId) => addressOf(PLATFORM, appId, `notices/${openId}`),
    templates: (openId) => addressOf(PLATFORM, appId, `templates/${openId}`),
    receiver(address) {
      const [platform, app, place = '', thread] = address.split(':');
      if (platform !== PLATFORM || app !== appId || place === '' || thread !== undefined) return null;
      const kind = KINDS.find((each) => place.startsWith(`${each}/`));
      return kind ? { kind, openId: place.slice(kind.length + 1) } : { kind: 'chat', openId: place };
    },
  };
}
