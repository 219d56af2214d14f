/** What people put into a chat: text with mentions, pictures and files, each a message of its own. */

import type { Chat } from '../chats.js';
import type { Deliveries } from '../deliveries.js';
import type { Person } from '../directory.js';
import { eventBody, messageReceived } from '../events.js';
import { keepMedia } from '../media.js';
import { addMessage, type Mention, type Message } from '../messages.js';
import type { World } from '../world.js';

export interface SentFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** A picture unless it is `file`. */
  readonly kind?: 'image' | 'file';
}

export interface SayOptions {
  /** Open ids; `bot` is the bot, `all` everybody. Where `@name` stands in the text it is replaced, otherwise put before. */
  readonly mentions?: readonly string[];
  readonly files?: readonly SentFile[];
  /** A message id: says it in reply, and in its thread if it has one. */
  readonly replyTo?: string;
  readonly eventId?: string;
}

export interface Said {
  readonly messageId: string;
  /** False where the bot does not hear it: a group, without mentioning it. */
  readonly heard: boolean;
  /** What came of the first attempt to deliver it. */
  readonly acknowledged: boolean;
}

export async function say(
  world: World,
  deliveries: Deliveries,
  person: Person,
  chat: Chat,
  text: string,
  options: SayOptions,
): Promise<Said[]> {
  const mentions = (options.mentions ?? []).map((who, index) => mention(world, who, index));
  const sender = { type: 'user', id: person.openId } as const;
  const replyTo = options.replyTo === undefined ? undefined : world.messages.get(options.replyTo);
  if (options.replyTo !== undefined && replyTo?.chatId !== chat.id) {
    throw new Error(`says: expected a message of this chat to reply to, got ${options.replyTo}`);
  }
  const common = {
    chatId: chat.id,
    sender,
    ...(replyTo && { replyTo, inThread: replyTo.threadId !== undefined }),
  };
  const messages: Message[] = [];
  if (text !== '') {
    const content = JSON.stringify({ text: withKeys(text, mentions) });
    messages.push(addMessage(world, { ...common, type: 'text', content, mentions }));
  }
  for (const { name, bytes, kind = 'image' } of options.files ?? []) {
    const media = keepMedia(world, { kind, fileType: 'stream', name, bytes, byApp: false });
    const content = kind === 'image' ? { image_key: media.key } : { file_key: media.key, file_name: name };
    messages.push(addMessage(world, { ...common, type: kind, content: JSON.stringify(content) }));
  }
  return Promise.all(
    messages.map((message) => deliver(world, deliveries, person, chat, message, options.eventId)),
  );
}

async function deliver(
  world: World,
  deliveries: Deliveries,
  person: Person,
  chat: Chat,
  message: Message,
  eventId?: string,
): Promise<Said> {
  const called = message.mentions.some(({ openId }) => openId === world.app.botOpenId);
  const heard = chat.hasBot && (chat.type === 'p2p' || world.hearsGroups || called);
  if (!heard) return { messageId: message.id, heard, acknowledged: false };
  const event = messageReceived(world, chat, person, message);
  const { acknowledged } = await deliveries.send(eventBody(world, 'im.message.receive_v1', event, eventId));
  return { messageId: message.id, heard, acknowledged };
}

function mention(world: World, who: string, index: number): Mention {
  const { app, people } = world;
  if (who === 'all') return { key: '@_all', openId: '', name: '所有人' };
  const key = `@_user_${index + 1}`;
  if (who === 'bot' || who === app.botOpenId) return { key, openId: app.botOpenId, name: app.name };
  const person = people.get(who);
  if (!person) throw new Error(`says: expected the open id of a person to mention, got ${who}`);
  return { key, openId: who, name: person.name };
}

function withKeys(text: string, mentions: readonly Mention[]): string {
  return mentions.reduce((said, { key, name }) => {
    return said.includes(`@${name}`) ? said.replaceAll(`@${name}`, key) : `${key} ${said}`;
  }, text);
}
