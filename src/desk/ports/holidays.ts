/** Official holidays that were imported, and the open tickets whose deadlines are counted by them. */
import type { HolidayYear } from '../../calendar/holidays.js';
import type { TimerSet } from '../../tickets/reactions.js';
import type { QueuedCommand } from './change.js';
import type { TicketRead } from './tickets.js';

export interface HolidayStore {
  /** Grows with every import. */
  revision(): Promise<number>;
  /** The imported years, and the revision they were read at. */
  years(): Promise<{ readonly revision: number; readonly years: readonly HolidayYear[] }>;
  /** A page of the tickets that are not closed, with what waits for each, ascending from after `id`. */
  open(after: { readonly id: number; readonly limit: number }): Promise<readonly Running[]>;
  /** Waiting occurrences of routines. */
  routines(): Promise<readonly WaitingRoutine[]>;
  /** The revision all open tickets were last looked at with. */
  recounted(): Promise<number>;
  /** They were looked at with this one: what follows is queued, once, whoever comes first. */
  recount(revision: number, commands: readonly QueuedCommand[], now: number): Promise<void>;
  /** Deadlines and occurrences of routines that are due after an instant. */
  beyond(at: number): Promise<{ readonly tickets: number; readonly routines: number }>;
}

export interface Running {
  readonly read: TicketRead;
  readonly timers: readonly TimerSet[];
}

export interface WaitingRoutine {
  readonly routine: string;
  /** The date the rule names, 'YYYY-MM-DD'. */
  readonly date: string;
  readonly dueAt: number;
}
