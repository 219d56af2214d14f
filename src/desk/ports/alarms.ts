/** What became of due timers, for whoever wants to see that none was lost and none rang twice. */
export interface AlarmStore {
  /**
   * Says that the desk is up, on the database's own clock, which nobody moves. Gives how long it had not been said, by
   * any instance; null the first time ever. Of two at once one hears the whole gap.
   */
  beat(): Promise<number | null>;
  /** Of the timers that were settled from `since` on, and of those still waiting at `now`. */
  record(since: number, now: number): Promise<AlarmRecord>;
  /** Of the timers that were due between two instants and settled after the second one. */
  caughtUp(from: number, to: number): Promise<{ readonly fired: number; readonly void: number }>;
}

export interface AlarmRecord {
  readonly fired: number;
  /** Fired more than a second after they were due. */
  readonly late: number;
  /** Milliseconds from due to fired; null when none fired. */
  readonly lagMs: { readonly p50: number; readonly p99: number; readonly most: number } | null;
  /** What they waited for was over by then: they had no effect. */
  readonly void: number;
  /** Still waiting although due for more than a minute: nobody fires them. */
  readonly lost: readonly SetAside[];
  /** One occurrence that fired more than once. Our keys forbid it. */
  readonly doubled: number;
  /** Could not be carried out; they wait for an operator. */
  readonly setAside: readonly (SetAside & { readonly reason: string })[];
  /** Waiting for their time, and when the first of them comes. */
  readonly waiting: { readonly count: number; readonly nextAt: number | null };
}

export interface SetAside {
  readonly key: string;
  readonly ticketId: number | null;
  readonly dueAt: number;
}
