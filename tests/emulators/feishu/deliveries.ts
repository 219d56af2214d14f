/** Events on their way: tried at once, again after 15 s, 5 min, 1 h and 6 h, and sometimes twice or in the wrong order. */
import { CARD_ACTION, type EventBody } from './events.js';
import type { Attempt, Transport } from './transport.js';
import type { World } from './world.js';

/** https://open.feishu.cn/document/server-docs/event-subscription-guide/overview */
const RETRIES_MS = [15_000, 300_000, 3_600_000, 21_600_000];
/** A held event goes anyway when nothing comes that it could be overtaken by. */
const HELD_AT_MOST_MS = 1000;

export class Deliveries {
  readonly #world: World;
  readonly #transport: () => Transport;
  #overtaken: (() => void)[] = [];

  constructor(world: World, transport: () => Transport) {
    this.#world = world;
    this.#transport = transport;
  }

  /** Resolves with what came of the first attempt. A callback is tried once: somebody waits for its answer. */
  async send(event: EventBody): Promise<Attempt> {
    const { faults, tally } = this.#world;
    const type = event.header.event_type;
    tally.events += 1;
    if (faults.strike('out-of-order', type)) await this.#overtake();
    const first = this.#attempt(event, type === CARD_ACTION ? [] : RETRIES_MS);
    const second = faults.strike('duplicate', type) ? this.#attempt(event, []) : undefined;
    for (const release of this.#overtaken.splice(0)) setImmediate(release);
    const [attempt] = await Promise.all([first, second]);
    return attempt;
  }

  async #attempt(event: EventBody, retries: readonly number[]): Promise<Attempt> {
    const { clock, faults, tally } = this.#world;
    tally.attempts += 1;
    const lost = faults.strike('disconnect', event.header.event_type) !== undefined;
    const tried = clock.now();
    const attempt = await this.#transport().attempt(event, { lost });
    const [next, ...later] = retries;
    if (attempt.acknowledged) {
      tally.acknowledged += 1;
      return attempt;
    }
    tally.failed += 1;
    if (next === undefined) tally.givenUp += 1;
    else clock.at(tried + next, () => void this.#attempt(event, later));
    return attempt;
  }

  #overtake(): Promise<void> {
    return new Promise((resolve) => {
      const waited = setTimeout(resolve, HELD_AT_MOST_MS);
      this.#overtaken.push(() => {
        clearTimeout(waited);
        resolve();
      });
    });
  }
}
