/** All tickets by state, one band an SOP that has any, late ones marked; the other SOPs are only named. */

import type { BoardColumn, BoardSnapshot, BoardSop } from '../../../../src/platform/board.js';
import { useLanguage } from '../language/language.js';
import { useDeskNow } from '../net/desk-clock.js';
import { BoardCard } from './board-card.js';
import { isLate } from './late.js';
import '../style/board.css';

/** `empty`: said when there is no ticket at all. */
export function Board({ board, empty }: { board: BoardSnapshot | null; empty: string }) {
  const { own } = useLanguage();
  const sops = (board?.sops ?? []).filter((sop) => sop.columns.length > 0);
  const busy = sops.filter((sop) => ticketsOf(sop).length > 0);
  const idle = sops.filter((sop) => ticketsOf(sop).length === 0);
  return (
    <main className="board" aria-label={own.board.title} aria-busy={board === null}>
      {board && busy.length === 0 && <p className="board-empty">{empty}</p>}
      {busy.map((sop) => (
        <Band key={sop.key} sop={sop} />
      ))}
      {idle.length > 0 && (
        <section className="board-idle" aria-label={own.board.idle}>
          <h2>{own.board.idle}</h2>
          <ul>
            {idle.map((sop) => (
              <li key={sop.key}>{sop.title}</li>
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}

const ticketsOf = (sop: BoardSop) => sop.columns.flatMap((column) => column.tickets);

function Band({ sop }: { sop: BoardSop }) {
  const { own } = useLanguage();
  const now = useDeskNow();
  const tickets = ticketsOf(sop);
  const late = tickets.filter((ticket) => isLate(ticket, now)).length;
  return (
    <section className="band" aria-label={sop.title}>
      <header className="band-head">
        <h2>{sop.title}</h2>
        <span>{own.board.count(tickets.length)}</span>
        {late > 0 && <span className="late">{own.board.lateCount(late)}</span>}
      </header>
      <div className="columns">
        {sop.columns.map((column) => (
          <Column key={column.state} column={column} />
        ))}
      </div>
    </section>
  );
}

function Column({ column }: { column: BoardColumn }) {
  return (
    <section className="column" data-category={column.category} aria-label={column.label}>
      <h3>
        {column.label}
        <span>{column.tickets.length}</span>
      </h3>
      {column.tickets.map((ticket) => (
        <BoardCard key={ticket.id} ticket={ticket} />
      ))}
    </section>
  );
}
