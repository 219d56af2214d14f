/** All tickets by state, one band an SOP, late ones marked. */

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
  const any = sops.some((sop) => sop.columns.some((column) => column.tickets.length > 0));
  return (
    <main className="board" aria-label={own.board.title} aria-busy={board === null}>
      {board && !any && <p className="board-empty">{empty}</p>}
      {sops.map((sop) => (
        <Band key={sop.key} sop={sop} />
      ))}
    </main>
  );
}

function Band({ sop }: { sop: BoardSop }) {
  const { own } = useLanguage();
  const now = useDeskNow();
  const tickets = sop.columns.flatMap((column) => column.tickets);
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
