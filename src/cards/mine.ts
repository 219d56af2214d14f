/** One's own tickets: those a member holds, or those a requester asked for. */
import type { Card } from '../platform/card.js';
import { openButton, pageButton } from './navigate.js';
import { byUrgency, dueWords, isLateRow, type ListFacts, stateName } from './ticket-row.js';
import type { Wording } from './wording.js';

const SHOWN = 8;

export interface MineFacts extends ListFacts {
  readonly reader: 'staff' | 'requester';
}

export function mineCard(facts: MineFacts, wording: Wording): Card {
  const staff = facts.reader === 'staff';
  // A requester's newest matter is the one they ask about; a deadline of ours is none of theirs.
  const rows = staff ? byUrgency(facts.rows, wording.now) : [...facts.rows].sort((a, b) => b.id - a.id);
  const shown = rows.slice(0, SHOWN);
  if (shown.length === 0) return emptyCard(staff, wording);
  const more = rows.length - shown.length;
  return {
    title: wording.t('mine.title'),
    tag: wording.t('list.count', { n: rows.length }),
    tone: staff && rows.some((row) => isLateRow(row, wording.now)) ? 'bad' : 'info',
    blocks: [
      {
        kind: 'table',
        columns: ['ticket', 'state', staff ? 'due' : 'since'].map((column) =>
          wording.t(`list.column.${column}`),
        ),
        rows: shown.map((row) => [
          wording.t('ticket.title', { id: row.id, title: row.title }),
          stateName(row, facts.sopOf, facts.reader, wording),
          staff
            ? dueWords(row, facts, wording)
            : wording.t('list.since', { at: wording.instant(row.enteredAt) }),
        ]),
      },
      ...(more > 0 ? [{ kind: 'text' as const, text: wording.t('list.more', { n: more }) }] : []),
    ],
    buttons: shown.map(({ id }) => openButton(wording.t('button.open', { id }), id)),
  };
}

function emptyCard(staff: boolean, wording: Wording): Card {
  return {
    title: wording.t('mine.title'),
    tone: 'neutral',
    blocks: [{ kind: 'text', text: wording.t(staff ? 'mine.empty_staff' : 'mine.empty_requester') }],
    buttons: staff
      ? [pageButton(wording.t('button.queue'), 'queue')]
      : [pageButton(wording.t('button.services'), 'welcome')],
  };
}
