/** One line of a conversation: what the desk, the reader or somebody else said. */
import { RollbackOutlined } from '@ant-design/icons';
import { CardView } from '../card/card.js';
import { FileList } from '../card/file-list.js';
import { useLanguage } from '../language/language.js';
import type { Line } from '../wire.js';
import { useChat } from './use-chat.js';
import '../style/quote.css';

export function LineView({ line, named }: { line: Line; named: boolean }) {
  const { own } = useLanguage();
  const { store, persona, state } = useChat();
  const { body, author } = line;
  const side = author === persona.account ? 'own' : author === 'bot' ? 'desk' : 'other';
  const drawn = state.replaced[line.id] ?? (body.kind === 'card' ? body : null);
  return (
    <div className="line" data-side={side}>
      {named && side === 'desk' && (
        <span className="line-author">
          <img src="/icon.svg" alt="" width={16} height={16} /> {own.desk}
        </span>
      )}
      {named && side === 'other' && body.kind !== 'card' && <span className="line-author">{body.name}</span>}
      {drawn && <CardView {...drawn} line={line} />}
      {body.kind === 'text' && (
        <div className="bubble-row">
          <div className="bubble">
            {body.quoted !== undefined && <blockquote className="bubble-quoted">{body.quoted}</blockquote>}
            {body.text}
          </div>
          <button
            type="button"
            className="line-reply"
            aria-label={own.message.reply}
            title={own.message.reply}
            onClick={() => store.quote(line)}
          >
            <RollbackOutlined />
          </button>
        </div>
      )}
      {body.kind === 'files' && (
        <div className="bubble bubble-files">
          <FileList files={body.files} />
        </div>
      )}
    </div>
  );
}
