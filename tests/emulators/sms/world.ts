/** What one account of Tencent's SMS consists of: its keys, what was approved, the phones it writes to, and the bad luck of the day. */
import { API_FAULTS } from '../kit/bad-days.js';
import { Chance } from '../kit/chance.js';
import type { Clock } from '../kit/clock.js';
import { DELIVERY_FAULTS } from '../kit/deliveries.js';
import { Faults } from '../kit/faults.js';
import { Tally } from '../kit/tally.js';
import { LIMITS, type Limits, NumberLimits } from './number-limits.js';
import type { Phone } from './phone.js';
import { CALL_REFUSALS, NUMBER_REFUSALS } from './refusal.js';
import type { Template } from './template.js';

export const FAULTS = [...API_FAULTS, ...DELIVERY_FAULTS, ...CALL_REFUSALS, ...NUMBER_REFUSALS] as const;
export type Fault = (typeof FAULTS)[number];

export interface Account {
  readonly secretId: string;
  readonly secretKey: string;
  readonly appId: string;
  /** The approved sign, without its brackets. */
  readonly sign: string;
}

/** What became of a message at the phone, as it is pushed and pulled. */
export interface Fate {
  readonly serialNo: string;
  readonly phone: string;
  readonly arrived: boolean;
  /** The carrier's word for it. */
  readonly code: string;
  readonly description: string;
  /** Epoch seconds. */
  readonly at: number;
}

export interface Reply {
  readonly phone: string;
  readonly text: string;
  /** Epoch seconds. */
  readonly at: number;
}

export interface World {
  readonly clock: Clock;
  readonly account: Account;
  readonly templates: Map<string, Template>;
  /** By number in E.164. */
  readonly phones: Map<string, Phone>;
  readonly limits: NumberLimits;
  /** What waits to be pulled: only where nothing is pushed, and each once. */
  readonly fates: Fate[];
  readonly replies: Reply[];
  readonly faults: Faults<Fault>;
  readonly tally: Tally;
}

export interface WorldOptions {
  readonly clock: Clock;
  readonly account?: Partial<Account>;
  /** Null: a number bears any number of messages. */
  readonly limits?: Limits | null;
  readonly seed?: number;
}

export function newWorld({ clock, account, limits = LIMITS, seed = 1 }: WorldOptions): World {
  return {
    clock,
    account: {
      secretId: 'AKIDemulated0123456789abcdef',
      secretKey: 'emulated-secret-key',
      appId: '1400006666',
      sign: '三驾马车',
      ...account,
    },
    templates: new Map(),
    phones: new Map(),
    limits: new NumberLimits(limits),
    fates: [],
    replies: [],
    faults: new Faults(FAULTS, new Chance(seed)),
    tally: new Tally(),
  };
}
