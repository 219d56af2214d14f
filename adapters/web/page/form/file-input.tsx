/** Files as an answer: uploaded when chosen; the form carries the receipts. */
import { CloseOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useChat } from '../chat/use-chat.js';
import { useLanguage } from '../language/language.js';
import { errorText } from '../language/locales.js';
import { Refused } from '../net/requests.js';
import { type Uploaded, upload } from '../net/upload.js';

interface Props {
  readonly id?: string;
  readonly accept: readonly string[];
  onChange?: (answer: { readonly receipts: readonly string[] } | undefined) => void;
}

export function FileInput({ id, accept, onChange }: Props) {
  const { own } = useLanguage();
  const { store } = useChat();
  const picker = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<readonly Uploaded[]>([]);
  const [part, setPart] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  function keep(next: readonly Uploaded[]): void {
    setFiles(next);
    onChange?.(next.length > 0 ? { receipts: next.map(({ receipt }) => receipt) } : undefined);
  }

  async function choose(chosen: readonly File[]): Promise<void> {
    setTrouble(null);
    let kept = files;
    for (const file of chosen) {
      try {
        kept = [...kept, await upload(store.account, file, setPart)];
        keep(kept);
      } catch (error) {
        setTrouble(error instanceof Refused ? error.code : 'unreachable');
      }
    }
    setPart(null);
  }

  return (
    <div className="file-input">
      <Button
        id={id ?? ''}
        icon={<PaperClipOutlined />}
        loading={part !== null}
        onClick={() => picker.current?.click()}
      >
        {part === null ? own.form.file : `${Math.round(part * 100)}%`}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={accept.join(',')}
        onChange={(event) => {
          void choose([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {files.map(({ file }) => (
        <span key={file.id} className="file-chosen">
          {file.name}
          <button
            type="button"
            aria-label={`${own.form.remove} ${file.name}`}
            onClick={() => keep(files.filter((each) => each.file.id !== file.id))}
          >
            <CloseOutlined />
          </button>
        </span>
      ))}
      {trouble && (
        <span className="file-trouble" role="alert">
          {errorText(own, trouble)}
        </span>
      )}
    </div>
  );
}
