/** One thing that a step demands, for whoever asks why they cannot take it. */
import type { Param } from './refusal.js';

export interface Point {
  readonly met: boolean;
  readonly what: Param;
  /** Whoever could bring it; nobody where only time decides. */
  readonly holder: readonly Param[];
}
