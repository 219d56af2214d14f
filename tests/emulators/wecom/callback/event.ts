/** Callbacks as they are inside: a message of a person to the app, or an event. */

import type { XmlFields } from '../../kit/callback-xml.js';
import { newMsgId } from '../ids.js';
import type { World } from '../world.js';

export interface CallbackEvent {
  /** What faults go by: the message's type, or the event's name. */
  readonly subject: string;
  readonly fields: XmlFields;
}

/** https://developer.work.weixin.qq.com/document/path/90239 */
export function messageEvent(
  world: World,
  from: string,
  type: string,
  content: XmlFields,
  msgId = newMsgId(),
): CallbackEvent {
  const fields = { ...head(world, from, type), ...content, MsgId: msgId, AgentID: world.app.agentId };
  return { subject: type, fields };
}

/** https://developer.work.weixin.qq.com/document/path/90240 */
export function plainEvent(
  world: World,
  from: string,
  event: string,
  content: XmlFields = {},
): CallbackEvent {
  const fields = { ...head(world, from, 'event'), Event: event, ...content, AgentID: world.app.agentId };
  return { subject: event, fields };
}

function head(world: World, from: string, type: string): XmlFields {
  return {
    ToUserName: world.app.corpId,
    FromUserName: from,
    CreateTime: Math.floor(world.clock.now() / 1000),
    MsgType: type,
  };
}
