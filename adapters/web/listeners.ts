/** The sockets this instance holds, woken when the feed, the clock, the directory or a session changes anywhere. */
import { z } from 'zod';
import type { AdapterContext } from '../../src/platform/context.js';
import { FEED_TOPIC } from './client.js';

/** Tells the instances that somebody moved the demo's clock. */
export const CLOCK_TOPIC = 'web.clock';
/** Tells the instances that somebody logged out: `{ id }`. */
export const SESSION_TOPIC = 'web.session';
/** The house's own: somebody joined, left or changed teams. */
const DIRECTORY_TOPIC = 'directory';

export interface Listener {
  /** Something at least as new as `revision` stands at this address. */
  feedMoved(address: string, revision: number): void;
  clockMoved(): void;
  /** Who somebody is, or which groups they are in, may be another answer now. */
  peopleMoved(): void;
  sessionEnded(id: string): void;
  /** The instance stops. */
  leave(): void;
}

export interface Listeners {
  /** Returns the remover. */
  add(listener: Listener): () => void;
  stop(): void;
}

const moved = z.object({ address: z.string(), revision: z.number() });
const ended = z.object({ id: z.string() });

export function createListeners({ subscribe, log }: Pick<AdapterContext, 'subscribe' | 'log'>): Listeners {
  const all = new Set<Listener>();
  const each = (tell: (listener: Listener) => void) => {
    for (const listener of all) tell(listener);
  };
  const unsubscribers = [
    subscribe(FEED_TOPIC, (payload) => {
      const read = moved.safeParse(payload);
      if (!read.success) return log.warn({ payload }, 'web: expected { address, revision } on web.feed');
      each((listener) => listener.feedMoved(read.data.address, read.data.revision));
    }),
    subscribe(CLOCK_TOPIC, () => each((listener) => listener.clockMoved())),
    subscribe(DIRECTORY_TOPIC, () => each((listener) => listener.peopleMoved())),
    subscribe(SESSION_TOPIC, (payload) => {
      const read = ended.safeParse(payload);
      if (!read.success) return log.warn({ payload }, 'web: expected { id } on web.session');
      each((listener) => listener.sessionEnded(read.data.id));
    }),
  ];
  return {
    add(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
    stop() {
      for (const unsubscribe of unsubscribers) unsubscribe();
      each((listener) => listener.leave());
      all.clear();
    },
  };
}
