/** One person's window on the desk: who they are, where they talk, what was said, what they may say. */
import { useMemo, useState } from 'react';
import { FormDialog } from '../form/form-dialog.js';
import { useLanguage } from '../language/language.js';
import type { Persona, Place } from '../wire.js';
import type { Chats } from './chats.js';
import { Composer } from './composer.js';
import { DropZone } from './drop-zone.js';
import { Messages } from './messages.js';
import { Notes } from './notes.js';
import { pinned } from './pinned.js';
import { ChatContext } from './use-chat.js';
import { WindowHead } from './window-head.js';

interface Props {
  /** Whoever may sit here: one person, or several who take turns. */
  readonly seat: readonly Persona[];
  readonly chats: Chats;
  /** The one conversation of this window; absent: any of theirs, one at a time. */
  readonly place?: Place;
}

export function ChatWindow({ seat, chats, place }: Props) {
  const { own } = useLanguage();
  const [account, setAccount] = useState(seat[0]?.account);
  const persona = seat.find((each) => each.account === account) ?? seat[0];
  const store = useMemo(() => {
    const whole = chats.of(persona?.account ?? '');
    return place ? pinned(whole, place) : whole;
  }, [chats, persona, place]);
  if (!persona) return null;
  const group = place && !place.private ? place : null;
  const label = own.window.label(group ? group.name : own.roles[persona.role]);
  return (
    <ChatContext key={persona.account} value={{ store, persona }}>
      <section className="window" data-role={persona.role} aria-label={label}>
        <WindowHead seat={seat} chats={chats} group={group} onPersona={setAccount} />
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
