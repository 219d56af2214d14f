/** What is kept of each conversation, shared by all instances: the cards that can still be changed, and what is being sent. */
import type { SharedState } from '../../src/platform/context.js';
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
/** Two instances and a tap rarely meet in one conversation; this often they never do. */
const MOST_TRIES = 50;

export function createChats(state: SharedState): Chats {
  const keyOf = (place: string) => `chat/${place}`;
  async function found(place: string): Promise<{ readonly chat: Chat; readonly version: number }> {
    const kept = await state.get(keyOf(place));
    return kept ? { chat: kept.value as Chat, version: kept.version } : { chat: EMPTY, version: 0 };
  }
  async function change<T>(place: string, make: (chat: Chat) => readonly [Chat, T]): Promise<T> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { chat, version } = await found(place);
      const [next, answer] = make(chat);
      if (next === chat || (await state.compareAndSet(keyOf(place), version, next))) return answer;
    }
    throw new Error(
      `expected to change what is kept of ${place}, but it changed ${MOST_TRIES} times meanwhile`,
    );
  }
  return {
    read: async (place) => (await found(place)).chat,
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
      const { sending } = (await found(place)).chat;
      return sending?.key === key && !sending.done ? (JSON.parse(sending.message) as Message) : null;
    },
    thawed: (place) => change(place, (chat) => [{ ...chat, sending: null }, undefined]),
    arrived: (place, key) =>
      change(place, (chat) => [{ ...chat, sending: { key, message: 'null', done: true } }, undefined]),
  };
}
