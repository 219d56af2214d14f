/** Counts the calls of a month, over all instances and restarts: a free tenant has 10 000, and then nothing goes out. */
import type { AdapterContext } from '../../src/platform/context.js';

/** Of Feishu's free edition; paid ones are not counted. */
const FREE_CALLS = 10_000;
const WARN_AT = [0.8, 1].map((part) => part * FREE_CALLS);
/** Writing every call down would cost more than the call. */
const WRITE_EVERY = 50;
const WRITE_MS = 60_000;
const TRIES = 5;
/** The month ends in Beijing. */
const ZONE_MS = 8 * 3_600_000;

export interface Budget {
  count(): void;
  /** Writes down what was counted since. */
  stop(): Promise<void>;
}

export function createBudget({ state, log, clock }: Pick<AdapterContext, 'state' | 'log' | 'clock'>): Budget {
  let counted = 0;
  let writing: Promise<void> = Promise.resolve();
  const timer = setInterval(write, WRITE_MS);
  timer.unref();

  function write(): void {
    writing = writing
      .then(async () => {
        const calls = counted;
        counted = 0;
        if (calls > 0) await add(calls);
      })
      .catch((error: unknown) => log.warn({ err: error }, 'feishu: the number of calls could not be kept'));
  }
  async function add(calls: number): Promise<void> {
    const month = new Date(clock.now() + ZONE_MS).toISOString().slice(0, 7);
    const key = `calls/${month}`;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const found = await state.get(key);
      const before = typeof found?.value === 'number' ? found.value : 0;
      const after = before + calls;
      if (!(await state.compareAndSet(key, found?.version ?? 0, after))) continue;
      // Whoever crosses the line says so, once a month.
      if (WARN_AT.some((line) => before < line && line <= after))
        log.warn({ month, calls: after, free: FREE_CALLS }, WARNING);
      return;
    }
    counted += calls;
  }
  return {
    count() {
      counted += 1;
      if (counted % WRITE_EVERY === 0) write();
    },
    async stop() {
      clearInterval(timer);
      write();
      await writing;
    },
  };
}

const WARNING =
  'feishu: a tenant of the free edition may make 10 000 calls a month; with a paid one this is no matter';
