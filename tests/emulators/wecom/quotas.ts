/** WeCom's quotas, kept: what an API bears before it refuses, and what a member gets before the rest is dropped without a word. */
import { RateWindow } from '../kit/rate-window.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export interface QuotaOptions {
  /** Licensed accounts of the company: its app may send 200 messages a day for each. */
  readonly accounts: number;
  readonly apiPerMinute: number;
  readonly memberPerMinute: number;
  readonly memberPerHour: number;
  readonly robotPerMinute: number;
  /** Of the bot: answers and messages of its own together, in one chat. */
  readonly botPerMinute: number;
  readonly botPerHour: number;
  /** Readings of a customer service account without the doorbell's token: "strictly limited". */
  readonly kfSyncsPerMinute: number;
}

/** https://developer.work.weixin.qq.com/document/path/90454 */
export const QUOTAS: QuotaOptions = {
  accounts: 500,
  apiPerMinute: 10_000,
  memberPerMinute: 30,
  memberPerHour: 1000,
  robotPerMinute: 20,
  botPerMinute: 30,
  botPerHour: 1000,
  kfSyncsPerMinute: 10,
};

const MESSAGES_PER_ACCOUNT = 200;

export class Quotas {
  readonly #quota: readonly RateWindow[];
  readonly #api: readonly RateWindow[];
  readonly #member: readonly RateWindow[];
  readonly #robot: readonly RateWindow[];
  readonly #bot: readonly RateWindow[];
  readonly #kfSync: readonly RateWindow[];
  readonly #groupMember = [new RateWindow(200, MINUTE_MS), new RateWindow(10_000, DAY_MS)];
  readonly #groupsMade = [new RateWindow(1000, DAY_MS)];
  readonly #groupsChanged = [new RateWindow(1000, HOUR_MS)];
  readonly #groupMessages = [new RateWindow(20_000, MINUTE_MS)];

  constructor(options: QuotaOptions) {
    this.#quota = [new RateWindow(options.accounts * MESSAGES_PER_ACCOUNT, DAY_MS)];
    this.#api = [new RateWindow(options.apiPerMinute, MINUTE_MS), new RateWindow(150_000, HOUR_MS)];
    this.#member = [
      new RateWindow(options.memberPerMinute, MINUTE_MS),
      new RateWindow(options.memberPerHour, HOUR_MS),
    ];
    this.#robot = [new RateWindow(options.robotPerMinute, MINUTE_MS)];
    this.#bot = [
      new RateWindow(options.botPerMinute, MINUTE_MS),
      new RateWindow(options.botPerHour, HOUR_MS),
    ];
    this.#kfSync = [new RateWindow(options.kfSyncsPerMinute, MINUTE_MS)];
  }

  /** Each says whether one more is allowed now, and takes it if so. */
  api = (name: string, now: number): boolean => taken(this.#api, name, now);
  /** Person-times of the app's messages in a day. */
  day = (times: number, now: number): boolean => taken(this.#quota, '', now, times);
  member = (userId: string, now: number): boolean => taken(this.#member, userId, now);
  robot = (key: string, now: number): boolean => taken(this.#robot, key, now);
  bot = (chat: string, now: number): boolean => taken(this.#bot, chat, now);
  kfSync = (openKfId: string, now: number): boolean => taken(this.#kfSync, openKfId, now);
  groupMember = (userId: string, now: number): boolean => taken(this.#groupMember, userId, now);
  groupMade = (now: number): boolean => taken(this.#groupsMade, '', now);
  groupChanged = (now: number): boolean => taken(this.#groupsChanged, '', now);
  groupMessage = (times: number, now: number): boolean => taken(this.#groupMessages, '', now, times);
}

/** All or nothing: what one window refuses is not counted in the others. */
function taken(windows: readonly RateWindow[], key: string, now: number, times = 1): boolean {
  const open = windows.every((window) => window.wait(key, now, times) === 0);
  if (open) for (const window of windows) window.take(key, now, times);
  return open;
}
