/** Whoever makes 2 000 timers happen: our wake, or a job queue with a job for each. */
import { performance } from 'node:perf_hooks';

export interface Contender {
  /** Makes the timers of these tickets due at this moment. */
  makeDue(from: number, to: number): Promise<void>;
  stop(): Promise<void>;
}

/** A job queue calls `fire` with the key of a timer. Its own table holds a future job for every pending timer. */
export interface PeerOptions {
  readonly url: string;
  /** Tickets 1 … this have a timer pending. */
  readonly tickets: number;
  readonly fire: (timer: string) => Promise<void>;
}

/** Connections a peer has for its own rows; what it fires goes through the store's pool of 10, as everybody's does. */
export const PEER_POOL = 14;

/** Counts what was fired, and how long it took from the first to the last. */
export interface Watch {
  /** Runs one piece of work within the measured time. */
  fire(work: () => Promise<void>): Promise<void>;
  /** Pieces per second, once `count` are done. A piece that fails fails the watch. */
  until(count: number): Promise<number>;
}

export function watch(timeoutMs = 120_000): Watch {
  let began = 0;
  let done = 0;
  let wanted = Number.POSITIVE_INFINITY;
  let finish: (figure: number) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  return {
    async fire(work) {
      began ||= performance.now();
      try {
        await work();
      } catch (error) {
        fail(error);
        throw error;
      }
      done += 1;
      if (done === wanted) finish(done / ((performance.now() - began) / 1000));
    },
    until(count) {
      [began, done, wanted] = [0, 0, count];
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => fail(new Error(`expected ${count} timers within ${timeoutMs / 1000} s, got ${done}`)),
          timeoutMs,
        );
        finish = (figure) => {
          clearTimeout(timer);
          resolve(figure);
        };
        fail = (error) => {
          clearTimeout(timer);
          reject(error);
        };
      });
    },
  };
}
