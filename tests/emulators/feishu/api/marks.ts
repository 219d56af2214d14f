/** What is put on a message: 加急, a reaction, a pin. */

import { personBy } from '../directory.js';
import { newId } from '../ids.js';
import { isRefusal, refuse } from '../refusal.js';
import { mayNotSpeak } from '../sending.js';
import { type Api, text, texts } from './call.js';
import { own, standing } from './messages.js';

/** https://open.feishu.cn/document/server-docs/im-v1/buzz-messages/urgent_app */
const MOST_UNREAD_URGENTS = 200;

function urgent(kind: 'app' | 'sms' | 'phone', sdkName: string): Api {
  return {
    name: `im.message.${sdkName}`,
    method: 'PATCH',
    path: `/open-apis/im/v1/messages/:message_id/urgent_${kind}`,
    act({ world, params, query, body }) {
      const message = own(world, params.message_id);
      if (isRefusal(message)) return message;
      const chat = world.chats.get(message.chatId);
      const refusal = chat ? mayNotSpeak(world, chat) : refuse(232006);
      if (refusal) return refusal;
      const ids = texts(body.user_id_list);
      if (ids.length === 0) return refuse(230001, ' ext=user_id_list is empty');
      const asked = ids.map((id) => ({
        id,
        person: personBy(world, query.get('user_id_type') ?? 'open_id', id),
      }));
      const fit = asked.filter(
        ({ person }) => person && !person.resigned && chat?.members.has(person.openId),
      );
      const full = fit.some(
        ({ person }) =>
          person && !person.unreadUrgents.has(message.id) && person.unreadUrgents.size >= MOST_UNREAD_URGENTS,
      );
      if (full) return refuse(230023);
      for (const { person } of fit) {
        person?.unreadUrgents.add(message.id);
        message.urgents.push({ openId: person?.openId ?? '', kind });
      }
      const invalid = asked.filter((one) => !fit.includes(one)).map(({ id }) => id);
      return { data: { invalid_user_id_list: invalid } };
    },
  };
}

export const markApis: readonly Api[] = [
  urgent('app', 'urgentApp'),
  urgent('sms', 'urgentSms'),
  urgent('phone', 'urgentPhone'),
  {
    name: 'im.messageReaction.create',
    method: 'POST',
    path: '/open-apis/im/v1/messages/:message_id/reactions',
    act({ world, params, body }) {
      const message = standing(world, params.message_id);
      if (isRefusal(message)) return message;
      const emoji = text((body.reaction_type as { emoji_type?: unknown } | undefined)?.emoji_type);
      if (emoji === '') return refuse(230001, ' ext=emoji_type is missing');
      const reaction = { id: newId('reaction'), emoji, by: world.app.appId };
      message.reactions.push(reaction);
      return {
        data: {
          reaction_id: reaction.id,
          operator: { operator_id: world.app.appId, operator_type: 'app' },
          action_time: String(world.clock.now()),
          reaction_type: { emoji_type: emoji },
        },
      };
    },
  },
  {
    name: 'im.messageReaction.delete',
    method: 'DELETE',
    path: '/open-apis/im/v1/messages/:message_id/reactions/:reaction_id',
    act({ world, params }) {
      const message = standing(world, params.message_id);
      if (isRefusal(message)) return message;
      const index = message.reactions.findIndex(
        ({ id, by }) => id === params.reaction_id && by === world.app.appId,
      );
      if (index < 0) return refuse(230001, ' ext=invalid reaction_id');
      message.reactions.splice(index, 1);
      return { data: {} };
    },
  },
  {
    name: 'im.pin.create',
    method: 'POST',
    path: '/open-apis/im/v1/pins',
    act({ world, body }) {
      const message = standing(world, text(body.message_id));
      if (isRefusal(message)) return message;
      message.pinned = true;
      const pin = {
        message_id: message.id,
        chat_id: message.chatId,
        operator_id: world.app.appId,
        operator_id_type: 'app_id',
      };
      return { data: { pin: { ...pin, create_time: String(world.clock.now()) } } };
    },
  },
  {
    name: 'im.pin.delete',
    method: 'DELETE',
    path: '/open-apis/im/v1/pins/:message_id',
    act({ world, params }) {
      const message = standing(world, params.message_id);
      if (isRefusal(message)) return message;
      message.pinned = false;
      return { data: {} };
    },
  },
];
