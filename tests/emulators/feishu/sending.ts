/** Whether the bot may say something somewhere, and whether what it wants to say can be said. */
import { cardRefused } from './card/check.js';
import type { Chat } from './chats.js';
import { directChat } from './chats.js';
import { personBy } from './directory.js';
import { type Refusal, refuse } from './refusal.js';
import type { World } from './world.js';

const MOST_TEXT_BYTES = 150 * 1024;
const MOST_CARD_BYTES = 30 * 1024;
const MEDIA: Readonly<Record<string, { field: string; kind: 'image' | 'file' }>> = {
  image: { field: 'image_key', kind: 'image' },
  file: { field: 'file_key', kind: 'file' },
  audio: { field: 'file_key', kind: 'file' },
  media: { field: 'file_key', kind: 'file' },
};
const SENT_AS_THEY_ARE = ['post', 'sticker', 'share_chat', 'share_user'];

/** The chat behind a `receive_id`, if the bot may speak there. */
export function placeToSpeak(world: World, type: string, id: string): Chat | Refusal {
  if (type === 'chat_id') {
    const chat = world.chats.get(id);
    return chat ? (mayNotSpeak(world, chat) ?? chat) : refuse(230001, ' ext=invalid receive_id');
  }
  if (!['open_id', 'union_id', 'user_id', 'email'].includes(type))
    return refuse(99992402, ' (receive_id_type is required)');
  const person = personBy(world, type, id);
  if (!person) return refuse(230001, ' ext=invalid receive_id');
  if (person.resigned) return refuse(230029);
  if (!person.available) return refuse(230013);
  return directChat(world, person.openId);
}

export function mayNotSpeak(world: World, chat: Chat): Refusal | undefined {
  if (chat.dissolved) return refuse(232009);
  if (!chat.hasBot) return refuse(230002);
  if (chat.type === 'group') return undefined;
  const [openId] = chat.members;
  const person = openId === undefined ? undefined : world.people.get(openId);
  if (person?.resigned) return refuse(230029);
  return person?.available ? undefined : refuse(230013);
}

/** https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json */
export function cannotBeSaid(world: World, type: string, content: string): Refusal | undefined {
  const bytes = Buffer.byteLength(content);
  if (bytes > (type === 'text' ? MOST_TEXT_BYTES : MOST_CARD_BYTES)) return refuse(230025);
  const parsed = objectOf(content);
  if (!parsed) return refuse(230001, ' ext=content is not a string in json format');
  if (type === 'interactive') return cardRefused(world, parsed);
  if (type === 'text')
    return typeof parsed.text === 'string' ? undefined : refuse(230001, ' ext=text is missing');
  const media = MEDIA[type];
  if (media) {
    const kept = world.media.get(String(parsed[media.field]));
    if (!kept?.byApp) return refuse(230017);
    return kept.kind === media.kind ? undefined : refuse(230055);
  }
  return SENT_AS_THEY_ARE.includes(type) ? undefined : refuse(230001, ' ext=invalid msg_type');
}

export function objectOf(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
