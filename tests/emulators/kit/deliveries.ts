/** Events on their way to the app: tried at once, again as the platform does, and sometimes late, twice or in the wrong order. */
import type { Clock } from './clock.js';
import type { Tally } from './tally.js';

export type Attempt =
  | { readonly acknowledged: true; readonly answer: unknown }
  | {
      readonly acknowledged: false;
      readonly why: string;
      /** The platform takes this for an answer, though not the one it hoped for: it does not try again. */
      readonly final?: boolean;
    };

/** A way by which events reach the app, and what came of one attempt. */
export interface Transport<Event> {
  /** `lost`: the event arrives, and its acknowledgement does not. */
  attempt(event: Event, options: { readonly lost: boolean }): Promise<Attempt>;
}

export const DELIVERY_FAULTS = ['duplicate', 'late', 'out-of-order', 'disconnect'] as const;

interface Post<Event> {
  readonly clock: Clock;
  readonly faults: {
    strike(kind: (typeof DELIVERY_FAULTS)[number], subject: string): { readonly ms?: number } | undefined;
  };
  readonly tally: Tally;
  /** What faults and people call it: the event's type. */
  subjectOf(event: Event): string;
  /** How long after each attempt the next one is made; none for what is tried once. */
  retriesMs(event: Event): readonly number[];
  transport(): Transport<Event>;
}

/** A held event goes anyway when nothing comes that it could be overtaken by. */
const HELD_AT_MOST_MS = 1000;
const LATE_MS = 60_000;

export class Deliveries<Event> {
  readonly #post: Post<Event>;
  #overtaken: (() => void)[] = [];

  constructor(post: Post<Event>) {
    this.#post = post;
  }

  /** Resolves with what came of the first attempt. */
  async send(event: Event): Promise<Attempt> {
    const { clock, faults, tally } = this.#post;
    const subject = this.#post.subjectOf(event);
    tally.events += 1;
    const late = faults.strike('late', subject);
    if (late) {
      clock.at(clock.now() + (late.ms ?? LATE_MS), () => void this.#go(event));
      return { acknowledged: false, why: 'it is late' };
    }
    if (faults.strike('out-of-order', subject)) await this.#overtake();
    return this.#go(event);
  }

  async #go(event: Event): Promise<Attempt> {
    const first = this.#attempt(event, this.#post.retriesMs(event));
    const twice = this.#post.faults.strike('duplicate', this.#post.subjectOf(event));
    const second = twice && this.#attempt(event, []);
    for (const release of this.#overtaken.splice(0)) setImmediate(release);
    const [attempt] = await Promise.all([first, second]);
    return attempt;
  }

  async #attempt(event: Event, retries: readonly number[]): Promise<Attempt> {
    const { clock, faults, tally } = this.#post;
    tally.attempts += 1;
    const lost = faults.strike('disconnect', this.#post.subjectOf(event)) !== undefined;
    const tried = clock.now();
    const attempt = await this.#post.transport().attempt(event, { lost });
    const [next, ...later] = retries;
    if (attempt.acknowledged) {
      tally.acknowledged += 1;
      return attempt;
    }
    tally.failed += 1;
    if (next === undefined || attempt.final) tally.givenUp += 1;
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
