/** Commands that follow from events, on their way to `handle`. */
import type { Command } from '../../tickets/command.js';

/** Commands that follow from events, to be run through `handle`. */
export interface CommandStore {
  /** Takes up to `limit` waiting commands for `leaseMs`. */
  claim(options: {
    now: number;
    limit: number;
    leaseMs: number;
  }): Promise<readonly { readonly key: string; readonly command: Command }[]>;
  /** Settles one that changed nothing. */
  drop(key: string, reason: string): Promise<void>;
}
