/** 工时 on a card: how much time went into a ticket or into a part of it, by kind. For staff alone. */
import { minutesByKind, minutesOf } from '../tickets/effort.js';
import type { Facts } from '../tickets/facts.js';
import type { Ticket } from '../tickets/ticket.js';
import type { Wording } from './wording.js';

const MINUTE_MS = 60_000;

export function effortRows(
  { efforts }: Ticket,
  { efforts: kinds = [] }: Facts,
  wording: Wording,
): readonly { readonly label: string; readonly value: string }[] {
  const minutes = minutesOf(efforts);
  if (minutes === 0) return [];
  const said = [...minutesByKind(efforts)].map(([kind, spent]) => {
    const label = kinds.find(({ value }) => value === kind)?.label;
    return wording.t('effort.kind', { kind: label ? { text: label } : kind, time: timeSaid(spent, wording) });
  });
  const value = wording.t('effort.by_kind', {
    total: timeSaid(minutes, wording),
    kinds: wording.list(said),
  });
  return [{ label: wording.t('effort.title'), value }];
}

/** Of one part; nothing where no time was logged for it. */
export function effortOfPart({ efforts }: Ticket, no: number, wording: Wording): readonly string[] {
  const minutes = minutesOf(efforts.filter(({ partNo }) => partNo === no));
  return minutes === 0 ? [] : [wording.t('effort.of_part', { time: timeSaid(minutes, wording) })];
}

/** In hours: a day of work has no fixed length. */
const timeSaid = (minutes: number, wording: Wording) => wording.duration(minutes * MINUTE_MS, 'business');
