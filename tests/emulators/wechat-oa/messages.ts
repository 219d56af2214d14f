/** What stands on people's screens: the conversation with the account, and the notices that WeChat shows beside it. */
import type { Json } from './api/call.js';
import type { Follower } from './followers.js';
import type { World } from './world.js';

export interface Message {
  readonly id: string;
  readonly openId: string;
  /** `account`, `wechat`, or the person themselves. */
  readonly from: 'account' | 'wechat' | 'person';
  /** `template` and `notice` stand in the list of service notices as well. */
  readonly kind: 'chat' | 'template' | 'notice';
  readonly type: string;
  readonly content: Json;
  readonly at: number;
}

type Shown = Omit<Message, 'openId' | 'at'>;

export function show(world: World, { openId }: Follower, shown: Shown): Message {
  const message = { ...shown, openId, at: world.clock.now() };
  world.messages.push(message);
  if (shown.from === 'account')
    world.tally.show(`${shown.kind} ${openId}`, JSON.stringify([shown.type, shown.content]));
  return message;
}
