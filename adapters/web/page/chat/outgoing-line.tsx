/** Something said that the desk has not acknowledged: shown at once, marked as under way or as failed. */
import { Button } from 'antd';
import { useLanguage } from '../language/language.js';
import { errorText } from '../language/locales.js';
import type { Outgoing } from './state.js';
import { useChat } from './use-chat.js';

export function OutgoingLine({ outgoing }: { outgoing: Outgoing }) {
  const { own } = useLanguage();
  const { store } = useChat();
  const { spoken, failure, eventId, fileNames } = outgoing;
  const text = spoken.type === 'say' ? spoken.text : (fileNames ?? []).join('、');
  return (
    <div className="line" data-side="own">
      <div className="bubble" data-state={failure === undefined ? 'sending' : 'failed'}>
        {text.length > 600 ? `${text.slice(0, 600)}…` : text}
      </div>
      {failure === undefined ? (
        <span className="line-state">{own.message.sending}</span>
      ) : (
        <span className="line-state" data-state="failed">
          {own.message.failed}：{errorText(own, failure)}
          <Button type="link" size="small" onClick={() => store.again(eventId)}>
            {own.message.again}
          </Button>
          <Button type="link" size="small" onClick={() => store.drop(eventId)}>
            {own.message.drop}
          </Button>
        </span>
      )}
    </div>
  );
}
