/** Files with their size, to be downloaded. */
import { DownloadOutlined, FileOutlined } from '@ant-design/icons';
import { useChat } from '../chat/use-chat.js';
import { useLanguage } from '../language/language.js';

interface Props {
  readonly files: readonly { readonly id: string; readonly name: string; readonly size: number }[];
}

export function FileList({ files }: Props) {
  const { own } = useLanguage();
  const { persona } = useChat();
  return (
    <ul className="block-files">
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <a
            href={`/web/files/${encodeURIComponent(id)}?persona=${encodeURIComponent(persona.account)}`}
            download={name}
            title={`${own.card.download} ${name}`}
          >
            <FileOutlined aria-hidden="true" />
            <span className="file-name">{name}</span>
            <span className="file-size">{sizeText(size)}</span>
            <DownloadOutlined aria-hidden="true" />
          </a>
        </li>
      ))}
    </ul>
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
