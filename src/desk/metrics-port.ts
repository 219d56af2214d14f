/** What the desk reports of its own work. Names only: what counts them is `src/http/metrics.ts`. */
export interface DeskMetrics {
  /** A command came to its end: `done`, `refused`, `asking`, `duplicate`, `failed`. */
  handled(type: string, outcome: string): void;
  /** A timer fired this long after it was due. */
  timerFired(lagMs: number): void;
  /** One attempt to send: `sent`, `dropped`, `retry`, `dead`, `uncertain`. */
  delivered(platform: string, outcome: string): void;
}
