/** Everything the emulated WeChat knows of one Official Account: who follows it, what it may say to whom, and what they see. */
import { API_FAULTS } from '../kit/bad-days.js';
import { Chance } from '../kit/chance.js';
import type { Clock } from '../kit/clock.js';
import { DELIVERY_FAULTS } from '../kit/deliveries.js';
import { Faults } from '../kit/faults.js';
import { RateWindow } from '../kit/rate-window.js';
import { Tally } from '../kit/tally.js';
import type { Follower } from './followers.js';
import type { Media } from './media.js';
import type { Message } from './messages.js';
import { PageTickets } from './page-tickets.js';
import { Scenes } from './scenes.js';
import type { Template } from './templates.js';
import { Tokens } from './tokens.js';

/** A verified service account. */
export interface Account {
  readonly appId: string;
  readonly secret: string;
  /** Of the callback's signatures, and of its encryption: 43 characters. */
  readonly token: string;
  readonly aesKey: string;
  /** 原始 ID: what callbacks are addressed to. */
  readonly originalId: string;
  readonly name: string;
}

/** Codes that any API can be made to refuse with. `42001` and `40001` also end the tokens that are out. */
export const REFUSALS = ['-1', '40001', '42001', '45009', '40164'] as const;
/** `undelivered`: a notice is taken, and reported as failed. */
const FAULTS = [...REFUSALS, ...API_FAULTS, ...DELIVERY_FAULTS, 'undelivered'] as const;
export type Fault = (typeof FAULTS)[number];

export interface World {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly account: Account;
  /** By openid. */
  readonly followers: Map<string, Follower>;
  readonly messages: Message[];
  readonly templates: Map<string, Template>;
  readonly scenes: Scenes;
  readonly media: Map<string, Media>;
  readonly tokens: Tokens;
  readonly pageTickets: PageTickets;
  /** Template messages that named an id of the app's: not shown again within ten minutes. */
  readonly sentBefore: Map<string, { readonly msgId: string; readonly until: number }>;
  /** Calls an API bears in a day. */
  readonly daily: RateWindow;
  menu: unknown;
  readonly faults: Faults<Fault>;
  readonly tally: Tally;
}

export interface WorldOptions {
  readonly clock: Clock;
  readonly account?: Partial<Account>;
  readonly callsPerDay?: number;
  readonly seed?: number;
}

const DAY_MS = 86_400_000;

export function newWorld({ clock, account, callsPerDay = 100_000, seed = 1 }: WorldOptions): World {
  const chance = new Chance(seed);
  return {
    clock,
    chance,
    account: {
      appId: 'wx1a2b3c4d5e6f7081',
      secret: '0123456789abcdef0123456789abcdef',
      token: 'EmulatedCallbackToken',
      aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFE',
      originalId: 'gh_1a2b3c4d5e6f',
      name: '三驾马车',
      ...account,
    },
    followers: new Map(),
    messages: [],
    templates: new Map(),
    scenes: new Scenes(),
    media: new Map(),
    tokens: new Tokens(),
    pageTickets: new PageTickets(),
    sentBefore: new Map(),
    daily: new RateWindow(callsPerDay, DAY_MS),
    menu: undefined,
    faults: new Faults(FAULTS, chance),
    tally: new Tally(),
  };
}
