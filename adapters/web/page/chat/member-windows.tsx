/** The windows of a member: their own chat with the desk, and each of their groups. On a phone one window with a switch. */
import { useNarrow } from '../style/use-narrow.js';
import type { Persona } from '../wire.js';
import type { Chats } from './chats.js';
import { useChatState } from './use-chat.js';
import { ChatWindow } from './window.js';
import '../style/window.css';

export function MemberWindows({ member, chats }: { member: Persona; chats: Chats }) {
  const narrow = useNarrow();
  const { places } = useChatState(chats.of(member.account));
  const side = !narrow && places.length > 1;
  return (
    <main className="windows" data-few={places.length < 3 || undefined}>
      {side ? (
        places.map((place) => <ChatWindow key={place.address} seat={[member]} chats={chats} place={place} />)
      ) : (
        <ChatWindow seat={[member]} chats={chats} />
      )}
    </main>
  );
}
