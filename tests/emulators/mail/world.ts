/** What one mail server consists of: who may send by it, the mailboxes it serves, and the bad luck of the day. */
import { Chance } from '../kit/chance.js';
import type { Clock } from '../kit/clock.js';
import { Faults } from '../kit/faults.js';
import { Tally } from '../kit/tally.js';
import type { Mailbox } from './mailbox.js';

/**
 * `421` before anything, `450` and `550` at the recipient, `451` and `554` after the message; `drop-early` at the
 * recipient, `drop` and `slow` once the message is in its mailbox: its sender does not hear that it is.
 */
export const FAULTS = ['421', '450', '550', '451', '554', 'drop-early', 'drop', 'slow'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Account {
  readonly user: string;
  readonly password: string;
  /** The only address that may stand in MAIL FROM. */
  readonly address: string;
}

export interface World {
  readonly clock: Clock;
  readonly account: Account;
  /** By address in lower case. */
  readonly mailboxes: Map<string, Mailbox>;
  /** Greylisting: when a sender first tried a recipient, epoch ms. */
  readonly tried: Map<string, number>;
  readonly faults: Faults<Fault>;
  readonly tally: Tally;
}

export interface WorldOptions {
  readonly clock: Clock;
  readonly account?: Partial<Account>;
  readonly seed?: number;
}

export function newWorld({ clock, account, seed = 1 }: WorldOptions): World {
  return {
    clock,
    account: {
      user: 'desk@troika.example',
      password: 'emulated-password',
      address: 'desk@troika.example',
      ...account,
    },
    mailboxes: new Map(),
    tried: new Map(),
    faults: new Faults(FAULTS, new Chance(seed)),
    tally: new Tally(),
  };
}
