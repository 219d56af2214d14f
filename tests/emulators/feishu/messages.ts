/** What was said: by people and by the bot, with its thread, its edits and its recall. */
import { newId } from './ids.js';
import type { World } from './world.js';

export interface Mention {
  /** `@_user_1`: stands in the text where the name is shown. */
  readonly key: string;
  readonly openId: string;
  readonly name: string;
}

export interface Message {
  readonly id: string;
  readonly chatId: string;
  readonly sender: { readonly type: 'app' | 'user'; readonly id: string };
  type: string;
  /** JSON, as the API carries it. */
  content: string;
  readonly mentions: readonly Mention[];
  readonly parentId: string | undefined;
  readonly rootId: string | undefined;
  threadId: string | undefined;
  readonly createdAt: number;
  updatedAt: number;
  edits: number;
  recalled: boolean;
  /** Who was called: open id and how. */
  readonly urgents: { readonly openId: string; readonly kind: 'app' | 'sms' | 'phone' }[];
  readonly reactions: { readonly id: string; readonly emoji: string; readonly by: string }[];
  pinned: boolean;
}

export interface NewMessage {
  readonly chatId: string;
  readonly sender: Message['sender'];
  readonly type: string;
  readonly content: string;
  readonly mentions?: readonly Mention[];
  readonly replyTo?: Message;
  readonly inThread?: boolean;
}

export function addMessage(world: World, given: NewMessage): Message {
  const { replyTo } = given;
  if (replyTo && given.inThread) replyTo.threadId ??= newId('thread');
  const now = world.clock.now();
  const message: Message = {
    id: newId('message'),
    chatId: given.chatId,
    sender: given.sender,
    type: given.type,
    content: given.content,
    mentions: given.mentions ?? [],
    parentId: replyTo?.id,
    rootId: replyTo?.rootId ?? replyTo?.id,
    threadId: replyTo?.threadId,
    createdAt: now,
    updatedAt: now,
    edits: 0,
    recalled: false,
    urgents: [],
    reactions: [],
    pinned: false,
  };
  world.messages.set(message.id, message);
  return message;
}

/** As the API shows a message: https://open.feishu.cn/document/server-docs/im-v1/message/get */
export function messageData(world: World, message: Message): object {
  const { sender } = message;
  return {
    message_id: message.id,
    ...(message.rootId && { root_id: message.rootId }),
    ...(message.parentId && { parent_id: message.parentId }),
    ...(message.threadId && { thread_id: message.threadId }),
    msg_type: message.type,
    create_time: String(message.createdAt),
    update_time: String(message.updatedAt),
    deleted: message.recalled,
    updated: message.updatedAt > message.createdAt,
    chat_id: message.chatId,
    sender: {
      id: sender.id,
      id_type: sender.type === 'app' ? 'app_id' : 'open_id',
      sender_type: sender.type,
      tenant_key: world.tenantKey,
    },
    body: { content: message.recalled ? '{"text":"This message was recalled"}' : message.content },
    ...(message.mentions.length > 0 && {
      mentions: message.mentions.map(({ key, openId, name }) => ({
        key,
        id: openId,
        id_type: 'open_id',
        name,
        tenant_key: world.tenantKey,
      })),
    }),
  };
}
