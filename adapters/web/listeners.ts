/** The sockets this instance holds, woken when the feed or the clock moves anywhere. */
import { z } from 'zod';
import type { AdapterContext } from '../../src/platform/context.js';
import { FEED_TOPIC } from './client.js';

/** Tells the instances that somebody moved the demo's clock. */
export const CLOCK_TOPIC = 'web.clock';

export interface Listener {
  /** Something at least as new as `revision` stands at this address. */
  feedMoved(address: string, revision: number): void;
  clockMoved(): void;
  /** The instance stops. */
  leave(): void;
}

export interface Listeners {
  /** Returns the remover. */
  add(listener: Listener): () => void;
  stop(): void;
}

const moved = z.object({ address: z.string(), revision: z.number() });

export function createListeners({ subscribe, log }: Pick<AdapterContext, 'subscribe' | 'log'>): Listeners {
  const all = new Set<Listener>();
  const unsubscribers = [
    subscribe(FEED_TOPIC, (payload) => {
      const read = moved.safeParse(payload);
      if (!read.success) return log.warn({ payload }, 'web: expected { address, revision } on web.feed');
      for (const listener of all) listener.feedMoved(read.data.address, read.data.revision);
    }),
    subscribe(CLOCK_TOPIC, () => {
      for (const listener of all) listener.clockMoved();
    }),
  ];
  return {
    add(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
    stop() {
      for (const unsubscribe of unsubscribers) unsubscribe();
      for (const listener of all) listener.leave();
      all.clear();
    },
  };
}
