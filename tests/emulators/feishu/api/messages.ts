/** https://open.feishu.cn/document/server-docs/im-v1/message/intro: sent, replied, read, recalled. */
import { addMessage, type Message, messageData } from '../messages.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import { cannotBeSaid, mayNotSpeak, placeToSpeak } from '../sending.js';
import type { World } from '../world.js';
import { type Answered, type Api, type Call, missing, page, text } from './call.js';

const MOST_UUID = 50;

export const messageApis: readonly Api[] = [
  {
    name: 'im.message.create',
    method: 'POST',
    path: '/open-apis/im/v1/messages',
    act(call) {
      const refusal = missing(call.body, 'receive_id', 'msg_type', 'content');
      if (refusal) return refusal;
      const chat = placeToSpeak(
        call.world,
        call.query.get('receive_id_type') ?? '',
        text(call.body.receive_id),
      );
      return isRefusal(chat) ? chat : send(call, chat.id);
    },
  },
  {
    name: 'im.message.reply',
    method: 'POST',
    path: '/open-apis/im/v1/messages/:message_id/reply',
    act(call) {
      const { world, params, body } = call;
      const message = standing(world, params.message_id);
      if (isRefusal(message)) return message;
      const chat = world.chats.get(message.chatId);
      const refusal =
        missing(body, 'msg_type', 'content') ?? (chat ? mayNotSpeak(world, chat) : refuse(232006));
      return refusal ?? send(call, message.chatId, { to: message, inThread: body.reply_in_thread === true });
    },
  },
  {
    name: 'im.message.get',
    method: 'GET',
    path: '/open-apis/im/v1/messages/:message_id',
    act({ world, params }) {
      const message = world.messages.get(params.message_id ?? '');
      return message ? { data: { items: [messageData(world, message)] } } : refuse(231003);
    },
  },
  {
    name: 'im.message.list',
    method: 'GET',
    path: '/open-apis/im/v1/messages',
    act({ world, query }) {
      const id = query.get('container_id') ?? '';
      const type = query.get('container_id_type');
      if (type !== 'chat' && type !== 'thread') return refuse(230001, ' ext=invalid container_id_type');
      if (type === 'chat' && !world.chats.get(id)?.hasBot) return refuse(230002);
      const there = [...world.messages.values()].filter(
        ({ chatId, threadId }) => (type === 'chat' ? chatId : threadId) === id,
      );
      if (query.get('sort_type') === 'ByCreateTimeDesc') there.reverse();
      const { items, more } = page(query, there, 50);
      return { data: { ...more, items: items.map((message) => messageData(world, message)) } };
    },
  },
  {
    name: 'im.message.delete',
    method: 'DELETE',
    path: '/open-apis/im/v1/messages/:message_id',
    act({ world, params }) {
      const message = own(world, params.message_id);
      if (isRefusal(message)) return message;
      message.recalled = true;
      return { data: {} };
    },
  },
];

function send(
  { world, body }: Call,
  chatId: string,
  reply?: { readonly to: Message; readonly inThread: boolean },
): Answered | Refusal {
  const now = world.clock.now();
  const uuid = text(body.uuid);
  if (uuid.length > MOST_UUID) return refuse(230001, ` ext=uuid is longer than ${MOST_UUID}`);
  const before = world.messages.get(uuid === '' ? '' : (world.limits.sentUnder(uuid, now) ?? ''));
  if (before) return { data: messageData(world, before) };
  const type = text(body.msg_type);
  const content = text(body.content);
  const refusal = cannotBeSaid(world, type, content);
  if (refusal) return refusal;
  if (!world.limits.chat(chatId, now)) return refuse(230020);
  const message = addMessage(world, {
    chatId,
    sender: { type: 'app', id: world.app.appId },
    type,
    content,
    ...(reply && { replyTo: reply.to, inThread: reply.inThread }),
  });
  if (uuid !== '') world.limits.remember(uuid, message.id, now);
  world.tally.show(`${chatId} ${reply?.to.id ?? ''}`, content);
  return { data: messageData(world, message) };
}

/** A message that is there and was not recalled. */
export function standing(world: World, id: string | undefined): Message | Refusal {
  const message = world.messages.get(id ?? '');
  if (!message) return refuse(231003);
  return message.recalled ? refuse(230011) : message;
}

/** One of the bot's own. */
export function own(world: World, id: string | undefined): Message | Refusal {
  const message = standing(world, id);
  return isRefusal(message) || message.sender.type === 'app' ? message : refuse(230012);
}
