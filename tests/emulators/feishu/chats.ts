/** Where people talk: groups, and the private chat of one person with the bot. */
import { newId } from './ids.js';
import type { World } from './world.js';

export interface Chat {
  readonly id: string;
  readonly type: 'p2p' | 'group';
  name: string;
  description: string;
  /** Open ids. */
  readonly members: Set<string>;
  owner: string | undefined;
  hasBot: boolean;
  dissolved: boolean;
  readonly createdAt: number;
}

export interface NewGroup {
  readonly name: string;
  /** Open ids. */
  readonly members: readonly string[];
  readonly id?: string;
  readonly owner?: string;
  readonly description?: string;
  readonly withBot?: boolean;
}

export function addGroup(world: World, given: NewGroup): Chat {
  const chat: Chat = {
    id: given.id ?? newId('chat'),
    type: 'group',
    name: given.name,
    description: given.description ?? '',
    members: new Set(given.members),
    owner: given.owner,
    hasBot: given.withBot ?? true,
    dissolved: false,
    createdAt: world.clock.now(),
  };
  world.chats.set(chat.id, chat);
  return chat;
}

/** The private chat of a person with the bot; it comes into being with the first word. */
export function directChat(world: World, openId: string): Chat {
  for (const chat of world.chats.values()) if (chat.type === 'p2p' && chat.members.has(openId)) return chat;
  const chat: Chat = {
    id: newId('chat'),
    type: 'p2p',
    name: '',
    description: '',
    members: new Set([openId]),
    owner: undefined,
    hasBot: true,
    dissolved: false,
    createdAt: world.clock.now(),
  };
  world.chats.set(chat.id, chat);
  return chat;
}
