/** The windows side by side; on a phone one at a time, behind tabs. */
import { Segmented } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../language/language.js';
import { useNarrow } from '../style/use-narrow.js';
import type { Persona } from '../wire.js';
import type { Chats } from './chats.js';
import { UnreadDot } from './unread-dot.js';
import { ChatWindow } from './window.js';
import '../style/window.css';

interface Props {
  readonly personas: readonly Persona[];
  readonly chats: Chats;
}

export function Windows({ personas, chats }: Props) {
  const { own } = useLanguage();
  const narrow = useNarrow();
  const seats = seatsOf(personas);
  const [tab, setTab] = useState(0);
  if (!narrow) {
    return (
      <main className="windows">
        {seats.map((seat) => (
          <ChatWindow key={seat[0]?.account} seat={seat} chats={chats} />
        ))}
      </main>
    );
  }
  const seat = seats[tab] ?? [];
  return (
    <main className="windows">
      <Segmented<number>
        block
        className="window-tabs"
        aria-label={own.window.persona}
        value={tab}
        onChange={setTab}
        options={seats.map((each, index) => ({
          value: index,
          label: <TabLabel seat={each} chats={chats} />,
        }))}
      />
      <ChatWindow key={seat[0]?.account} seat={seat} chats={chats} />
    </main>
  );
}

function TabLabel({ seat, chats }: { seat: readonly Persona[]; chats: Chats }) {
  const { own } = useLanguage();
  return (
    <>
      {seat.map(({ account, role }) => (
        <span key={account}>
          {account === seat[0]?.account ? '' : '/'}
          <span>{own.roles[role]}</span>
          <UnreadDot store={chats.of(account)} />
        </span>
      ))}
    </>
  );
}

/** Lead and manager share a window: nobody needs both at the same time. */
function seatsOf(personas: readonly Persona[]): readonly (readonly Persona[])[] {
  const leading = personas.filter(({ role }) => role === 'lead' || role === 'manager');
  const others = personas.filter((persona) => !leading.includes(persona)).map((persona) => [persona]);
  return leading.length > 0 ? [...others, leading] : others;
}
