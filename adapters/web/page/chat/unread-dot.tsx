/** Whether somebody has something new to read. */
import { Badge } from 'antd';
import { useLanguage } from '../language/language.js';
import { unseen } from './state.js';
import type { ChatStore } from './store.js';
import { useChatState } from './use-chat.js';

/** A dot for something new at the address, or in any conversation when none is given. */
export function UnreadDot({ store, address }: { store: ChatStore; address?: string }) {
  const { own } = useLanguage();
  const state = useChatState(store);
  const places = address === undefined ? state.places.map((place) => place.address) : [address];
  if (!places.some((place) => unseen(state, place, store.account) > 0)) return null;
  return (
    <span className="unread">
      <Badge dot color="#b8402a" />
      <span className="only-heard">{own.window.unread}</span>
    </span>
  );
}
