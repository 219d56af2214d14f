/** Files dropped anywhere on the window are sent. */
import { type DragEvent, type ReactNode, useState } from 'react';
import { useLanguage } from '../language/language.js';
import { SendFilesProvider, useSendFiles } from './send-files.js';

export function DropZone({ children }: { children: ReactNode }) {
  return (
    <SendFilesProvider>
      <Zone>{children}</Zone>
    </SendFilesProvider>
  );
}

function Zone({ children }: { children: ReactNode }) {
  const { own } = useLanguage();
  const { sendFiles } = useSendFiles();
  const [over, setOver] = useState(false);

  function dragged(event: DragEvent): void {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the clip button is the one for all.
    <div
      className="window-body"
      onDragOver={dragged}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void sendFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && <div className="drop-hint">{own.composer.drop}</div>}
    </div>
  );
}
