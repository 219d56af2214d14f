/** What became of every alarm of a run, in the figures an operator would ask for. */
import type { Findings } from '../support/crash-findings.js';
import type { CrashRecord } from '../support/crash-record.js';

export interface Summary {
  readonly set: number;
  readonly fired: number;
  readonly voided: number;
  /** Timers that made more than one event. */
  readonly duplicates: number;
  /** Timers that are over for nobody: neither fired nor void. */
  readonly lost: number;
  readonly lagMs: { readonly p50: number; readonly p99: number; readonly most: number };
}

export function summaryOf({ timers, tickets }: CrashRecord): Summary {
  const fired = timers.filter(({ status }) => status === 'fired');
  const voided = timers.filter(({ status }) => status === 'void');
  const made = new Map<string, number>();
  for (const { events } of tickets)
    for (const { cause, type } of events)
      if (cause.startsWith('timer:')) {
        const one = `${cause} ${type}`;
        made.set(one, (made.get(one) ?? 0) + 1);
      }
  const lags = fired
    .map(({ settled_at, due_at }) => (settled_at?.getTime() ?? 0) - due_at.getTime())
    .sort((one, other) => one - other);
  const at = (share: number) => lags[Math.max(0, Math.ceil(lags.length * share) - 1)] ?? 0;
  return {
    set: timers.length,
    fired: fired.length,
    voided: voided.length,
    duplicates: [...made.values()].filter((times) => times > 1).length,
    lost: timers.length - fired.length - voided.length,
    lagMs: { p50: at(0.5), p99: at(0.99), most: at(1) },
  };
}

/** One line for people. */
export function said(name: string, { lagMs, ...counts }: Summary, found: Findings): string {
  const figures = Object.entries(counts).map(([key, value]) => `${key} ${value}`);
  return [
    `faults: ${name}: ${figures.join(', ')}`,
    `lag p50 ${lagMs.p50} ms, p99 ${lagMs.p99} ms, most ${lagMs.most} ms`,
    `the judge: lost ${found.lost.length}, twice ${found.twice.length}, wrong ${found.wrong.length}`,
  ].join('; ');
}
