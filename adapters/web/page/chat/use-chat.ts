/** The chat a component stands in: its store, its state, and whose it is. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Persona } from '../wire.js';
import type { ChatState } from './state.js';
import type { ChatStore } from './store.js';

interface Chat {
  readonly store: ChatStore;
  readonly persona: Persona;
}

export const ChatContext = createContext<Chat | null>(null);

export function useChat(): Chat & { readonly state: ChatState } {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error('expected a ChatContext above, got none');
  return { ...chat, state: useChatState(chat.store) };
}

export function useChatState(store: ChatStore): ChatState {
  return useSyncExternalStore(store.subscribe, store.get);
}
