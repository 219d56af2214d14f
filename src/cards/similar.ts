/** Open tickets like the one that is about to be opened: is it one of these, or another matter? */
import { buttonValue } from '../platform/button.js';
import type { Button, Card } from '../platform/card.js';
import type { Field } from '../sop/sop.js';
import { cutTo } from './cut.js';
import { type SopOf, stateName, type TicketRow } from './ticket-row.js';
import type { Wording } from './wording.js';

export interface SimilarFacts {
  readonly reader: 'staff' | 'requester';
  /** The likest first; at least one. */
  readonly rows: readonly (TicketRow & { readonly createdAt: number })[];
  readonly sopOf: SopOf;
  /** What was said of the new one; empty: only its kind was named. */
  readonly said: string;
  /** What would be asked first of another one. */
  readonly next: Field | null;
}

/** A long text is quoted by its beginning. */
const QUOTED_BYTES = 90;

export function similarCard({ reader, rows, sopOf, said, next }: SimilarFacts, wording: Wording): Card {
  const age = (at: number) => wording.duration(wording.now - at, 'calendar');
  const adds = reader === 'staff' ? 'similar.adds_note' : 'similar.adds_reply';
  return {
    title: wording.t('similar.title'),
    tone: 'info',
    blocks: [
      { kind: 'text', text: wording.t('similar.open', { n: rows.length }) },
      {
        kind: 'table',
        columns: ['ticket', 'state', 'age'].map((column) => wording.t(`similar.column.${column}`)),
        rows: rows.map((row) => [
          wording.t('ticket.title', { id: row.id, title: row.title }),
          stateName(row, sopOf, reader, wording),
          wording.t('similar.age', { age: age(row.createdAt) }),
        ]),
      },
      ...(said === ''
        ? []
        : [{ kind: 'text' as const, text: wording.t(adds, { said: cutTo(said, QUOTED_BYTES) }) }]),
      ...(next
        ? [
            {
              kind: 'text' as const,
              text: wording.t('similar.or_answer', { label: wording.text(next.label) }),
            },
          ]
        : []),
    ],
    buttons: [
      ...rows.map(({ id }) =>
        press(
          'same',
          id,
          rows.length === 1 ? wording.t('similar.this_one') : wording.t('similar.this_one_of', { id }),
        ),
      ),
      press('anew', 0, wording.t('similar.anew')),
    ],
  };
}

function press(action: string, ticketId: number, text: string): Button {
  return { text, value: buttonValue({ action, ticketId, version: 0 }), style: 'plain' };
}
