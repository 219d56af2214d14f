/** Short messages inside the window, for this person alone; and the word when the connection is gone. */
import { CloseOutlined } from '@ant-design/icons';
import { useLanguage } from '../language/language.js';
import { errorText } from '../language/locales.js';
import { useChat } from './use-chat.js';

export function Notes() {
  const { own } = useLanguage();
  const { store, state } = useChat();
  const broken = state.link === 'lost' || state.link === 'refused';
  return (
    <div className="notes" aria-live="polite">
      {broken && (
        <div className="note" data-tone="warning" role="status">
          {own.link[state.link]}
        </div>
      )}
      {state.notes.map(({ id, tone, text, code }) => (
        <div key={id} className="note" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
          <span>{text ?? errorText(own, code ?? '')}</span>
          <button type="button" aria-label={own.cashier.close} onClick={() => store.dismiss(id)}>
            <CloseOutlined />
          </button>
        </div>
      ))}
    </div>
  );
}
