/** One ticket on the board. */

import type { BoardTicket } from '../../../../src/platform/board.js';
import { moment, span } from '../language/instants.js';
import { useLanguage } from '../language/language.js';
import { useDeskNow } from '../net/desk-clock.js';
import { isLate } from './late.js';

export function BoardCard({ ticket }: { ticket: BoardTicket }) {
  const { own, locale, zone } = useLanguage();
  const now = useDeskNow();
  const { id, title, requester, assignee, dueAt } = ticket;
  const late = isLate(ticket, now);
  return (
    <article className="board-card" data-late={late} aria-label={`#${id} ${title}`}>
      <header>
        <span className="board-card-id">#{id}</span>
        {late && (
          <span className="late">
            {own.board.late}
            {dueAt !== null && now > dueAt ? ` ${span(now - dueAt, own)}` : ''}
          </span>
        )}
      </header>
      <p>{title}</p>
      <footer>
        <span>{requester}</span>
        <span>{assignee ?? own.board.unassigned}</span>
        {dueAt !== null && !late && (
          <span className="board-card-due">
            {own.board.due} {moment(dueAt, now, locale, zone)}
          </span>
        )}
      </footer>
    </article>
  );
}
