/** Tells all instances, this one too: NOTIFY through the pool, LISTEN on a connection of its own that always comes back. */
import pg from 'pg';
import type { Bus } from '../desk/ports/outside.js';
import type { Database } from './database.js';

/** One channel for all topics: a topic needs no LISTEN of its own. */
const CHANNEL = 'troika';
/** PostgreSQL's own limit is 8000 bytes. */
const MAX_BYTES = 7_000;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

interface Message {
  readonly topic: string;
  readonly payload: unknown;
}

export interface ListeningBus extends Bus {
  close(): Promise<void>;
}

/** `onReconnect` is called when messages may have been missed. */
export async function openBus({ url, log, run }: Database, onReconnect: () => void): Promise<ListeningBus> {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  function deliver(text = ''): void {
    const { topic, payload } = JSON.parse(text) as Message;
    for (const listener of listeners.get(topic) ?? []) {
      try {
        listener(payload);
      } catch (error) {
        log.error({ topic, error }, 'a listener of the bus failed');
      }
    }
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'troika bus', keepAlive: true });
    let lost = false;
    const onLost = (error?: Error) => {
      if (lost || closed) return;
      lost = true;
      log.warn({ error: error?.message }, 'the bus lost its connection');
      reconnect(FIRST_RETRY_MS);
    };
    next.on('error', onLost);
    next.on('notification', ({ payload }) => deliver(payload));
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      lost = true; // whoever called decides whether to try again
      await next.end().catch(() => {}); // it never was a connection
      throw error;
    }
    next.on('end', () => onLost());
    if (closed) await next.end();
    else client = next;
  }

  function reconnect(delay: number): void {
    clearTimeout(retry);
    retry = setTimeout(async () => {
      try {
        await connect();
        if (!closed) onReconnect();
      } catch {
        if (!closed) reconnect(Math.min(delay * 2, LAST_RETRY_MS));
      }
    }, delay);
    retry.unref();
  }

  await connect();
  return {
    async publish(topic, payload) {
      const text = JSON.stringify({ topic, payload } satisfies Message);
      const bytes = Buffer.byteLength(text);
      if (bytes > MAX_BYTES) {
        throw new Error(
          `bus: expected at most ${MAX_BYTES} bytes on ${topic}, got ${bytes}; publish an id instead`,
        );
      }
      await run('notify', `SELECT pg_notify('${CHANNEL}', $1)`, [text]);
    },

    subscribe(topic, listener) {
      const group = listeners.get(topic) ?? new Set();
      listeners.set(topic, group.add(listener));
      return () => {
        group.delete(listener);
      };
    },

    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => {}); // it may be lost already
    },
  };
}
