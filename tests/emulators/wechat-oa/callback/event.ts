/** Callbacks as they are inside: a message of a person, or an event. https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html */
import type { XmlFields } from '../../kit/callback-xml.js';
import { newMsgId } from '../ids.js';
import type { World } from '../world.js';

export interface CallbackEvent {
  /** What faults go by: the message's type, or the event's name. */
  readonly subject: string;
  /** Whose it is: also named in the address. */
  readonly openId: string;
  readonly fields: XmlFields;
}

export function messageEvent(
  world: World,
  openId: string,
  type: string,
  content: XmlFields,
  msgId = newMsgId(),
): CallbackEvent {
  const fields = { ...head(world, openId, type), ...content, MsgId: msgId };
  return { subject: type, openId, fields };
}

export function plainEvent(
  world: World,
  openId: string,
  event: string,
  content: XmlFields = {},
): CallbackEvent {
  return { subject: event, openId, fields: { ...head(world, openId, 'event'), Event: event, ...content } };
}

function head({ account, clock }: World, openId: string, type: string): XmlFields {
  return {
    ToUserName: account.originalId,
    FromUserName: openId,
    CreateTime: Math.floor(clock.now() / 1000),
    MsgType: type,
  };
}
