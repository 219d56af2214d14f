/** Events and callbacks as they travel: schema 2.0, the same body over a webhook and over the long connection. */
import type { Chat } from './chats.js';
import type { Person } from './directory.js';
import { newId } from './ids.js';
import type { Message } from './messages.js';
import type { World } from './world.js';

export const CARD_ACTION = 'card.action.trigger';

export interface EventBody {
  readonly schema: '2.0';
  readonly header: {
    readonly event_id: string;
    readonly event_type: string;
    readonly create_time: string;
    readonly token: string;
    readonly app_id: string;
    readonly tenant_key: string;
  };
  readonly event: object;
}

export function eventBody(world: World, type: string, event: object, eventId = newId('event')): EventBody {
  return {
    schema: '2.0',
    header: {
      event_id: eventId,
      event_type: type,
      create_time: String(world.clock.now()),
      token: world.app.verificationToken,
      app_id: world.app.appId,
      tenant_key: world.tenantKey,
    },
    event,
  };
}

export function userId({ openId, unionId, userId }: Person): object {
  return { open_id: openId, union_id: unionId, user_id: userId };
}

/** https://open.feishu.cn/document/server-docs/im-v1/message/events/receive */
export function messageReceived(world: World, chat: Chat, person: Person, message: Message): object {
  return {
    sender: { sender_id: userId(person), sender_type: 'user', tenant_key: world.tenantKey },
    message: {
      message_id: message.id,
      ...(message.rootId && { root_id: message.rootId }),
      ...(message.parentId && { parent_id: message.parentId }),
      ...(message.threadId && { thread_id: message.threadId }),
      create_time: String(message.createdAt),
      update_time: String(message.updatedAt),
      chat_id: chat.id,
      chat_type: chat.type,
      message_type: message.type,
      content: message.content,
      ...(message.mentions.length > 0 && {
        mentions: message.mentions.map(({ key, openId, name }) => {
          const mentioned = world.people.get(openId);
          const id = mentioned ? userId(mentioned) : { open_id: openId, union_id: '', user_id: '' };
          return { key, id, name, tenant_key: world.tenantKey };
        }),
      }),
    },
  };
}

/** https://open.feishu.cn/document/feishu-cards/card-callback-communication */
export function cardActed(
  world: World,
  person: Person,
  message: Message,
  token: string,
  action: object,
): object {
  return {
    operator: { tenant_key: world.tenantKey, ...userId(person) },
    token,
    action: { timezone: 'Asia/Shanghai', ...action },
    host: 'im_message',
    context: { open_message_id: message.id, open_chat_id: message.chatId },
  };
}
