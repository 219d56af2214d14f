/** What becomes of the rows of a lane: which go out as messages, here or elsewhere, and what of them is over already. */
import type { Lane, OutboxRow, Outcome } from './ports/outbox.js';
import { unmetAt } from './unmet.js';

export interface LanePlan {
  /** With what waited beside it and has its turn now. */
  readonly lane: Lane;
  /** Rows that are no message. */
  readonly over: readonly Outcome[];
  /** In the order in which they go. */
  readonly messages: readonly LaneMessage[];
  /** Uses up what a message costs; null where it costs nothing. */
  readonly spend: ((message: OutboxRow) => Promise<Spending | null>) | null;
}

export interface LaneMessage {
  readonly row: OutboxRow;
  /** Other rows that it tells. */
  readonly told: readonly OutboxRow[];
  /** Why it is not said here, and takes the next way; null: it is. */
  readonly elsewhere: Elsewhere | null;
}

export type Elsewhere = 'no_room' | 'no_consent' | 'no_template' | 'unmet';

export interface Spending {
  readonly key: string;
  /** `said`: it went out, or may have. */
  ended(said: boolean): Promise<void>;
}

/** Everybody there may be written to; whoever has no chat is told by the first way there is. */
export function freely(lane: Lane): LanePlan {
  const elsewhere = unmetAt(lane.address) === null ? null : 'unmet';
  const messages = lane.items.map((row): LaneMessage => ({ row, told: [], elsewhere }));
  return { lane, over: [], messages, spend: null };
}

/** What became of a row that would only change what stands there. */
export function needless({ id }: OutboxRow): Outcome {
  return { id, kind: 'dropped', reason: 'nothing that was sent there can be changed' };
}
