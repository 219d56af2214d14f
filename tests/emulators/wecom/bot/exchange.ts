/** What people ask of the bot, each under a request id that its answers must name, and what that id still allows. */
import { newId } from '../ids.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';

/** https://developer.work.weixin.qq.com/document/path/101463 */
const ANSWERED_WITHIN_MS = 5000;
/** The webhook's documents say 6 minutes, others 10. */
const STREAM_MS = 360_000;
const MOST_STREAMS = 3;

export interface Exchange {
  readonly kind: 'message' | 'enter_chat' | 'card' | 'feedback';
  readonly userId: string;
  /** `bot` for the person's own conversation with it, or a group's chat id. */
  readonly place: string;
  readonly at: number;
  /** The card that was clicked. */
  readonly messageId?: string;
  /** Messages by the id of their stream, until it is finished. */
  readonly streams: Map<string, string>;
  readonly finished: Set<string>;
  /** A welcome or a change of the card, which is taken once. */
  answered: boolean;
}

export class Exchanges {
  readonly #world: World;
  readonly #byReqId = new Map<string, Exchange>();
  /** Where somebody has spoken to the bot: only there may it speak by itself. */
  readonly #spokenIn = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  open(given: Pick<Exchange, 'kind' | 'userId' | 'place' | 'messageId'>): string {
    const reqId = newId(16);
    const at = this.#world.clock.now();
    this.#byReqId.set(reqId, { ...given, at, streams: new Map(), finished: new Set(), answered: false });
    if (given.kind === 'message') this.#spokenIn.add(given.place === 'bot' ? given.userId : given.place);
    return reqId;
  }

  /** That which an answer names, if it is of the right kind. */
  of(reqId: string, ...kinds: readonly Exchange['kind'][]): Exchange | Refusal {
    const exchange = this.#byReqId.get(reqId);
    return exchange && kinds.includes(exchange.kind) ? exchange : refuse(846605);
  }

  /** For what is answered once, and within five seconds. */
  inTime(reqId: string, kind: Exchange['kind']): Exchange | Refusal {
    const exchange = this.of(reqId, kind);
    if (isRefusal(exchange)) return exchange;
    const late = this.#world.clock.now() - exchange.at > ANSWERED_WITHIN_MS;
    return late || exchange.answered ? refuse(846605, 'answered, or older than 5 s') : exchange;
  }

  streamEnded(exchange: Exchange): boolean {
    return this.#world.clock.now() - exchange.at > STREAM_MS;
  }

  /** A person has at most three answers being written at a time. */
  busyWith(userId: string): boolean {
    const open = [...this.#byReqId.values()].filter(
      (exchange) => exchange.userId === userId && exchange.streams.size > 0 && !this.streamEnded(exchange),
    );
    return open.length >= MOST_STREAMS;
  }

  spokenIn(chatId: string): boolean {
    return this.#spokenIn.has(chatId);
  }
}
