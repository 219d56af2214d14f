/** Where a person writes: suggestions, text, files. */
import { ArrowUpOutlined, CloseOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useLanguage } from '../language/language.js';
import { useSendFiles } from './send-files.js';
import { useChat } from './use-chat.js';

export function Composer() {
  const { own } = useLanguage();
  const { store, state, persona } = useChat();
  const { sendFiles } = useSendFiles();
  const [text, setText] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  const direct = state.places.find((place) => place.address === state.place)?.private ?? true;

  const say = (words: string) =>
    words.trim() !== '' && state.place !== '' && store.say(state.place, words.trim());

  function sayTyped(): void {
    if (say(text)) setText('');
  }

  function typed(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // While an input method composes, Enter chooses a word; 229 is how Safari says so after the fact.
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composing) return;
    event.preventDefault();
    sayTyped();
  }

  return (
    <footer className="composer">
      <Uploads />
      <fieldset className="suggestions" aria-label={own.composer.suggestions}>
        {own.suggestions[persona.role].map((words) => (
          <button key={words} type="button" onClick={() => say(words)}>
            {words}
          </button>
        ))}
      </fieldset>
      <Quoting />
      <div className="composer-row">
        <Button
          type="text"
          icon={<PaperClipOutlined />}
          aria-label={own.composer.attach}
          title={own.composer.attach}
          onClick={() => picker.current?.click()}
        />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            void sendFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <Input.TextArea
          aria-label={own.composer.input}
          placeholder={direct ? own.composer.placeholder : own.composer.group}
          autoSize={{ minRows: 1, maxRows: 5 }}
          variant="borderless"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={typed}
        />
        <Button
          type="primary"
          shape="circle"
          icon={<ArrowUpOutlined />}
          aria-label={own.composer.send}
          disabled={text.trim() === ''}
          onClick={sayTyped}
        />
      </div>
    </footer>
  );
}

/** What the next words answer, until they are said or it is taken back. */
function Quoting() {
  const { own } = useLanguage();
  const { store, state } = useChat();
  const { quoting } = state;
  if (quoting?.address !== state.place || quoting.body.kind !== 'text') return null;
  return (
    <div className="quoting">
      <span className="quoting-text">{own.composer.answering(quoting.body.text)}</span>
      <button type="button" aria-label={own.composer.noAnswer} onClick={() => store.quote(null)}>
        <CloseOutlined />
      </button>
    </div>
  );
}

function Uploads() {
  const { own } = useLanguage();
  const { uploads } = useSendFiles();
  return uploads.map(({ id, name, part }) => (
    <div key={id} className="upload">
      <span className="upload-name">{name}</span>
      <progress aria-label={`${own.composer.uploading} ${name}`} value={part} max={1} />
      <span className="upload-part">{Math.round(part * 100)}%</span>
    </div>
  ));
}
