/** One holder of a name among all instances: advisory locks on a session of their own, gone with the process. */
import pg from 'pg';
import type { Database } from './database.js';

/** The signal says that the session was lost and somebody else may hold the name by now: work should end. */
export type Lock = (name: string, work: (lost: AbortSignal) => Promise<void>) => Promise<boolean>;

export interface LockSession {
  readonly lock: Lock;
  close(): Promise<void>;
}

const TRY = 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS ours';
const RELEASE = 'SELECT pg_advisory_unlock(hashtextextended($1, 0))';

export function lockSession({ url, log }: Database): LockSession {
  /** Held by this process: a session may take the same lock twice, so the database alone would not refuse us. */
  const held = new Map<string, AbortController>();
  let session: Promise<pg.Client> | undefined;

  async function open(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url, application_name: 'troika lock', keepAlive: true });
    const onLost = (error?: Error) => {
      if (!session) return;
      session = undefined;
      if (held.size > 0) log.warn({ names: [...held.keys()], error: error?.message }, 'locks were lost');
      for (const holder of held.values()) holder.abort();
    };
    client.on('error', onLost);
    await client.connect();
    client.on('end', () => onLost());
    return client;
  }

  async function connected(): Promise<pg.Client> {
    session ??= open();
    try {
      return await session;
    } catch (error) {
      session = undefined;
      throw error;
    }
  }

  return {
    async lock(name, work) {
      if (held.has(name)) return false;
      const holder = new AbortController();
      held.set(name, holder);
      try {
        const client = await connected();
        const { rows } = await client.query<{ ours: boolean }>(TRY, [name]);
        if (!rows[0]?.ours) return false;
        try {
          await work(holder.signal);
        } finally {
          // With the session the lock is gone too.
          if (!holder.signal.aborted) await client.query(RELEASE, [name]).catch(() => {});
        }
        return true;
      } finally {
        held.delete(name);
      }
    },

    async close() {
      const open = session;
      session = undefined;
      await open?.then((client) => client.end()).catch(() => {}); // it may be lost already
    },
  };
}
