/** The chats of all personas, opened once for the life of the page. */
import type { Persona } from '../wire.js';
import { type ChatStore, createChatStore } from './store.js';

export interface Chats {
  of(account: string): ChatStore;
  /** Calls whenever anybody's feed moved: something may have changed on the board. Returns the unsubscriber. */
  onFeed(listener: () => void): () => void;
}

export function openChats(personas: readonly Persona[]): Chats {
  const listeners = new Set<() => void>();
  const moved = () => {
    for (const listener of listeners) listener();
  };
  const stores = new Map(personas.map(({ account }) => [account, createChatStore(account, moved)]));
  return {
    of(account) {
      const store = stores.get(account);
      if (!store) throw new Error(`expected one of the personas, got ${account}`);
      return store;
    },
    onFeed(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
