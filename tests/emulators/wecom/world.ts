/** Everything the emulated WeCom knows: one company, its people and groups, our app and our bot among them. */
import { API_FAULTS } from '../kit/bad-days.js';
import { Chance } from '../kit/chance.js';
import type { Clock } from '../kit/clock.js';
import { DELIVERY_FAULTS } from '../kit/deliveries.js';
import { Faults } from '../kit/faults.js';
import { Tally } from '../kit/tally.js';
import type { Answered } from './api/call.js';
import type { Department, Person } from './directory.js';
import { ROOT_DEPARTMENT } from './directory.js';
import type { Group } from './groups.js';
import { Guesses } from './guesses.js';
import { SEND_FAILS } from './kf/failures.js';
import { type KfApp, newReception, type Reception } from './kf/reception.js';
import { Logins } from './logins.js';
import { MediaStore } from './media.js';
import type { Message } from './messages.js';
import { QUOTAS, type QuotaOptions, Quotas } from './quotas.js';
import { ResponseCodes } from './response-codes.js';
import { Tokens } from './tokens.js';

/** The self-built app, and the intelligent bot that stands beside it. */
export interface App {
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  /** Of the callback's signature, and of its encryption: 43 characters. */
  readonly token: string;
  readonly aesKey: string;
  readonly name: string;
  readonly botId: string;
  readonly botSecret: string;
}

/** Codes that any API can be made to refuse with. `42001` and `40014` also end the tokens that are out. */
export const REFUSALS = ['-1', '40014', '42001', '45009', '45033'] as const;
/** `empty-page`: customer service has more to read, and does not show it yet. */
const FAULTS = [...REFUSALS, ...API_FAULTS, ...DELIVERY_FAULTS, ...SEND_FAILS, 'empty-page'] as const;
export type Fault = (typeof FAULTS)[number];

/** The answer to a message that may not be delivered again. */
export interface Remembered {
  readonly answer: Answered;
  readonly until: number;
}

export interface World {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly app: App;
  /** A passive answer to a card's click changes the card. The documents say both that it does and that it does not. */
  readonly honoursPassiveCardReply: boolean;
  /** By user id in lower case: the platform does not tell them apart by case. */
  readonly people: Map<string, Person>;
  readonly departments: Map<number, Department>;
  /** By chat id. */
  readonly groups: Map<string, Group>;
  readonly logins: Logins;
  /** The only host that a link may log members in to; absent: any. */
  readonly trustedHost: string | undefined;
  /** The address book tells mobile and mail, as to apps made before June 2022. */
  readonly tellsPrivateFields: boolean;
  /** By msgid, in the order they were sent. */
  readonly messages: Map<string, Message>;
  /** Used once by the app, and never again. */
  readonly taskIds: Set<string>;
  /** By person and day: the bot hears only of the first entering. */
  readonly enteredBot: Set<string>;
  readonly responseCodes: ResponseCodes;
  readonly media: MediaStore;
  /** The app has a callback address that was verified. */
  listens: boolean;
  /** By the request as it was written. */
  readonly sentBefore: Map<string, Remembered>;
  readonly tokens: Tokens;
  readonly guesses: Guesses;
  readonly quotas: Quotas;
  readonly faults: Faults<Fault>;
  readonly tally: Tally;
  /** Customer service. */
  readonly kf: Reception;
}

export interface WorldOptions {
  readonly clock: Clock;
  readonly app?: Partial<App>;
  readonly kf?: Partial<KfApp>;
  readonly quotas?: Partial<QuotaOptions>;
  readonly honoursPassiveCardReply?: boolean;
  readonly trustedHost?: string;
  readonly tellsPrivateFields?: boolean;
  readonly seed?: number;
}

export function newWorld({
  clock,
  app: givenApp,
  kf,
  quotas,
  honoursPassiveCardReply = false,
  trustedHost,
  tellsPrivateFields = false,
  seed = 1,
}: WorldOptions): World {
  const chance = new Chance(seed);
  const faults = new Faults(FAULTS, chance);
  const tally = new Tally();
  const app = {
    corpId: 'ww1a2b3c4d5e6f7081',
    agentId: 1_000_002,
    secret: 'emulated-app-secret',
    token: 'EmulatedCallbackToken',
    aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFE',
    name: '三驾马车',
    botId: 'aib1A2b3C4d5E6f7G8h',
    botSecret: 'emulated-bot-secret',
    ...givenApp,
  };
  return {
    clock,
    chance,
    app,
    honoursPassiveCardReply,
    people: new Map(),
    departments: new Map([
      [ROOT_DEPARTMENT, { id: ROOT_DEPARTMENT, name: '公司', parent: 0, leaders: [], order: 100_000_000 }],
    ]),
    groups: new Map(),
    logins: new Logins(),
    trustedHost,
    tellsPrivateFields,
    messages: new Map(),
    taskIds: new Set(),
    enteredBot: new Set(),
    responseCodes: new ResponseCodes(),
    media: new MediaStore(),
    listens: false,
    sentBefore: new Map(),
    tokens: new Tokens(),
    guesses: new Guesses(),
    quotas: new Quotas({ ...QUOTAS, ...quotas }),
    faults,
    tally,
    kf: newReception({ app, clock, faults, tally }, kf),
  };
}
