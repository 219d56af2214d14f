/** Tickets in a list: one line each, the most pressing first. */
import type { Sop } from '../sop/sop.js';
import type { Wording } from './wording.js';

/** What a list shows of a ticket; a title never holds personal values, and nothing else of the fields is here. */
export interface TicketRow {
  readonly id: number;
  readonly title: string;
  readonly sop: string;
  readonly content: string;
  readonly state: string;
  readonly category: Sop['states'][string]['category'];
  readonly assigneeId: string | null;
  readonly requesterName: string;
  readonly enteredAt: number;
  readonly dueAt: number | null;
  readonly lateAt: number | null;
}

/** The SOP a ticket was born with; undefined when this process does not hold it. */
export type SopOf = (row: { readonly sop: string; readonly content: string }) => Sop | undefined;

/** Late ones first, then by what is due soonest, then by how long they wait. */
export function byUrgency(rows: readonly TicketRow[]): readonly TicketRow[] {
  const due = ({ dueAt }: TicketRow) => dueAt ?? Number.MAX_SAFE_INTEGER;
  return [...rows].sort(
    (a, b) =>
      Number(b.lateAt !== null) - Number(a.lateAt !== null) || due(a) - due(b) || a.enteredAt - b.enteredAt,
  );
}

/** The state's name as staff or the requester reads it. */
export function stateName(
  row: TicketRow,
  sopOf: SopOf,
  reader: 'staff' | 'requester',
  wording: Wording,
): string {
  const state = sopOf(row)?.states[row.state];
  if (!state) return row.state;
  return wording.text(reader === 'requester' ? (state.publicLabel ?? state.label) : state.label);
}

/** When it is due, as a list says it: '今天 18:00', or that it is late. */
export function dueWords({ dueAt, lateAt }: TicketRow, wording: Wording): string {
  if (dueAt === null) return '';
  return wording.t(lateAt !== null || dueAt <= wording.now ? 'list.late' : 'list.due', {
    at: wording.instant(dueAt),
  });
}
