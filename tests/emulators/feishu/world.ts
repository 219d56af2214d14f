/** Everything the emulated Feishu knows: one company, its people and chats, and our app among them. */
import { API_FAULTS } from '../kit/bad-days.js';
import { Chance } from '../kit/chance.js';
import type { Clock } from '../kit/clock.js';
import { DELIVERY_FAULTS } from '../kit/deliveries.js';
import { Faults } from '../kit/faults.js';
import { Tally } from '../kit/tally.js';
import type { Chat } from './chats.js';
import type { Department, Person } from './directory.js';
import { newId } from './ids.js';
import { Limits } from './limits.js';
import type { Media } from './media.js';
import type { Message } from './messages.js';
import { Tokens } from './tokens.js';

export interface App {
  readonly appId: string;
  readonly appSecret: string;
  /** Empty: events come in the clear, as in an app that never set one. */
  readonly encryptKey: string;
  readonly verificationToken: string;
  readonly botOpenId: string;
  readonly name: string;
}

export const FAULTS = ['429', ...API_FAULTS, ...DELIVERY_FAULTS] as const;
export type Fault = (typeof FAULTS)[number];

/** A card's callback token: what it may still update, how often and until when. */
export interface CardToken {
  readonly messageId: string;
  readonly until: number;
  usesLeft: number;
}

export interface World {
  readonly clock: Clock;
  readonly app: App;
  readonly tenantKey: string;
  /** Every message of a group reaches the bot, not only those that mention it (scope im:message.group_msg). */
  readonly hearsGroups: boolean;
  readonly people: Map<string, Person>;
  readonly departments: Map<string, Department>;
  readonly chats: Map<string, Chat>;
  /** Groups that were made under an uuid, which never makes a second one. */
  readonly chatsByUuid: Map<string, string>;
  /** In the order they were sent. */
  readonly messages: Map<string, Message>;
  readonly media: Map<string, Media>;
  readonly cardTokens: Map<string, CardToken>;
  readonly tokens: Tokens;
  readonly limits: Limits;
  readonly faults: Faults<Fault>;
  readonly tally: Tally;
}

export interface WorldOptions {
  readonly clock: Clock;
  readonly app?: Partial<App>;
  readonly hearsGroups?: boolean;
  readonly seed?: number;
}

export function newWorld({ clock, app, hearsGroups = false, seed = 1 }: WorldOptions): World {
  return {
    clock,
    app: {
      appId: 'cli_a1b2c3d4e5f60718',
      appSecret: 'emulated-app-secret',
      encryptKey: 'emulated-encrypt-key',
      verificationToken: 'emulated-verification-token',
      botOpenId: newId('person'),
      name: '三驾马车',
      ...app,
    },
    tenantKey: '736588c9260f175e',
    hearsGroups,
    people: new Map(),
    departments: new Map(),
    chats: new Map(),
    chatsByUuid: new Map(),
    messages: new Map(),
    media: new Map(),
    cardTokens: new Map(),
    tokens: new Tokens(),
    limits: new Limits(),
    faults: new Faults(FAULTS, new Chance(seed)),
    tally: new Tally(),
  };
}
