/** 工时: time that was spent on a ticket, by kind. What somebody wrote to it stands in the event alone. */

export interface Effort {
  /** Counted within the ticket, and never given away again: what people mend it by. */
  readonly no: number;
  readonly kind: string;
  /** 0: it was withdrawn. */
  readonly minutes: number;
  /** 'YYYY-MM-DD'. */
  readonly day: string;
  /** Member id. */
  readonly who: string;
  /** Where the ticket was: the time is that team's. */
  readonly queue: string;
  /** Part of the division list it went into. */
  readonly partNo?: number;
}

/** Of what was logged, what is kept; it stands in the place of what was logged under its number before. */
export function withEffort(efforts: readonly Effort[], logged: Effort): readonly Effort[] {
  const { no, kind, minutes, day, who, queue, partNo } = logged;
  const entry = { no, kind, minutes, day, who, queue, ...(partNo === undefined ? {} : { partNo }) };
  return [...efforts.filter((one) => one.no !== no), entry].sort((a, b) => a.no - b.no);
}

export function withoutEffort(efforts: readonly Effort[], no: number): readonly Effort[] {
  return efforts.map((one) => (one.no === no ? { ...one, minutes: 0 } : one));
}

/** Those that count. */
export function spentOn(efforts: readonly Effort[]): readonly Effort[] {
  return efforts.filter(({ minutes }) => minutes > 0);
}

export function minutesOf(efforts: readonly Effort[]): number {
  return efforts.reduce((sum, { minutes }) => sum + minutes, 0);
}

/** Minutes by kind, in the order in which the kinds came up. */
export function minutesByKind(efforts: readonly Effort[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { kind, minutes } of spentOn(efforts)) sums.set(kind, (sums.get(kind) ?? 0) + minutes);
  return sums;
}
