/** An empty conversation says what to try first. */
import { useLanguage } from '../language/language.js';
import { useChat } from './use-chat.js';

export function Empty() {
  const { own } = useLanguage();
  const { state, persona } = useChat();
  const direct = state.places.find((place) => place.address === state.place)?.private ?? true;
  return (
    <div className="empty">
      <img src="/icon.svg" alt="" width={44} height={44} />
      <p>{own.empty[direct ? persona.role : 'group']}</p>
    </div>
  );
}
