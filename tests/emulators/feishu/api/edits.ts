/** What may still be changed about a message of the bot: its card, its text, and a card by a callback's token. */
import type { Message } from '../messages.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import { cannotBeSaid, mayNotSpeak } from '../sending.js';
import type { World } from '../world.js';
import { type Api, missing, text } from './call.js';
import { own } from './messages.js';

const DAY_MS = 86_400_000;
/** https://open.feishu.cn/document/server-docs/im-v1/message-card/patch */
const UPDATABLE_MS = 14 * DAY_MS;
/** https://open.feishu.cn/document/server-docs/im-v1/message/update */
const MOST_EDITS = 20;

export const editApis: readonly Api[] = [
  {
    name: 'im.message.patch',
    method: 'PATCH',
    path: '/open-apis/im/v1/messages/:message_id',
    act({ world, params, body }) {
      const message = own(world, params.message_id);
      if (isRefusal(message)) return message;
      if (message.type !== 'interactive') return refuse(230054);
      const absent = missing(body, 'content');
      if (absent) return absent;
      const refusal = changeRefused(world, message, text(body.content));
      if (refusal) return refusal;
      change(world, message, text(body.content));
      return { data: {} };
    },
  },
  {
    name: 'im.message.update',
    method: 'PUT',
    path: '/open-apis/im/v1/messages/:message_id',
    act({ world, params, body }) {
      const message = own(world, params.message_id);
      if (isRefusal(message)) return message;
      const type = text(body.msg_type);
      if (!['text', 'post'].includes(type) || !['text', 'post'].includes(message.type)) return refuse(230054);
      if (message.edits >= MOST_EDITS) return refuse(230072);
      const refusal = changeRefused(world, message, text(body.content), type);
      if (refusal) return refusal;
      message.type = type;
      message.edits += 1;
      change(world, message, text(body.content));
      return { data: {} };
    },
  },
  {
    // https://open.feishu.cn/document/ukTMukTMukTM/uMDO1YjLzgTN24yM4UjN
    name: 'interactive.card.update',
    method: 'POST',
    path: '/open-apis/interactive/v1/card/update',
    act({ world, body }) {
      const token = world.cardTokens.get(text(body.token));
      if (!token || token.usesLeft === 0 || token.until <= world.clock.now()) return refuse(200810);
      const message = own(world, token.messageId);
      if (isRefusal(message)) return message;
      const content = JSON.stringify(body.card ?? null);
      const refusal = cannotBeSaid(world, 'interactive', content);
      if (refusal) return refusal;
      token.usesLeft -= 1;
      change(world, message, content);
      return { data: {} };
    },
  },
];

function changeRefused(
  world: World,
  message: Message,
  content: string,
  type = message.type,
): Refusal | undefined {
  const now = world.clock.now();
  const chat = world.chats.get(message.chatId);
  const silent = chat ? mayNotSpeak(world, chat) : refuse(232006);
  if (silent) return silent;
  if (message.createdAt + UPDATABLE_MS <= now) return refuse(230031);
  const refusal = cannotBeSaid(world, type, content);
  if (refusal) return refusal;
  return world.limits.message(message.id, now) ? undefined : refuse(230020);
}

export function change(world: World, message: Message, content: string): void {
  message.content = content;
  message.updatedAt = Math.max(world.clock.now(), message.createdAt + 1);
  world.tally.updated += 1;
}
