/** An empty conversation says what to try first, and lets one try it at once. */
import { Button } from 'antd';
import { useLanguage } from '../language/language.js';
import { useChat } from './use-chat.js';

export function Empty() {
  const { own } = useLanguage();
  const { store, state, persona } = useChat();
  const direct = state.places.find((place) => place.address === state.place)?.private ?? true;
  const [first] = own.suggestions[persona.role];
  return (
    <div className="empty">
      <img src="/icon.svg" alt="" width={44} height={44} />
      <p>{own.empty[direct ? persona.role : 'group']}</p>
      {direct && first !== undefined && (
        <Button
          type={persona.role === 'customer' ? 'primary' : 'default'}
          onClick={() => store.say(state.place, first)}
        >
          {own.message.begin(first)}
        </Button>
      )}
    </div>
  );
}
