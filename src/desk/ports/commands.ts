/** Commands that follow from events, on their way to `handle`. */
import type { Command } from '../../tickets/command.js';
import type { Refusal } from '../../tickets/refusal.js';

/** Commands that follow from events, to be run through `handle`. */
export interface CommandStore {
  /** Takes up to `limit` waiting commands for `leaseMs`: single ones first, and only then those of batches. */
  claim(options: {
    now: number;
    limit: number;
    leaseMs: number;
  }): Promise<readonly { readonly key: string; readonly command: Command }[]>;
  /** Which of these keys were ever queued. */
  known(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Settles those that changed nothing. */
  drop(refused: readonly DroppedCommand[]): Promise<void>;
  /** A batch all of whose commands are settled and that nobody was told of yet: ours for `leaseMs`. */
  finished(options: { now: number; leaseMs: number; most: number }): Promise<FinishedBatch | null>;
}

export interface DroppedCommand {
  readonly key: string;
  readonly reason: string;
  /** As people are told; null where there is nothing to tell. */
  readonly refusal: Refusal | null;
}

export interface FinishedBatch {
  /** Also the key of the queued row that is settled by telling of it. */
  readonly batch: string;
  readonly done: number;
  readonly dropped: number;
  /** The first `most` of those dropped, by the customer's name. */
  readonly refused: readonly { readonly customer: string; readonly refusal: Refusal | null }[];
}
