/** What is kept of each conversation, shared by all instances: the cards that can still be changed, and what is being sent. */
import type { SharedState } from '../../src/platform/context.js';
import { changeKept } from '../shared/change-kept.js';
import type { Cards } from './lease.js';
import type { Message } from './render.js';

export interface Chat {
  readonly cards: Cards;
  /** The message last attempted: tried again, it goes out as it was, or WeCom would not know it for the same. */
  readonly sending: {
    readonly key: string;
    /** As JSON: a database may keep fields in another order, and another order is another message. */
    readonly message: string;
    readonly done: boolean;
  } | null;
}

export interface Chats {
  read(place: string): Promise<Chat>;
  /** Changes what is kept, whoever changes it meanwhile; answers what `change` made of it. */
  change<T>(place: string, change: (chat: Chat) => readonly [Chat, T]): Promise<T>;
  /** What the first attempt said is said again: another word, and WeCom would show it twice. */
  frozen(place: string, key: string, message: Message): Promise<Frozen>;
  /** What is frozen there under the key; null when that is something else by now. */
  sending(place: string, key: string): Promise<Message | null>;
  /** Refused, it can be tried again as if it had never been. */
  thawed(place: string): Promise<void>;
  arrived(place: string, key: string): Promise<void>;
}

export interface Frozen {
  readonly message: Message;
  readonly tried: boolean;
  readonly done: boolean;
}

const EMPTY: Chat = { cards: [], sending: null };

export function createChats(state: SharedState): Chats {
  const keyOf = (place: string) => `chat/${place}`;
  const known = (kept: unknown): Chat => (kept as Chat | undefined) ?? EMPTY;
  const read = async (place: string): Promise<Chat> => known((await state.get(keyOf(place)))?.value);
  const change = <T>(place: string, make: (chat: Chat) => readonly [Chat, T]): Promise<T> =>
    changeKept(state, keyOf(place), known, make);
  return {
    read,
    change,
    frozen: (place, key, message) =>
      change(place, (chat): readonly [Chat, Frozen] => {
        const { sending } = chat;
        if (sending?.key === key)
          return [chat, { message: JSON.parse(sending.message) as Message, tried: true, done: sending.done }];
        return [
          { ...chat, sending: { key, message: JSON.stringify(message), done: false } },
          { message, tried: false, done: false },
        ];
      }),
    async sending(place, key) {
      const { sending } = await read(place);
      return sending?.key === key && !sending.done ? (JSON.parse(sending.message) as Message) : null;
    },
    thawed: (place) => change(place, (chat) => [{ ...chat, sending: null }, undefined]),
    arrived: (place, key) =>
      change(place, (chat) => [{ ...chat, sending: { key, message: 'null', done: true } }, undefined]),
  };
}
