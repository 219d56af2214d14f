/** One person's window on the desk: who they are, where they talk, what was said, what they may say. */
import { useState } from 'react';
import { FormDialog } from '../form/form-dialog.js';
import { useLanguage } from '../language/language.js';
import type { Persona } from '../wire.js';
import type { Chats } from './chats.js';
import { Composer } from './composer.js';
import { DropZone } from './drop-zone.js';
import { Messages } from './messages.js';
import { Notes } from './notes.js';
import { ChatContext } from './use-chat.js';
import { WindowHead } from './window-head.js';

interface Props {
  /** Whoever may sit here: one persona, or several who take turns. */
  readonly seat: readonly Persona[];
  readonly chats: Chats;
}

export function ChatWindow({ seat, chats }: Props) {
  const { own } = useLanguage();
  const [account, setAccount] = useState(seat[0]?.account);
  const persona = seat.find((each) => each.account === account) ?? seat[0];
  if (!persona) return null;
  const label = own.window.label(own.roles[persona.role]);
  return (
    <ChatContext key={persona.account} value={{ store: chats.of(persona.account), persona }}>
      <section className="window" data-role={persona.role} aria-label={label}>
        <WindowHead seat={seat} chats={chats} onPersona={setAccount} />
        <DropZone>
          <Messages />
          <Notes />
          <Composer />
        </DropZone>
        <FormDialog />
      </section>
    </ChatContext>
  );
}
