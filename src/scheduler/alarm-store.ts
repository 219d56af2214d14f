/** Where Agenda keeps its jobs, and what of it Agenda leaves to us: the same for every kind of database. */
import { type AgendaBackend, type NotificationChannel, toJobId } from 'agenda';

export interface AlarmStore {
  /** What it is called in a complaint. */
  readonly kind: 'PostgreSQL' | 'MongoDB';
  /** Connected, its table or collection there; connecting it again does nothing. */
  readonly backend: AgendaBackend;
  readonly channel: AlarmChannel;
  /**
   * Adds a row for this instant (this machine's clock) unless one waits for it already. Never changes a row: Agenda
   * writes a row back from memory when its job ends, and would erase the change. `soon`: the next poll would be too late.
   */
  insertAlarm(at: Date, by: string, soon: boolean): Promise<void>;
  /**
   * Where the repeating sweep stands: null when it must be set up (again). One that a process took as it died is not
   * overdue: Agenda gives nobody a locked row before the lock has run out, and whoever starts must sweep by themselves.
   */
  sweepState(intervalMs: number): Promise<{ readonly overdue: boolean } | null>;
  /** Lets go of the connections, once the last query has ended. */
  end(): Promise<void>;
}

/** How an instance hears of the others' alarms. */
export interface AlarmChannel extends NotificationChannel {
  /** Has Agenda look after the jobs of this name now, in this process, as if another one had announced them. */
  nudge(jobName: string): Promise<void>;
}

/** What a store tells whoever opened it. */
export interface Hearing {
  /** Something went wrong that nobody waits for. */
  readonly complain: (what: string) => (error: unknown) => void;
  /** Another instance has swept; for stores whose channel does not carry Agenda's own word of it. */
  readonly onSwept: () => void;
  readonly sweepMs: number;
}

/** What announces a job by its name alone. */
export function nudging(jobName: string) {
  return { jobId: toJobId(''), jobName, nextRunAt: null, priority: 0, timestamp: new Date() };
}
