/** The desk: the windows of whoever is here, or the board of their tickets; in the demo also its clock and its cashier. */
import { useState } from 'react';
import { Board } from './board/board.js';
import { useBoard } from './board/use-board.js';
import { Cashier } from './cashier/cashier.js';
import { CashierButton } from './cashier/cashier-button.js';
import { openChats } from './chat/chats.js';
import { MemberWindows } from './chat/member-windows.js';
import { Windows } from './chat/windows.js';
import { DeskClock } from './header/desk-clock.js';
import { Header, type View } from './header/header.js';
import { LogOut } from './header/log-out.js';
import { useLanguage } from './language/language.js';
import type { Session } from './net/requests.js';

export function Desk({ session }: { session: Session }) {
  const { own } = useLanguage();
  const [chats] = useState(() => openChats(session.personas));
  const [view, setView] = useState<View>('chat');
  const [paying, setPaying] = useState(false);
  const { board, refresh } = useBoard(chats.onFeed);
  const [member] = session.session === 'member' ? session.personas : [];
  const unpaid = (board?.sops ?? []).flatMap((sop) =>
    sop.columns.flatMap((column) => column.tickets.filter((ticket) => ticket.awaitsPayment)),
  );
  return (
    <div className="desk">
      <Header view={view} onView={setView}>
        {member ? (
          <LogOut />
        ) : (
          <>
            <DeskClock />
            <CashierButton unpaid={unpaid.length} onOpen={() => setPaying(true)} />
          </>
        )}
      </Header>
      {/* Hidden, not gone: what is half typed in a window is still there when one comes back from the board. */}
      <div className="desk-view" hidden={view !== 'chat'}>
        {member ? (
          <MemberWindows member={member} chats={chats} />
        ) : (
          <Windows personas={session.personas} chats={chats} />
        )}
      </div>
      {view === 'board' && <Board board={board} empty={member ? own.board.emptyOwn : own.board.empty} />}
      {!member && (
        <Cashier open={paying} tickets={unpaid} onClose={() => setPaying(false)} onPaid={refresh} />
      )}
    </div>
  );
}
