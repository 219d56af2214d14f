/** Dates of customers that moved, and what waits around them. */
import type { QueuedCommand } from './change.js';

export interface DateStore {
  /**
   * Takes up to `limit` dates that moved, lets `decide` say what waits around them now, and writes that, in one
   * transaction: reminders of these dates that it does not name are void. Returns how many were taken.
   */
  settle(
    options: { now: number; limit: number },
    decide: (moved: readonly MovedDate[]) => Promise<Waiting>,
  ): Promise<number>;
  /** Names the reminders of the house; when they are others than before, every date is looked at again. */
  follow(reminders: string): Promise<void>;
}

export interface MovedDate {
  readonly customerId: string;
  readonly dateKey: string;
  /** As it is now, 'YYYY-MM-DD'; null when it is gone. */
  readonly date: string | null;
  /** The customer's open tickets; none when only the reminders are others. */
  readonly tickets: readonly {
    readonly id: number;
    readonly content: string;
    readonly sop: string;
    readonly state: string;
  }[];
}

export interface Waiting {
  readonly reminders: readonly ReminderSet[];
  readonly commands: readonly QueuedCommand[];
}

export interface ReminderSet {
  /** `reminder/<rule>/<date>/<customer>`: once a date. */
  readonly key: string;
  readonly rule: string;
  readonly customerId: string;
  readonly dateKey: string;
  readonly date: string;
  readonly dueAt: number;
}
