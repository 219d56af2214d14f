/** Tickets that wait for a team: what should be picked up next, first. */
import type { Card } from '../platform/card.js';
import { openButton, pageButton } from './navigate.js';
import { byUrgency, dueWords, isLateRow, type ListFacts, stateName } from './ticket-row.js';
import type { Wording } from './wording.js';

/** More would be scrolled past on a telephone. */
const SHOWN = 8;

export function queueCard(facts: ListFacts, wording: Wording): Card {
  const { rows, sopOf } = facts;
  const shown = byUrgency(rows, wording.now).slice(0, SHOWN);
  const late = rows.some((row) => isLateRow(row, wording.now));
  if (shown.length === 0) {
    return {
      title: wording.t('queue.title'),
      tone: 'good',
      blocks: [{ kind: 'text', text: wording.t('queue.empty') }],
      buttons: [pageButton(wording.t('button.mine'), 'mine')],
    };
  }
  const more = rows.length - shown.length;
  return {
    title: wording.t('queue.title'),
    tag: wording.t('list.count', { n: rows.length }),
    tone: late ? 'bad' : 'info',
    blocks: [
      {
        kind: 'table',
        columns: ['ticket', 'state', 'holder', 'due'].map((column) => wording.t(`list.column.${column}`)),
        rows: shown.map((row) => [
          wording.t('ticket.title', { id: row.id, title: row.title }),
          stateName(row, sopOf, 'staff', wording),
          row.assigneeId === null
            ? wording.t('ticket.unassigned')
            : wording.person(`member:${row.assigneeId}`),
          dueWords(row, facts, wording),
        ]),
      },
      ...(more > 0 ? [{ kind: 'text' as const, text: wording.t('list.more', { n: more }) }] : []),
    ],
    buttons: shown.map(({ id }) => openButton(wording.t('button.open', { id }), id)),
  };
}
