/** The desk: the windows of everybody who is played here, or the board of their tickets. */
import { useState } from 'react';
import { Board } from './board/board.js';
import { useBoard } from './board/use-board.js';
import { Cashier } from './cashier/cashier.js';
import { openChats } from './chat/chats.js';
import { Windows } from './chat/windows.js';
import { Header, type View } from './header/header.js';
import type { Session } from './net/requests.js';

export function Desk({ session }: { session: Session }) {
  const [chats] = useState(() => openChats(session.personas));
  const [view, setView] = useState<View>('chat');
  const [paying, setPaying] = useState(false);
  const { board, refresh } = useBoard(chats.onFeed);
  const unpaid = (board?.sops ?? []).flatMap((sop) =>
    sop.columns.flatMap((column) => column.tickets.filter((ticket) => ticket.awaitsPayment)),
  );
  return (
    <div className="desk">
      <Header view={view} unpaid={unpaid.length} onView={setView} onCashier={() => setPaying(true)} />
      {/* Hidden, not gone: what is half typed in a window is still there when one comes back from the board. */}
      <div className="desk-view" hidden={view !== 'chat'}>
        <Windows personas={session.personas} chats={chats} />
      </div>
      {view === 'board' && <Board board={board} />}
      <Cashier open={paying} tickets={unpaid} onClose={() => setPaying(false)} onPaid={refresh} />
    </div>
  );
}
