/** Tickets in a list: one line each, the most pressing first. */
import { type Calendar, workingBetween } from '../calendar/business-hours.js';
import type { ClockKind, Sop } from '../sop/sop.js';
import { isMissed, leftAt } from '../tickets/target.js';
import type { Target } from '../tickets/ticket.js';
import type { Wording } from './wording.js';

/** What a list shows of a ticket; a title never holds personal values, and nothing else of the fields is here. */
export interface TicketRow {
  readonly id: number;
  readonly title: string;
  readonly sop: string;
  readonly content: string;
  readonly state: string;
  readonly category: Sop['states'][string]['category'];
  readonly queue: string;
  readonly assigneeId: string | null;
  readonly requesterName: string;
  readonly enteredAt: number;
  /** Of its step. */
  readonly dueAt: number | null;
  readonly lateAt: number | null;
  /** The clock of its step stands still. */
  readonly held: boolean;
  readonly targets: readonly Target[];
}

/** The SOP a ticket was born with; undefined when this process does not hold it. */
export type SopOf = (row: { readonly sop: string; readonly content: string }) => Sop | undefined;

/** In whose time a row's clocks are counted. */
export type HoursOf = (
  row: { readonly queue: string; readonly content: string },
  kind: ClockKind,
) => Calendar;

/** Late ones first, then by what is due soonest, then by how long they wait. */
export function byUrgency<Row extends TicketRow>(rows: readonly Row[], now: number): readonly Row[] {
  const pressing = new Map(rows.map((row) => [row.id, pressingOf(row, now)]));
  const due = ({ id }: Row) => pressing.get(id)?.dueAt ?? Number.MAX_SAFE_INTEGER;
  const late = ({ id }: Row) => Number(pressing.get(id)?.late ?? false);
  return [...rows].sort((a, b) => late(b) - late(a) || due(a) - due(b) || a.enteredAt - b.enteredAt);
}

export function isLateRow(row: TicketRow, now: number): boolean {
  return pressingOf(row, now)?.late ?? false;
}

/** What runs out first of what runs; null where nothing does. */
interface Pressing {
  /** Null: the limit of the step. */
  readonly target: Target | null;
  readonly dueAt: number;
  readonly late: boolean;
}

function pressingOf({ dueAt, lateAt, held, targets }: TicketRow, now: number): Pressing | null {
  const late = lateAt !== null || (!held && dueAt !== null && dueAt <= now);
  const step = dueAt === null || (held && !late) ? [] : [{ target: null, dueAt, late }];
  const owed = targets.filter((target) => target.over === null && (!target.stands || isMissed(target, now)));
  const all: readonly Pressing[] = [
    ...step,
    ...owed.map((target) => ({ target, dueAt: target.dueAt, late: isMissed(target, now) })),
  ];
  return all.toSorted((a, b) => Number(b.late) - Number(a.late) || a.dueAt - b.dueAt)[0] ?? null;
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

/** '解决 剩 3 小时 20 分钟（工作时间）', that it is late, or that its clocks stand still. */
export function dueWords(row: TicketRow, facts: ListFacts, wording: Wording): string {
  const { now } = wording;
  const pressing = pressingOf(row, now);
  if (pressing === null) {
    const stands = row.held || row.targets.some(({ over, stands }) => over === null && stands);
    return stands ? wording.t('list.paused') : '';
  }
  const { target, dueAt, late } = pressing;
  const label = target === null ? '' : `${wording.t(`target.${target.name}`)} `;
  if (late) return label + wording.t('list.late', { at: { at: dueAt } });
  const kind = target?.clock ?? facts.sopOf(row)?.states[row.state]?.limit?.clock ?? 'business';
  const calendar = facts.hoursOf(row, kind);
  const leftMs = target === null ? workingBetween(calendar, now, dueAt) : leftAt(target, calendar, now);
  const time = wording.t(`sla.clock.${kind}`, { time: wording.duration(leftMs, kind) });
  return label + wording.t('list.left', { time });
}

/** What a list of tickets is drawn from. */
export interface ListFacts {
  readonly rows: readonly TicketRow[];
  readonly sopOf: SopOf;
  readonly hoursOf: HoursOf;
}
