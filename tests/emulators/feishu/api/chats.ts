/** Groups: made, read, renamed, filled, emptied and dissolved. https://open.feishu.cn/document/server-docs/group/chat/intro */
import { addGroup, type Chat } from '../chats.js';
import { idOf, personBy } from '../directory.js';
import { type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import { type Api, page, text, texts } from './call.js';

const MOST_MEMBERS_AT_ONCE = 50;

export const chatApis: readonly Api[] = [
  {
    name: 'im.chat.create',
    method: 'POST',
    path: '/open-apis/im/v1/chats',
    act({ world, query, body }) {
      const type = query.get('user_id_type') ?? 'open_id';
      const uuid = query.get('uuid') ?? '';
      const before = uuid === '' ? undefined : world.chats.get(world.chatsByUuid.get(uuid) ?? '');
      if (before) return { data: chatData(world, before, type) };
      const ids = texts(body.user_id_list);
      if (ids.length > MOST_MEMBERS_AT_ONCE) return refuse(230001, ' ext=user_id_list is longer than 50');
      const owner = body.owner_id === undefined ? undefined : personBy(world, type, text(body.owner_id));
      if (body.owner_id !== undefined && !owner) return refuse(230001, ' ext=invalid owner_id');
      const members = ids.map((id) => personBy(world, type, id));
      if (members.some((person) => !person || person.resigned))
        return refuse(230001, ' ext=invalid user_id_list');
      const chat = addGroup(world, {
        name: text(body.name),
        description: text(body.description),
        members: [...members, owner].flatMap((person) => (person ? [person.openId] : [])),
        ...(owner && { owner: owner.openId }),
      });
      if (uuid !== '') world.chatsByUuid.set(uuid, chat.id);
      return { data: chatData(world, chat, type) };
    },
  },
  {
    name: 'im.chat.list',
    method: 'GET',
    path: '/open-apis/im/v1/chats',
    act({ world, query }) {
      const own = [...world.chats.values()].filter(
        (chat) => chat.type === 'group' && chat.hasBot && !chat.dissolved,
      );
      const { items, more } = page(query, own, 100);
      const type = query.get('user_id_type') ?? 'open_id';
      return { data: { ...more, items: items.map((chat) => chatData(world, chat, type)) } };
    },
  },
  {
    name: 'im.chat.get',
    method: 'GET',
    path: '/open-apis/im/v1/chats/:chat_id',
    act({ world, params, query }) {
      const chat = world.chats.get(params.chat_id ?? '');
      return chat ? { data: chatData(world, chat, query.get('user_id_type') ?? 'open_id') } : refuse(232006);
    },
  },
  {
    name: 'im.chat.update',
    method: 'PUT',
    path: '/open-apis/im/v1/chats/:chat_id',
    act: ({ world, params, body }) =>
      inChat(world, params.chat_id, (chat) => {
        if (typeof body.name === 'string') chat.name = body.name;
        if (typeof body.description === 'string') chat.description = body.description;
        return { data: {} };
      }),
  },
  {
    name: 'im.chat.delete',
    method: 'DELETE',
    path: '/open-apis/im/v1/chats/:chat_id',
    act: ({ world, params }) =>
      inChat(world, params.chat_id, (chat) => {
        if (chat.owner !== undefined) return refuse(232017);
        chat.dissolved = true;
        return { data: {} };
      }),
  },
  {
    name: 'im.chatMembers.get',
    method: 'GET',
    path: '/open-apis/im/v1/chats/:chat_id/members',
    act: ({ world, params, query }) =>
      inChat(world, params.chat_id, (chat) => {
        const type = query.get('member_id_type') ?? 'open_id';
        const there = [...chat.members].flatMap((openId) => world.people.get(openId) ?? []);
        const { items, more } = page(query, there, 100);
        const members = items.map((person) => ({
          member_id_type: type,
          member_id: idOf(person, type),
          name: person.name,
          tenant_key: world.tenantKey,
        }));
        return { data: { ...more, items: members, member_total: there.length } };
      }),
  },
  {
    name: 'im.chatMembers.create',
    method: 'POST',
    path: '/open-apis/im/v1/chats/:chat_id/members',
    act: ({ world, params, query, body }) =>
      inChat(world, params.chat_id, (chat) => {
        const ids = texts(body.id_list);
        if (ids.length > MOST_MEMBERS_AT_ONCE) return refuse(230001, ' ext=id_list is longer than 50');
        const missing = ids.filter((id) => {
          const person = personBy(world, query.get('member_id_type') ?? 'open_id', id);
          if (!person || person.resigned) return true;
          chat.members.add(person.openId);
          return false;
        });
        return { data: { invalid_id_list: [], not_existed_id_list: missing, pending_approval_id_list: [] } };
      }),
  },
  {
    name: 'im.chatMembers.delete',
    method: 'DELETE',
    path: '/open-apis/im/v1/chats/:chat_id/members',
    act: ({ world, params, query, body }) =>
      inChat(world, params.chat_id, (chat) => {
        const type = query.get('member_id_type') ?? 'open_id';
        const invalid = texts(body.id_list).filter((id) => {
          const person = personBy(world, type, id);
          return !person || !chat.members.delete(person.openId);
        });
        return { data: { invalid_id_list: invalid } };
      }),
  },
];

function inChat<T extends object>(
  world: World,
  id: string | undefined,
  act: (chat: Chat) => T | Refusal,
): T | Refusal {
  const chat = world.chats.get(id ?? '');
  if (!chat) return refuse(232006);
  if (chat.dissolved) return refuse(232009);
  return chat.hasBot ? act(chat) : refuse(232011);
}

function chatData(world: World, chat: Chat, type: string): object {
  const owner = chat.owner === undefined ? undefined : world.people.get(chat.owner);
  return {
    chat_id: chat.id,
    name: chat.name,
    description: chat.description,
    ...(owner ? { owner_id: idOf(owner, type), owner_id_type: type } : {}),
    chat_mode: chat.type === 'p2p' ? 'p2p' : 'group',
    chat_type: 'private',
    chat_status: chat.dissolved ? 'dissolved' : 'normal',
    user_count: String(chat.members.size),
    bot_count: chat.hasBot ? '1' : '0',
    external: false,
    tenant_key: world.tenantKey,
  };
}
